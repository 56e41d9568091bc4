# SPDX-License-Identifier: EUPL-1.2
"""How the partner programme says things, by noun."""

# SPDX-License-Identifier: EUPL-1.2
"""What the partner programme refuses, and why, by noun."""

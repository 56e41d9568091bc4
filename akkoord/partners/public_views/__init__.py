# SPDX-License-Identifier: EUPL-1.2
"""Pages of the partner programme that everybody may read."""

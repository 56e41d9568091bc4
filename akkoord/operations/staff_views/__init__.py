# SPDX-License-Identifier: EUPL-1.2
"""Pages of operations for the vendor's people."""

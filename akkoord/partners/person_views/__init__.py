# SPDX-License-Identifier: EUPL-1.2
"""Pages of the partner programme that a partner's people and the vendor's read alike."""

# SPDX-License-Identifier: EUPL-1.2
"""Pages of the partner programme for a partner's own people."""

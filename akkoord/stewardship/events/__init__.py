# SPDX-License-Identifier: EUPL-1.2
"""What happens in a management organisation, by subject."""

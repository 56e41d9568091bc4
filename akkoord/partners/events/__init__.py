# SPDX-License-Identifier: EUPL-1.2
"""What happens in the partner programme, by subject."""

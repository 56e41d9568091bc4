# SPDX-License-Identifier: EUPL-1.2
"""What of operations anybody may see."""

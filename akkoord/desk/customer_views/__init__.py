# SPDX-License-Identifier: EUPL-1.2
"""What the desk shows to the customer's people."""

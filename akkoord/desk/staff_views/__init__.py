# SPDX-License-Identifier: EUPL-1.2
"""What the vendor's desk stands before."""

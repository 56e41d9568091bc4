# SPDX-License-Identifier: EUPL-1.2
"""The product of the demonstration's invented vendor, as small as a product can be: something real to measure, and to break."""

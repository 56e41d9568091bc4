# SPDX-License-Identifier: EUPL-1.2
"""What the forms of a management organisation ask: parsing and errors beside the fields, no decisions."""

# SPDX-License-Identifier: EUPL-1.2
"""What the forms of the partner programme ask: parsing and errors beside the fields, no decisions."""

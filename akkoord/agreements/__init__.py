# SPDX-License-Identifier: EUPL-1.2
"""The agreement as dated, versioned data: what is promised, on which hours, from when.

Serves sla:1.1, sla:1.2 and gives every other clause its figures. The agreement and the opening hours are public; a
contract is seen by its organisation and by staff. No figure of the agreement stands in code.
"""

# SPDX-License-Identifier: EUPL-1.2
"""How promises are kept: from clause to evidence to verdict. All of the agreement, sla:1.1 to sla:6.

Clocks are counted by promise, organisation and month; what is measured is judged by the month; every verdict is a row of an
append-only ledger with what it rests on. Staff see all of it, a customer its own organisations' beside the agreement, the public
what concerns everybody, and how all promises were kept where the vendor has that shown. Of what nothing was recorded yet the
pages say *not measurable*.
"""

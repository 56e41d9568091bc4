# SPDX-License-Identifier: EUPL-1.2
"""How promises are kept: verdicts of clocks, counted by promise, organisation and month; and what is measured by the month,
judged from what operations recorded. sla:2.2.3, sla:2.3.1, sla:2.3.2

Staff see all, a customer its own organisation's beside the agreement, the public what is of all customers together. Other
kinds of promise are judged by later releases; until then the pages name them *not yet evaluated*.
"""

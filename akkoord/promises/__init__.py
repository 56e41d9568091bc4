# SPDX-License-Identifier: EUPL-1.2
"""How promises are kept: verdicts of clocks, counted by promise, organisation and month. sla:2.2.3

Staff see all counts, a customer its own organisation's beside the agreement. Other kinds of promise are judged by later
releases; until then the pages name them *not yet evaluated*.
"""

# SPDX-License-Identifier: EUPL-1.2
"""The customer's own management organisation: five roles, tickets in four phases, planner, work list, tests of updates.

Serves beheer:1-5. Seen by the people of one organisation alone: the vendor sees nothing of it, nor counts it, until something
is passed on, and then only what was passed on.
"""

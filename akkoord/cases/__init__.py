# SPDX-License-Identifier: EUPL-1.2
"""The kernel: whatever somebody asks or reports is a case. sla:2.2.1

Gives every kind its number, states, rights, timeline, attachments, clocks, search, list, page, mail and export. A kind
is a declaration (`kind.py`); who sees a case follows from its audience and from the roles that the kind names.
"""

# SPDX-License-Identifier: EUPL-1.2
"""The service desk: incidents, calamities and the queue. sla:2.2.1, sla:2.2.2, sla:2.2.3

Seen by the customer's submitters, incident managers and administrators, and by the vendor's desk.
"""

# SPDX-License-Identifier: EUPL-1.2
"""Organisations, persons, memberships and their roles, sign-in, and the reader's scope. sla:2.2.1, sla:2.3.3

Seen by the customer's portal administrator (contacts and roles), by staff (all organisations) and by everybody (own account).
"""

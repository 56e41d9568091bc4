# SPDX-License-Identifier: EUPL-1.2
"""The partner programme: partners and what they promise, experts and exams, connectors, leads, the public directory.

Serves partner. Seen by the partner's own people and by the vendor's partner managers; the directory by everybody.
"""

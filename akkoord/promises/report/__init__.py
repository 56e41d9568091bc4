# SPDX-License-Identifier: EUPL-1.2
"""The monthly report of an organisation: what was recorded of its month and how every promise went. sla:2.6.2

Read once into a plain value, kept with its fingerprint, and shown from that alone: as a page, PDF, CSV and JSON. Its
administrators and incident managers see it, and the vendor.
"""

# SPDX-License-Identifier: EUPL-1.2
"""Components, probes, outages, maintenance, availability and the status page. sla:2.3.1, sla:2.3.2, sla:2.3.6

The status page is everybody's. Internal components, probes and the duty roster are the vendor's; which instances an
organisation sits on is known to the vendor and that organisation.
"""

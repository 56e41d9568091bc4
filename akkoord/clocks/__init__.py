# SPDX-License-Identifier: EUPL-1.2
"""A clock runs on any subject for which the agreement promises a deadline. sla:2.2.3

Clause 2.2.2 and 2.2.3 now; copies, restores and notices later. Vendor and customer see the same clock.
"""

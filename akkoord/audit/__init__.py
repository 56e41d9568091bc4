# SPDX-License-Identifier: EUPL-1.2
"""What happened, by whom and when; and who read what. Append-only (sla:2.2.1, sla:5.3).

`announce()` is the one way up: an action ends in it, and everything that must follow hangs on the event it writes.
"""

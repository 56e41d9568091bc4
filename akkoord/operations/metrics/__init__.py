# SPDX-License-Identifier: EUPL-1.2
"""What Prometheus measures of us. sla:2.3.6

What stands in the database is the same whichever process answers. Requests are counted by every web process in a file of
its own, and whichever process is asked adds them up (the library's multi-process mode); elsewhere, in memory.
"""

# SPDX-License-Identifier: EUPL-1.2
"""Who may know: audiences, the scope of a reader, and the row-level security that enforces both.

Lowest of the floors with tables, because everything above inherits it. Serves sla:2.3.3 (two layers: if one fails, the
next still protects). Seen by nobody; felt by everybody.
"""

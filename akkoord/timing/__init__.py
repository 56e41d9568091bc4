# SPDX-License-Identifier: EUPL-1.2
"""Business time: what "1 hour", "3 working days" and "1 month" mean, to the second.

Serves sla:definities, sla:2.2.2, sla:2.2.3, sla:2.3.1 and sla:2.3.4; the page is spec: timing.
Pure Python: no Django, no clock reading, no I/O. Nobody sees this floor; every clock stands on it.

`calendars` says when something is open, `durations` what was promised, `deadlines` when it is due,
`pauses` how waiting moves that, `explanations` why; `vectors` does the same for a million moments.
"""

# SPDX-License-Identifier: EUPL-1.2
"""What higher floors show on the pages of cases. Fillings answer None where they have nothing to say; `site/wiring.py` fills.

A kind's own facts are no slot: `kind.template` is included in *About this case*, inside a `<dl class="facts">`, so it
writes `<dt>…</dt><dd>…</dd>` pairs. Its context: `case`, `page` (a `CasePage`), `person`, `request`.
"""

from __future__ import annotations

from akkoord.web.slots import Slot

CASE_TOP = Slot("case_top")
"""`filling(case, page, request) -> Markup | None`: a panel above clocks and timeline, for a decision that waits (assess, rate).

A filling that shows a clock itself says so: `page.shown_above.add("assessment")`; one that offers a move: `page.moved_above.add("accept")`."""
CASE_SIDE = Slot("case_side")
"""`filling(case, page, request) -> Markup | None`: a panel in the side column."""
CASE_ACTIONS = Slot("case_actions")
"""`filling(case, page, request) -> Markup | None`: buttons or links in the head of the page (class `btn`)."""
CASE_REPORT = Slot("case_report")
"""`filling(case, page, request) -> Markup | None`: paragraphs under the first message: what the form asked besides its text."""
CASE_NEXT = Slot("case_next")
"""`filling(case, page, request) -> str | Markup | None`: a sentence after whose turn it is ("Without an answer it lapses Tue")."""
CASE_REPLIES = Slot("case_replies")
"""`filling(case, page, request) -> Markup | None`: controls above the text of the desk's composer (saved replies)."""
CASE_FOLLOW_UP = Slot("case_follow_up")
"""`filling(case, by, at, text, once) -> Case | None`: the new, linked case that a reply becomes when reopening is too late."""
CASE_MAIL = Slot("case_mail")
"""`filling(case, event, reader) -> Choice | None`: a question with links under the mail about an event (rate what was resolved)."""
CASE_HEARERS = Slot("case_hearers")
"""`filling(case, event) -> list[Person] | None`: who else hears of an event by e-mail (the lead, of a broken promise)."""
CASE_LINK = Slot("case_link")
"""`filling(case) -> str | None`: the address at which a reporter without an account reads the case; their mails carry it."""
CASES_TOP = Slot("cases_top")
"""`filling(request, side) -> Markup | None`: a button beside the heading of the list."""
SEARCH_ALSO = Slot("search_also")
"""`filling(request, words) -> Markup | None`: what other floors found, as a panel under the cases."""

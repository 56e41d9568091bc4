# SPDX-License-Identifier: EUPL-1.2
"""What the desk shows on pages of lower floors (`fill`), and where higher floors may show something on the desk's own."""

from __future__ import annotations

from akkoord.cases import slots as of_cases
from akkoord.people.slots import COMING
from akkoord.web import frame
from akkoord.web.slots import Slot

from . import bar, blocks, coming, mail, outages

REPORT_BESIDE = Slot("report_beside")
"""`filling(request, words) -> Markup | None`: what fits a report that is being typed (articles, known problems, outages)."""
HOME_MAIN = Slot("home_main")
"""`filling(request) -> Markup | None`: a panel in the wide column of the customer's home."""
HOME_SIDE = Slot("home_side")
"""`filling(request) -> Markup | None`: a panel in the narrow column of the customer's home."""
HOME_WAITS = Slot("home_waits")
"""`filling(request) -> Markup | None`: rows of what waits for the reader."""


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""
    frame.PLACES.fill(bar.show_places)
    frame.TOOLS.fill(bar.show_report)
    COMING.fill(coming.coming_lapses)
    of_cases.CASES_TOP.fill(bar.show_report_beside_list)
    of_cases.CASE_TOP.fill(blocks.show_assessment)
    of_cases.CASE_TOP.fill(blocks.show_rating_asked)
    of_cases.CASE_TOP.fill(blocks.show_review_asked)
    of_cases.CASE_SIDE.fill(blocks.show_priority)
    of_cases.CASE_SIDE.fill(blocks.show_rating)
    of_cases.CASE_SIDE.fill(outages.show_outages, order=10)
    of_cases.CASE_ACTIONS.fill(outages.show_status_page)
    of_cases.CASE_REPORT.fill(blocks.show_report)
    of_cases.CASE_NEXT.fill(blocks.show_lapse)
    of_cases.CASE_REPLIES.fill(blocks.show_replies)
    of_cases.CASE_FOLLOW_UP.fill(blocks.make_follow_up)
    of_cases.CASE_MAIL.fill(mail.ask_for_rating)
    of_cases.CASE_HEARERS.fill(mail.leads)

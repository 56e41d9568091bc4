# SPDX-License-Identifier: EUPL-1.2
"""What the partner programme shows on the pages of lower floors."""

from __future__ import annotations

from akkoord.cases import slots as of_cases
from akkoord.desk import slots as of_desk
from akkoord.web import frame

from . import beside, case_blocks, connector_dues, dues, network_dues, own_dues
from .confidential_blocks import hear_in_confidence, show_both_sides, show_decider_left
from .connector_blocks import hear_of_certification, show_certificate, show_report_asked
from .places import show_places


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""
    frame.PLACES.fill(show_places)
    of_cases.CASE_TOP.fill(show_report_asked)
    of_cases.CASE_TOP.fill(show_both_sides)
    of_cases.CASE_TOP.fill(show_decider_left)
    of_cases.CASE_HEARERS.fill(hear_in_confidence)
    of_cases.CASE_SIDE.fill(show_certificate)
    of_cases.CASE_HEARERS.fill(hear_of_certification)
    of_cases.CASE_TOP.fill(case_blocks.show_criteria)
    of_cases.CASE_TOP.fill(case_blocks.show_check)
    of_cases.CASE_HEARERS.fill(case_blocks.hear_of_partnership)
    of_cases.CASE_LINK.fill(case_blocks.link_of_applicant)
    of_desk.REPORT_BESIDE.fill(beside.show_quota)
    of_desk.HOME_SIDE.fill(beside.show_partnership)
    frame.FOOT.fill(beside.show_way_in)
    dues.SOURCES[:] = [
        own_dues.checks_due,
        own_dues.invitations_due,
        network_dues.exams_due,
        network_dues.status_due,
        network_dues.code_due,
        connector_dues.connectors_due,
        connector_dues.profile_due,
    ]

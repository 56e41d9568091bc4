# SPDX-License-Identifier: EUPL-1.2
"""What the partner programme shows on the pages of lower floors."""

from __future__ import annotations

from akkoord.cases import slots as of_cases
from akkoord.web import frame

from .connector_blocks import hear_of_certification, show_certificate, show_report_asked
from .places import show_places


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""
    frame.PLACES.fill(show_places)
    of_cases.CASE_TOP.fill(show_report_asked)
    of_cases.CASE_SIDE.fill(show_certificate)
    of_cases.CASE_HEARERS.fill(hear_of_certification)

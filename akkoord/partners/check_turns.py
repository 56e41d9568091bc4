# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is in a yearly check, in words: the partner's to answer or to improve, else the vendor's to decide."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akkoord.cases.rules import Turn
from akkoord.cases.turn import NextStep, Parts
from akkoord.web.moments import written

ASKED, IMPROVING = "asked", "improving"


def says_next(parts: Parts) -> NextStep | None:
    """While it runs; what is over the kernel says itself."""
    state, running = parts.case.state, parts.running
    by = _("by %(date)s") % {"date": written(running.view.due_at, "spoken")} if running is not None else ""
    late = "broken" if running is not None and running.view.verdict == "broken" else None
    if state in (ASKED, IMPROVING):
        if parts.reader_is_vendor:
            said = _("The partner answers") if state == ASKED else _("The partner improves what you asked for")
            return NextStep(Turn.CUSTOMER, _("It is the partner's turn"), f"{said} {by}.".replace(" .", "."), verdict=late)
        said = _("Look at each requirement and answer") if state == ASKED else _("Improve what we asked for")
        return NextStep(Turn.READER, _("It is your turn"), f"{said} {by}.".replace(" .", "."), verdict=late)
    if parts.reader_is_vendor:
        return NextStep(Turn.READER, _("It is your turn"), _("The partner answered: decide how you go on."))
    return NextStep(Turn.VENDOR, _("It is our turn"), _("You answered. You hear what is decided."))

# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is on a ticket, in words: administrator, decider, asker, somebody outside."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akkoord.cases.rules import Turn
from akkoord.cases.turn import NextStep, Parts
from akkoord.web.moments import written

from .rules.roles import StewardRole
from .rules.tickets import State
from .tickets import decider_of, may_decide


def says_next(parts: Parts) -> NextStep | None:
    """What an open ticket waits for. None: what the kernel says of any case holds."""
    state = parts.case.state
    if state == State.DECIDED:
        return _decision(parts)
    if state == State.RETURNED:
        return _acceptance(parts)
    if state == State.PASSED_ON:
        text = (
            _("What they do with it is said here by itself.") if parts.reader_is_vendor else _("You will hear when it is done.")
        )
        return NextStep(Turn.COLLEAGUE, _("This lies with somebody outside"), text)
    if state == State.OPTIMISED:
        return _review(parts)
    if state == State.WAITING or parts.reader_is_vendor:
        return None
    return _for_asker(parts)


def _decision(parts: Parts) -> NextStep:
    if may_decide(parts.person, parts.case):
        return NextStep(Turn.READER, _("It is your turn"), _("Say whether this will be done. Declining asks for a reason."))
    titles = {
        StewardRole.MANAGEMENT: _("Management decides"),
        StewardRole.KEY_USER: _("The process owner decides"),
    }
    title = titles.get(decider_of(parts.case), _("The functional administrator decides"))
    return NextStep(Turn.COLLEAGUE, title, _by(parts) or _("You will hear as soon as that is done."))


def _acceptance(parts: Parts) -> NextStep:
    if parts.case.is_reported_by(parts.person):
        return NextStep(Turn.READER, _("It is your turn"), _("It is done. Look whether it is what you meant."))
    return NextStep(
        Turn.CUSTOMER,
        _("It is %(name)s's turn") % {"name": parts.reporter},
        _("It is done; the asker says whether it is what was meant."),
    )


def _review(parts: Parts) -> NextStep:
    if parts.reader_is_vendor:
        return NextStep(Turn.READER, _("Look back"), _by(parts) or _("Did it work, and what can be better?"))
    return NextStep(
        Turn.VENDOR, _("It is done"), _("After some weeks your administrator looks back on it. You may add what you notice.")
    )


def _for_asker(parts: Parts) -> NextStep:
    who = parts.assignee
    title = _("It is %(name)s's turn") % {"name": who} if who else _("Your functional administrator looks at this")
    nothing = _("There is nothing you need to do now.")
    return NextStep(Turn.VENDOR, title, f"{_by(parts)} {nothing}".strip())


def _by(parts: Parts) -> str:
    """Until when, where a clock of the organisation's own runs."""
    running = parts.running
    if running is None:
        return ""
    due = {"moment": written(running.view.due_at, "spoken"), "what": str(running.view.title)}
    return (_("%(what)s was due %(moment)s.") if running.view.verdict == "broken" else _("%(what)s by %(moment)s.")) % due

# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is, in words: who does what by when. One sentence under the heading of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from akkoord.people.models import Person
from akkoord.web.clock_parts import amount
from akkoord.web.moments import written

from .case_clocks import CaseClock
from .kind import Look
from .models import Case
from .rules import Situation, Turn, whose_turn


@dataclass(frozen=True)
class NextStep:
    """Title and sentence; `verdict` colours it when it is late; `asks_reader` puts the button to the reply beside it."""

    turn: Turn
    title: str
    text: str
    verdict: str | None = None
    asks_reader: bool = False


@dataclass(frozen=True)
class Parts:
    """What the sentences need. `reopens` says whether this reader may open a closed case again."""

    case: Case
    person: Person
    reader_is_vendor: bool
    clocks: Sequence[CaseClock]
    at: datetime
    may_write: bool
    reopens: bool
    merged_into: str = ""

    @property
    def running(self) -> CaseClock | None:
        """The clock that is due first."""
        return next((c for c in self.clocks if c.is_open), None)

    @property
    def reporter(self) -> str:
        """The first name of whoever reported it."""
        return _first(self.case.reporter, self.case.reporter_name or _("The reporter"))

    @property
    def assignee(self) -> str:
        """The first name of whoever looks after it, or *we*."""
        return _first(self.case.assignee, "")


def next_step(parts: Parts) -> NextStep:
    """Whose turn it is for this reader, and what they may expect."""
    case = parts.case
    waits = case.is_open and case.state_of.look == Look.CUSTOMER
    situation = Situation(case.is_open, bool(case.merged_into_id), waits, case.reporter_id, case.assignee_id)
    turn = whose_turn(situation, reader_id=parts.person.pk, reader_is_vendor=parts.reader_is_vendor)
    if turn == Turn.ELSEWHERE:
        other = parts.merged_into or _("another case")
        return NextStep(
            turn, _("This goes on in another case"), _("Everything about it is in %(case)s from now on.") % {"case": other}
        )
    if turn == Turn.NOBODY:
        return _closed(parts, turn)
    own = case.kind.says_next(parts) if case.kind.says_next is not None else None
    if own is not None:
        return own
    if waits:
        return _asked(parts, turn)
    return _for_vendor(parts, turn) if parts.reader_is_vendor else _for_customer(parts, turn)


def _closed(parts: Parts, turn: Turn) -> NextStep:
    title = _("Nothing is waiting here")
    when = {"state": str(parts.case.state_of.label), "moment": written(parts.case.closed_at or parts.at, "spoken")}
    text = _("This case is %(state)s since %(moment)s.") % when
    if parts.reopens:
        text += " " + _("Is it not over? Reply below, and it opens again.")
    return NextStep(turn, title, text)


def _asked(parts: Parts, turn: Turn) -> NextStep:
    since = {"moment": written(parts.case.state_since, "spoken"), "name": parts.assignee, "reporter": parts.reporter}
    if turn == Turn.READER:
        asked = _("%(name)s asked you something %(moment)s.") if parts.assignee else _("We asked you something %(moment)s.")
        then = _("Answer below, then we go on.")
        return NextStep(turn, _("It is your turn"), f"{asked % since} {then}", asks_reader=True)
    title = _("It is %(reporter)s's turn") % since
    if not parts.reader_is_vendor:
        return NextStep(turn, title, _("We asked %(reporter)s something %(moment)s and go on with the answer.") % since)
    return NextStep(turn, title, _("The question was asked %(moment)s.") % since + _due(parts, " "))


def _for_customer(parts: Parts, turn: Turn) -> NextStep:
    running = parts.running
    title = _("It is our turn")
    nothing = _("There is nothing you need to do now.") if parts.may_write else ""
    who = parts.assignee
    if running is None:
        working = _("%(name)s is working on it.") % {"name": who} if who else _("A colleague is working on it.")
        return NextStep(turn, title, f"{working} {nothing}".strip())
    due = written(running.view.due_at, "spoken")
    if running.view.verdict == "broken":
        text = _("You should have heard %(moment)s. The team lead has been told.") % {"moment": due}
        return NextStep(turn, title, f"{text} {nothing}".strip(), verdict="broken")
    if who:
        text = _("%(name)s looks after this. You will hear by %(moment)s.") % {"name": who, "moment": due}
    else:
        text = _("You will hear by %(moment)s.") % {"moment": due}
    return NextStep(turn, title, f"{text} {nothing}".strip())


def _for_vendor(parts: Parts, turn: Turn) -> NextStep:
    titles = {
        Turn.READER: _("It is your turn"),
        Turn.UNASSIGNED: _("Nobody looks after this yet"),
        Turn.COLLEAGUE: _("It is %(name)s's turn") % {"name": parts.assignee},
    }
    late = parts.running is not None and parts.running.view.verdict == "broken"
    text = _due(parts) or _("No promise runs on this case.")
    return NextStep(turn, titles[turn], text, verdict="broken" if late else None)


def _due(parts: Parts, before: str = "") -> str:
    running = parts.running
    if running is None:
        return ""
    what = {"what": str(running.view.title), "moment": written(running.view.due_at, "spoken")}
    if running.view.verdict == "broken" and running.view.late is not None:
        what["amount"] = amount(running.view.late)
        return before + _("%(what)s was due %(moment)s: %(amount)s late.") % what
    what["amount"] = amount(running.view.left)
    return before + _("%(what)s by %(moment)s: %(amount)s left.") % what


def _first(person: Person | None, otherwise: str) -> str:
    return person.first_name if person is not None else otherwise

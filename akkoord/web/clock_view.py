# SPDX-License-Identifier: EUPL-1.2
"""A clock as a page shows it: its words, its bar, what is left. Customer and staff get the same one.

`clock_view(...)` builds it from plain values; the components in `clock_parts.py` write it down.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from akkoord.timing.calendars import Calendar
from akkoord.web.clock_bar import Bar, Pause, draw
from akkoord.web.clock_why import Why, explain

Text = str | Promise | Markup
WEEK = timedelta(days=7)
COUNT_DAYS_FROM = 20 * 3600  # open seconds; more than this is told in working days


@dataclass(frozen=True)
class ClockWords:
    """What the clock asks for, as sentences with `{moment}`; every promise that has a clock brings its own.

    due: "Te beantwoorden voor {moment}"; done: "Beantwoord {moment}"; late: "Had {moment} beantwoord moeten zijn";
    line: "Antwoord voor {moment}"; short: "antwoord".
    """

    due: Text = _("To be done by {moment}")
    done: Text = _("Done {moment}")
    late: Text = _("Should have been done {moment}")
    line: Text = _("Done by {moment}")
    short: Text = _("done")


@dataclass(frozen=True)
class Amount:
    """An amount of open time: in working days (`days`) when it is long, in seconds otherwise."""

    seconds: int
    days: int | None = None
    always_open: bool = False


@dataclass(frozen=True)
class ClockView:
    """One clock on a page. `verdict` is kept, broken, risk, running, none, waived, paused or waiting."""

    title: Text
    verdict: str
    clause: str
    words: ClockWords
    starts_at: datetime
    due_at: datetime
    bar: Bar
    left: Amount
    stopped_at: datetime | None = None
    late: Amount | None = None
    spent: Amount | None = None
    paused_since: datetime | None = None
    reason: Text = ""
    why_text: Text = ""
    why: Why | None = None
    clause_url: str = field(default="/agreement")


ALIASES = {"at_risk": "risk", "not_measurable": "none"}


def clock_view(
    *,
    calendar: Calendar,
    title: Text,
    verdict: str,
    clause: str,
    starts_at: datetime,
    due_at: datetime,
    at_risk_at: datetime | None,
    now: datetime,
    words: ClockWords | None = None,
    stopped_at: datetime | None = None,
    paused: Sequence[Pause] = (),
    reason: Text = "",
    why_text: Text = "",
    explained: bool = False,
) -> ClockView:
    """The view of one clock at `now`.

    `verdict` is what the clock's rules judged; a running one becomes *waiting* before its start and *paused* during
    an open pause. A clock that starts (`starts_at`) while its calendar is closed begins at the next opening, as in the
    spec: whoever has a row hands in the row's own moment. `reason` says why it is waived, not measurable or paused. `explained` adds the table of intervals.
    """
    starts_at = min(calendar.next_opening(starts_at), due_at)
    code = _standing(ALIASES.get(verdict, verdict), starts_at, now, paused)
    until = stopped_at or now
    is_late = code == "broken" and until > due_at
    return ClockView(
        title=title,
        verdict=code,
        clause=clause,
        words=words or ClockWords(),
        starts_at=starts_at,
        due_at=due_at,
        bar=draw(
            calendar=calendar,
            starts_at=starts_at,
            due_at=due_at,
            at_risk_at=at_risk_at,
            now=now,
            verdict=code,
            stopped_at=stopped_at,
            paused=paused,
        ),
        left=_amount(calendar, max(now, starts_at), due_at),
        stopped_at=stopped_at,
        late=_amount(calendar, due_at, until) if is_late else None,
        spent=_amount(calendar, starts_at, stopped_at) if stopped_at else None,
        paused_since=paused[-1][0] if code == "paused" else None,
        reason=reason,
        why_text=why_text,
        why=explain(calendar=calendar, starts_at=starts_at, due_at=due_at, until=until) if explained else None,
    )


def _standing(verdict: str, starts_at: datetime, now: datetime, paused: Sequence[Pause]) -> str:
    if verdict in ("running", "risk"):
        if paused and paused[-1][1] is None:
            return "paused"
        if now < starts_at:
            return "waiting"
    return verdict


def _amount(calendar: Calendar, since: datetime, until: datetime) -> Amount:
    seconds = calendar.open_seconds(since, until)
    always = calendar.open_seconds(since, since + WEEK) == int(WEEK.total_seconds())
    if seconds < COUNT_DAYS_FROM:
        return Amount(seconds, None, always)
    first, last = since.astimezone(calendar.zone).date(), until.astimezone(calendar.zone).date()
    # Counted as people count: from tomorrow up to and including the last day.
    days = calendar.working_days_between(first.fromordinal(first.toordinal() + 1), last.fromordinal(last.toordinal() + 1))
    return Amount(seconds, days, always) if days else Amount(seconds, None, always)

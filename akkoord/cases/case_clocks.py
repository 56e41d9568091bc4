# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a case as its page shows them: every round, every deadline it had and why, and what lay with the customer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from akkoord.clocks.models import Clock, Pause
from akkoord.clocks.rules import Verdict, Why
from akkoord.timing.calendars import Calendar
from akkoord.web.clock_view import ClockView, ClockWords, Text, clock_view
from akkoord.web.moments import duration, written

from .beside import moment
from .calendars import terms_of_clock
from .kind import Kind, TermsOf
from .models import Case

WHY: dict[str, Text] = {
    Why.STARTED: gettext_lazy("as promised at the report"),
    Why.CLASSIFIED: gettext_lazy("the desk set the priority"),
    Why.RAISED: gettext_lazy("the priority was raised"),
    Why.LOWERED: gettext_lazy("the priority was lowered"),
    Why.RESUMED: gettext_lazy("the case was opened again, and the time that was left goes on"),
    Why.PAUSED: gettext_lazy("the clock stood still for a while"),
    Why.HOURS_CHANGED: gettext_lazy("other opening hours were published"),
    Why.MERGED: gettext_lazy("two cases became one, and the earlier deadline holds"),
}
ENDED: dict[str, Text] = {
    "lapsed": gettext_lazy("The case lapsed before the deadline, so there is nothing to judge."),
    "withdrawn": gettext_lazy("The report was withdrawn before the deadline, so there is nothing to judge."),
    "settled": gettext_lazy("It was solved before the deadline without our answer, so there is nothing to judge."),
    "resolved": gettext_lazy("The case was resolved before the deadline, so this no longer mattered."),
    "merged": gettext_lazy("The case goes on in another one, and so does this promise."),
}
UNKNOWN: dict[str, Text] = {
    "no_first_answer": gettext_lazy("The log that this came from holds no first answers, so there is no verdict."),
    "no_resolution": gettext_lazy("The log that this came from does not say when it was resolved, so there is no verdict."),
    "reopened_before": gettext_lazy(
        "It was reopened, and the log does not say when it was first resolved, so there is no verdict."
    ),
    "pauses_unknown": gettext_lazy("The log does not say when the clock stood still, so there is no verdict."),
}
SHORT = timedelta(days=8)
NOT_RECORDED = gettext_lazy("When this happened was not recorded, so there is no verdict.")


@dataclass(frozen=True)
class FormerDeadline:
    """A deadline that the clock had, from when, and why."""

    set_at: datetime
    due_at: datetime
    why: Text


@dataclass(frozen=True)
class CaseClock:
    """One round of a clock on the page. `share` says how much of its open time lay with the customer."""

    name: str
    round: int
    is_open: bool
    view: ClockView
    history: Sequence[FormerDeadline] = ()
    share: str = ""
    pk: int = 0


def clocks_of(
    case: Case,
    *,
    at: datetime,
    deadlines: Iterable[dict[str, Any]],
    with_customer: Iterable[tuple[datetime, datetime]],
    for_vendor: bool,
    explained: str = "",
) -> list[CaseClock]:
    """All rounds of all clocks: what runs first, by deadline; then what ended, the last first.

    A short clock that runs is explained at once; of another the reader asks for it: `explained` is its id, or `all`.
    """
    clocks = list(Clock.objects.of(case.key))
    if not clocks:
        return []
    former: dict[int, list[FormerDeadline]] = defaultdict(list)
    for row in deadlines:
        former[row["clock"]].append(FormerDeadline(moment(row["set"]), moment(row["due"]), WHY[row["why"]]))
    pauses = _pauses(clocks, former)
    waits = list(with_customer)
    rounds: dict[str, int] = defaultdict(int)
    for clock in clocks:
        rounds[clock.name] = max(rounds[clock.name], clock.round)
    clocks.sort(key=lambda c: (not c.is_open, c.due_at if c.is_open else c.started_at, c.round))
    return [
        _shown(
            case.kind,
            c,
            at,
            former[c.pk],
            pauses[c.pk],
            waits,
            rounds[c.name],
            for_vendor,
            explained in ("all", str(c.pk)) or (c.is_open and c.due_at - c.started_at < SHORT),
        )
        for c in clocks
    ]


def _pauses(clocks: Sequence[Clock], deadlines: Mapping[int, Sequence[FormerDeadline]]) -> dict[int, list[Pause]]:
    pauses: dict[int, list[Pause]] = defaultdict(list)
    had = [c.pk for c in clocks if c.paused_at or len(deadlines[c.pk]) > 1]
    if had:  # a clock that never paused has one deadline, or others for other reasons
        for pause in Pause.objects.filter(clock__in=had).order_by("from_at"):
            pauses[pause.clock_id].append(pause)
    return pauses


def _shown(
    kind: Kind,
    clock: Clock,
    at: datetime,
    deadlines: Sequence[FormerDeadline],
    pauses: Sequence[Pause],
    waits: Sequence[tuple[datetime, datetime]],
    rounds: int,
    for_vendor: bool,
    explained: bool,
) -> CaseClock:
    terms = terms_of_clock(clock.version_id, at)
    calendar = terms.calendar(clock.calendar)
    view = view_of(
        clock,
        kind=kind,
        calendar=calendar,
        at=at,
        pauses=[(p.from_at, p.until_at) for p in pauses],
        explained=explained,
        why_text=_why_text(clock, terms) if explained else "",
        rounds=rounds,
    )
    history = deadlines if len(deadlines) > 1 else []
    share = _share(clock, calendar, waits, at, for_vendor)
    return CaseClock(clock.name, clock.round, clock.is_open, view, history, share, clock.pk)


def view_of(
    clock: Clock,
    *,
    kind: Kind,
    calendar: Calendar,
    at: datetime,
    pauses: Sequence[tuple[datetime, datetime | None]] = (),
    explained: bool = False,
    why_text: Text = "",
    rounds: int = 1,
) -> ClockView:
    """One clock as the components draw it. A clock that ended without a stop is seen from its end."""
    rule = next((c for c in kind.clocks if c.name == clock.name), None)
    verdict = clock.verdict_at(at)
    title = rule.label if rule else clock.name
    if rounds > 1:
        title = _("%(clock)s, round %(round)d") % {"clock": title, "round": clock.round}
    return clock_view(
        calendar=calendar,
        title=title,
        verdict=verdict,
        clause="" if kind.terms == TermsOf.OWN else clock.promise.partition("/")[0],  # there is no public page of it
        words=rule.words if rule else ClockWords(),
        starts_at=clock.started_at,
        due_at=clock.due_at,
        at_risk_at=clock.at_risk_at,
        now=min(at, clock.ended_at or at),
        stopped_at=clock.stopped_at,
        paused=list(pauses),
        reason=_reason(clock, verdict),
        why_text=why_text,
        explained=explained,
    )


def _reason(clock: Clock, verdict: Verdict) -> Text:
    if verdict == Verdict.NOT_MEASURABLE:
        return UNKNOWN.get(clock.ended_because, NOT_RECORDED)
    return ENDED.get(clock.ended_because, "") if verdict == Verdict.WAIVED else ""


def _why_text(clock: Clock, terms: object) -> str:
    """The promise in the agreement's own words, and from when it counts."""
    try:
        promise = terms.promise(clock.promise).text.in_language(get_language() or "nl")  # type: ignore[attr-defined]  # Terms
    except KeyError:  # a promise of this contract alone
        promise = ""
    start = _("It counts from %(moment)s.") % {"moment": written(clock.started_at, "dated")}
    return f"{promise} {start}".strip()


def _share(clock: Clock, calendar: Calendar, waits: Sequence[tuple[datetime, datetime]], at: datetime, for_vendor: bool) -> str:
    end = clock.stopped_at or clock.ended_at or at
    seconds = sum(
        calendar.open_seconds(max(since, clock.started_at), min(until, end))
        for since, until in waits
        if max(since, clock.started_at) < min(until, end)
    )
    if seconds < 60:
        return ""
    said = _("Of this time, %(amount)s lay with the customer.") if for_vendor else _("Of this time, %(amount)s lay with you.")
    return said % {"amount": duration(seconds)}

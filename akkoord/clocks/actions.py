# SPDX-License-Identifier: EUPL-1.2
"""Start, stop, move, pause and end clocks: the only writers of their rows. spec: timing, "The clock".

Whoever hands in a clock that is there already holds it (`Clocks.held`), so that the poll does not judge it meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from akkoord.agreements.terms import DeadlinePromise, Terms
from akkoord.audit.actions import announce
from akkoord.scope.models import columns_of
from akkoord.scope.rules import Circle
from akkoord.timing.calendars import Calendar
from akkoord.timing.durations import parse_duration
from akkoord.timing.pauses import due_after_pauses, moved_by_pause

from .events import ClockAtRisk, DeadlineMoved, PromiseBroken
from .models import Clock, Deadline, Pause
from .rules import Target, Verdict, Why, earlier, judge
from .targets import target_from, target_of


def start_clock(
    *,
    by: int | None,
    at: datetime,
    subject: str,
    name: str,
    circle: Circle,
    terms: Terms,
    promise: DeadlinePromise,
    counted_from: datetime | None = None,
    imported: bool = False,
) -> Clock:
    """Run `promise` on `subject` from `counted_from` (the moment itself, `at`, when not given), in the next round.

    Deadlines are to the second. Source: sla:2.2.3.
    """
    last = Clock.objects.filter(subject=subject, name=name).order_by("-round").values_list("round", flat=True).first()
    clock = _clock(subject, name, (last or 0) + 1, circle, terms, promise, counted_from or at, imported)
    clock.save(force_insert=True)
    _write_deadline(clock, at=at, by=by, counted_from=clock.started_at, why=Why.STARTED)
    return clock


def start_first_clocks(
    *,
    by: int | None,
    at: datetime,
    subject: str,
    circle: Circle,
    terms: Terms,
    promises: Mapping[str, DeadlinePromise],
    imported: bool = False,
) -> list[Clock]:
    """Run the promises, by the names of their clocks, on a subject that is new: all first rounds, written together."""
    new = [_clock(subject, name, 1, circle, terms, promise, at, imported) for name, promise in promises.items()]
    clocks = Clock.objects.bulk_create(new)
    Deadline.objects.bulk_create([_deadline(c, at=at, by=by, counted_from=at, why=Why.STARTED) for c in clocks])
    return clocks


def _clock(
    subject: str, name: str, number: int, circle: Circle, terms: Terms, promise: DeadlinePromise, start: datetime, imported: bool
) -> Clock:
    assert terms.version_id is not None  # only published terms are run on
    target = target_of(promise, terms, start)
    return Clock(
        subject=subject,
        name=name,
        round=number,
        version_id=terms.version_id,
        promise=promise.id,
        calendar=promise.calendar,
        within=str(promise.within),
        started_at=start,
        due_at=target.due_at,
        at_risk_at=target.at_risk_at,
        imported=imported,
        **columns_of(circle),
    )


def stop_clock(*, clock: Clock, by: int | None, at: datetime, terms: Terms) -> None:
    """Stop an open clock and judge it, for good. A paused clock first gets the open time of its pause back."""
    if not clock.is_open:
        return
    unpause_clock(clock=clock, by=by, at=at, terms=terms)
    told = clock.verdict == Verdict.BROKEN
    clock.stopped_at = at
    clock.verdict = judge(due_at=clock.due_at, at_risk_at=clock.at_risk_at, stopped_at=at, waived=False, at=at)
    clock.save(update_fields=["stopped_at", "verdict"])
    if clock.verdict == Verdict.BROKEN and not told:
        _tell_broken(clock)


def waive_clock(*, clock: Clock, by: int | None, at: datetime, because: str) -> None:
    """End an open clock without a stop: *waived* if it was not yet due, otherwise it stays broken."""
    if not clock.is_open:
        return
    clock.ended_at, clock.ended_because = at, because
    clock.verdict = Verdict.WAIVED if at <= clock.due_at else Verdict.BROKEN
    clock.save(update_fields=["ended_at", "ended_because", "verdict"])


def resume_clock(*, clock: Clock, by: int | None, at: datetime, terms: Terms) -> Clock | None:
    """Let a kept or waived clock go on in a new round: its deadline plus all open time since it stopped or ended.

    A broken one stays broken. That a waived one (lapsed, withdrawn, and then reopened) goes on is our reading: no page says.
    """
    rested_since = {Verdict.KEPT: clock.stopped_at, Verdict.WAIVED: clock.ended_at}.get(Verdict(clock.verdict))
    if rested_since is None:
        return None
    calendar = terms.calendar(clock.calendar)
    due = calendar.after_open_seconds(clock.due_at, calendar.open_seconds(rested_since, at))
    target = target_from(calendar, terms, at, due, clock.within)
    resumed = Clock.objects.create(
        subject=clock.subject,
        name=clock.name,
        round=clock.round + 1,
        version_id=clock.version_id,
        promise=clock.promise,
        calendar=clock.calendar,
        within=clock.within,
        started_at=at,
        due_at=target.due_at,
        at_risk_at=target.at_risk_at,
        **columns_of(clock.circle),
    )
    _write_deadline(resumed, at=at, by=by, counted_from=at, why=Why.RESUMED)
    return resumed


@transaction.atomic
def retarget_clock(
    *, clock: Clock, by: int | None, at: datetime, terms: Terms, promise: DeadlinePromise, counted_from: datetime, why: Why
) -> None:
    """Give a running clock the target of `promise` from `counted_from`. A raise keeps the earlier of old and new.

    A clock that is broken or judged stays so. Source: spec timing, "First classification", "Raise", "Lowered".
    """
    if not clock.is_open or clock.verdict_at(at) == Verdict.BROKEN:
        return
    new = target_of(promise, terms, counted_from, clock.rests())
    target = earlier(clock.target, new) if why in (Why.RAISED, Why.MERGED) else new
    if why != Why.RAISED or target == new:
        clock.promise, clock.within, clock.calendar = promise.id, str(promise.within), promise.calendar
        clock.started_at = counted_from
    _move(clock, target, by=by, at=at, counted_from=counted_from, why=why)


def pull_forward(*, clock: Clock, by: int | None, at: datetime, due_at: datetime) -> None:
    """After a merge: the earliest deadline of both holds on the survivor, unless it is broken already."""
    if clock.is_open and due_at < clock.due_at and clock.verdict_at(at) != Verdict.BROKEN:
        target = Target(due_at, min(clock.at_risk_at, due_at))
        _move(clock, target, by=by, at=at, counted_from=clock.started_at, why=Why.MERGED)


def recount_clock(*, clock: Clock, by: int | None, at: datetime, terms: Terms) -> None:
    """Compute a running clock again on today's calendar: opening hours were published that its deadline did not know."""
    if not clock.is_open or clock.verdict_at(at) == Verdict.BROKEN:
        return
    calendar = terms.calendar(clock.calendar)
    due = _counted_again(clock, calendar)
    if due != clock.due_at:
        target = target_from(calendar, terms, clock.started_at, due, clock.within)
        _move(clock, target, by=by, at=at, counted_from=clock.started_at, why=Why.HOURS_CHANGED)


def pause_clock(*, clock: Clock, by: int | None, at: datetime) -> None:
    """Let an open clock take no open time from now, where the agreement names the state that pauses it."""
    if clock.is_open and clock.paused_at is None and clock.verdict_at(at) != Verdict.BROKEN:
        Pause.objects.create(clock=clock, from_at=at)
        clock.paused_at = at
        clock.save(update_fields=["paused_at"])


def unpause_clock(*, clock: Clock, by: int | None, at: datetime, terms: Terms) -> None:
    """Go on after a pause: the deadline moves by the open time of the pause."""
    if clock.paused_at is None:
        return
    pause = (max(clock.paused_at, clock.started_at), at)
    _end_pause(clock, at=at)
    calendar = terms.calendar(clock.calendar)
    due = moved_by_pause(calendar, parse_duration(clock.within), clock.due_at, pause)
    target = target_from(calendar, terms, clock.started_at, due, clock.within)
    _move(clock, target, by=by, at=at, counted_from=clock.started_at, why=Why.PAUSED)


@transaction.atomic
def tell_due_clocks(*, by: None, at: datetime, most: int = 500) -> int:
    """Take up to `most` clocks that fell due or became at risk by `at`, and announce each once; returns how many.

    Two workers never take the same clock. A broken promise carries the deadline's own time, not that of the poll.
    """
    at = at.replace(microsecond=0)
    running = Clock.objects.select_for_update(skip_locked=True).filter(verdict=Verdict.RUNNING, paused_at=None)
    late = list(running.filter(due_at__lt=at).order_by("due_at")[:most])
    for clock in late:
        clock.verdict = Verdict.BROKEN
        clock.save(update_fields=["verdict"])
        _tell_broken(clock)
    soon = list(running.filter(risk_told_at=None, at_risk_at__lte=at, due_at__gte=at).order_by("at_risk_at")[:most])
    for clock in soon:
        clock.risk_told_at = at
        clock.save(update_fields=["risk_told_at"])
        fact = ClockAtRisk(clock_id=clock.pk, of=clock.subject, clock=clock.name)
        announce(fact, by=None, at=clock.at_risk_at, circle=clock.circle, quietly=clock.imported)
    return len(late) + len(soon)


def _tell_broken(clock: Clock) -> None:
    fact = PromiseBroken(clock_id=clock.pk, of=clock.subject, clock=clock.name)
    announce(fact, by=None, at=clock.due_at, circle=clock.circle, quietly=clock.imported)


def follow_circle(*, subject: str, circle: Circle, by: int | None, at: datetime) -> None:
    """Give all clocks of a subject the circle that the subject has now (it was accepted into an organisation)."""
    Clock.objects.filter(subject=subject).update(**columns_of(circle))


def _move(clock: Clock, target: Target, *, by: int | None, at: datetime, counted_from: datetime, why: Why) -> None:
    clock.due_at, clock.at_risk_at, clock.risk_told_at = target.due_at, target.at_risk_at, None
    clock.save()
    _write_deadline(clock, at=at, by=by, counted_from=counted_from, why=why)
    fact = DeadlineMoved(clock_id=clock.pk, of=clock.subject, clock=clock.name, why=why)
    announce(fact, by=by, at=at, circle=clock.circle, quietly=clock.imported)


def _write_deadline(clock: Clock, *, at: datetime, by: int | None, counted_from: datetime, why: Why) -> None:
    _deadline(clock, at=at, by=by, counted_from=counted_from, why=why).save(force_insert=True)


def _deadline(clock: Clock, *, at: datetime, by: int | None, counted_from: datetime, why: Why) -> Deadline:
    return Deadline(
        clock=clock,
        set_at=at,
        counted_from=counted_from,
        promise=clock.promise,
        within=clock.within,
        due_at=clock.due_at,
        why=why,
        by_id=by,
    )


def _end_pause(clock: Clock, *, at: datetime) -> None:
    clock.pauses.filter(until_at=None).update(until_at=at)
    clock.paused_at = None


def _counted_again(clock: Clock, calendar: Calendar) -> datetime:
    """The deadline on these hours. One that was pulled forward by a merge never becomes later than it is."""
    duration = parse_duration(clock.within)
    whys = {d.why: d for d in clock.deadlines.all()}
    resumed = whys.get(Why.RESUMED)
    if resumed is not None and resumed.counted_from == clock.started_at:  # not counted anew from the report since
        previous = Clock.objects.get(subject=clock.subject, name=clock.name, round=clock.round - 1)
        assert previous.stopped_at is not None  # a resumed round follows a stopped one
        due = calendar.after_open_seconds(previous.due_at, calendar.open_seconds(previous.stopped_at, clock.started_at))
        for pause in clock.pauses.order_by("from_at"):
            if pause.until_at is not None:
                due = moved_by_pause(calendar, duration, due, (pause.from_at, pause.until_at))
    else:
        due = due_after_pauses(calendar, duration, clock.started_at, clock.rests())
    return min(due, clock.due_at) if Why.MERGED in whys else due

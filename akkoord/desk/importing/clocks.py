# SPDX-License-Identifier: EUPL-1.2
"""The clocks of many records at once: deadlines by the vector form, verdicts by what the log proves."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from akkoord.agreements.terms import DeadlinePromise, Terms
from akkoord.clocks.rules import Verdict, Why
from akkoord.desk.kinds import INCIDENT
from akkoord.timing.calendars import Calendar
from akkoord.timing.deadlines import at_risk_at
from akkoord.timing.vectors import deadlines

from .judging import REACTION, RECOVERY, Outcome, outcome
from .records import Record, Second


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """One round of a clock, ready to be written."""

    name: str
    round: int
    promise: DeadlinePromise
    started: Second
    due: Second
    at_risk: datetime
    outcome: Outcome
    why: Why


def moment(second: Second) -> datetime:
    """The same moment as a datetime."""
    return datetime.fromtimestamp(second, UTC)


def planned(records: Sequence[tuple[Record, Terms]], *, now: Second, answers: bool) -> list[list[ClockPlan]]:
    """The clocks of each record under its terms, in the order of the records."""
    plans: list[list[ClockPlan]] = [[] for _ in records]
    for name in (REACTION, RECOVERY):
        groups: dict[tuple[int, str], list[int]] = defaultdict(list)
        promises: dict[tuple[int, str], DeadlinePromise] = {}
        for place, (record, terms) in enumerate(records):
            promise = terms.deadline_promise(INCIDENT.name, name, facts_of(record), moment(record.opened))
            if promise is not None:
                key = (id(terms), promise.id)
                groups[key].append(place)
                promises[key] = promise
        for key, places in groups.items():
            for place, rounds in _group(name, promises[key], records[places[0]][1], [records[p][0] for p in places], now, answers, places):
                plans[place] += rounds
    return plans


def facts_of(record: Record) -> dict[str, object]:
    """What the agreement's conditions may ask of an imported incident."""
    return {"priority": record.priority, "area": record.area, "category": record.category}


def _group(
    name: str, promise: DeadlinePromise, terms: Terms, records: list[Record], now: Second, answers: bool, places: list[int]
) -> list[tuple[int, list[ClockPlan]]]:
    calendar = terms.calendar(promise.calendar)
    due_at = deadlines(calendar, promise.within, [record.opened for record in records]).tolist()
    found = []
    for place, record, due in zip(places, records, due_at, strict=True):
        first = outcome(
            record, name, due=due, now=now, answers=answers, pauses=bool(promise.pauses_in), open_time=calendar.seconds_between
        )
        plan = _plan(name, 1, promise, record.opened, due, first, calendar, terms, Why.STARTED)
        found.append((place, [plan, *_resumed(plan, record, calendar, terms, now)]))
    return found


def _resumed(first: ClockPlan, record: Record, calendar: Calendar, terms: Terms, now: Second) -> list[ClockPlan]:
    """The second round of a case that was resolved in time, reopened, and not resolved again."""
    if first.name != RECOVERY or first.outcome.verdict != Verdict.KEPT or not record.reopened_for_good:
        return []
    assert record.resolved is not None and record.reopened is not None  # reopened_for_good says so
    due = calendar.seconds_after(first.due, calendar.seconds_between(record.resolved, record.reopened))
    stand = Outcome(Verdict.BROKEN if now > due else Verdict.RUNNING)
    return [_plan(RECOVERY, 2, first.promise, record.reopened, due, stand, calendar, terms, Why.RESUMED)]


def _plan(
    name: str, number: int, promise: DeadlinePromise, started: Second, due: Second, stand: Outcome, calendar: Calendar,
    terms: Terms, why: Why,
) -> ClockPlan:
    risk = at_risk_at(calendar, moment(started), moment(due), terms.at_risk_share)
    return ClockPlan(name, number, promise, started, due, risk, stand, why)

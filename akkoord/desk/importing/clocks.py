# SPDX-License-Identifier: EUPL-1.2
"""The clocks of many records at once: deadlines by the vector form, verdicts by what the log proves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Group:
    """Records whose clocks of one name run on the same promise and the same terms, with their places among all."""

    name: str
    promise: DeadlinePromise
    terms: Terms
    members: list[tuple[int, Record]]

    @property
    def calendar(self) -> Calendar:
        """The hours that the promise counts in."""
        return self.terms.calendar(self.promise.calendar)


def planned(records: Sequence[tuple[Record, Terms]], *, now: Second, answers: bool) -> list[list[ClockPlan]]:
    """The clocks of each record under its terms, in the order of the records."""
    plans: list[list[ClockPlan]] = [[] for _ in records]
    for name in (REACTION, RECOVERY):
        for group in _groups(name, records):
            for place, rounds in _rounds(group, now=now, answers=answers):
                plans[place] += rounds
    return plans


def facts_of(record: Record) -> dict[str, object]:
    """What the agreement's conditions may ask of an imported incident."""
    return {"priority": record.priority, "area": record.area, "category": record.category}


def _groups(name: str, records: Sequence[tuple[Record, Terms]]) -> Iterable[Group]:
    groups: dict[tuple[int, str], Group] = {}
    for place, (record, terms) in enumerate(records):
        promise = terms.deadline_promise(INCIDENT.name, name, facts_of(record), moment(record.opened))
        if promise is not None:
            group = groups.setdefault((id(terms), promise.id), Group(name, promise, terms, []))
            group.members.append((place, record))
    return groups.values()


def _rounds(group: Group, *, now: Second, answers: bool) -> Iterator[tuple[int, list[ClockPlan]]]:
    opened = [record.opened for _, record in group.members]
    due_at = deadlines(group.calendar, group.promise.within, opened).tolist()
    open_time, pauses = group.calendar.seconds_between, bool(group.promise.pauses_in)
    for (place, record), due in zip(group.members, due_at, strict=True):
        stand = outcome(record, group.name, due=due, now=now, answers=answers, pauses=pauses, open_time=open_time)
        first = _plan(group, record.opened, due, stand)
        yield place, [first, *_resumed(group, first, record, now)]


def _resumed(group: Group, first: ClockPlan, record: Record, now: Second) -> list[ClockPlan]:
    """The second round of a case that was resolved in time, reopened, and not resolved again."""
    if group.name != RECOVERY or first.outcome.verdict != Verdict.KEPT or not record.reopened_for_good:
        return []
    assert record.resolved is not None and record.reopened is not None  # reopened_for_good says so
    calendar = group.calendar
    due = calendar.seconds_after(first.due, calendar.seconds_between(record.resolved, record.reopened))
    stand = Outcome(Verdict.BROKEN if now > due else Verdict.RUNNING)
    return [replace(_plan(group, record.reopened, due, stand), round=2, why=Why.RESUMED)]


def _plan(group: Group, started: Second, due: Second, stand: Outcome) -> ClockPlan:
    risk = at_risk_at(group.calendar, moment(started), moment(due), group.terms.at_risk_share)
    return ClockPlan(group.name, 1, group.promise, started, due, risk, stand, Why.STARTED)

# SPDX-License-Identifier: EUPL-1.2
"""What one version of an agreement says to one contract: the only way in which the floors above read an agreement.

Pure: no YAML, no database, no clock reading. A calendar is compiled once per process for each set of hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from akkoord.agreements.document import Agreement, Clause, Conditions, Promise, Text
from akkoord.agreements.document.conditions import chosen_calendar
from akkoord.agreements.figures import Value, figure_value
from akkoord.agreements.schedule import Exceptions, calendar_specs
from akkoord.timing.calendars import Calendar, CalendarSpec
from akkoord.timing.durations import Duration, parse_duration

compiled = lru_cache(maxsize=512)(Calendar)
Sort = TypeVar("Sort")


class FigureMissing(LookupError):
    """The agreement does not give a figure that was asked of it."""


@dataclass(frozen=True, slots=True)
class DeadlinePromise:
    """One promise with a deadline, as it holds for one case."""

    id: str
    """In full, such as `2.2.3/reaction-p2`."""
    clause: str
    text: Text
    within: Duration
    calendar: str
    pauses_in: frozenset[str]
    source: str


class Terms:
    """The terms of one contract under one version of an agreement. Never changes; safe to share between threads.

    `version_id` is the stored version (None for a file that was not published), `closed_dates` those frozen with it,
    `overridden` the promises that this contract replaces (individual terms prevail; pages say which).
    """

    def __init__(
        self,
        document: Agreement,
        closed_dates: frozenset[date],
        *,
        version_id: int | None = None,
        options: frozenset[str] = frozenset(),
        licence: str | None = None,
        submitter_limit: int | None = None,
        exceptions: Exceptions | None = None,
        specs: Mapping[str, CalendarSpec] | None = None,
        overridden: frozenset[str] = frozenset(),
    ) -> None:
        self.document = document
        self.version_id = version_id
        self.options = options
        self.licence = licence
        self.overridden = overridden
        self._own_submitter_limit = submitter_limit
        self._calendars: dict[str, Calendar] = {}
        self._specs = specs or calendar_specs(document, closed_dates, exceptions)

    def __repr__(self) -> str:
        return f"<Terms {self.code} {self.number}>"

    @property
    def code(self) -> str:
        """The short name of the agreement."""
        return self.document.code

    @property
    def number(self) -> str:
        """The number of the version, such as 2026-2."""
        return self.document.version

    @property
    def is_first_class(self) -> bool:
        """Whether the contract has the option first_class."""
        return "first_class" in self.options

    def calendar(self, name: str) -> Calendar:
        """The calendar of that name. Raises KeyError when the agreement has none."""
        found = self._calendars.get(name)
        if found is None:
            found = self._calendars[name] = compiled(self._specs[name])
        return found

    @cached_property
    def calendar_names(self) -> tuple[str, ...]:
        """Every calendar of the agreement, in its order."""
        return tuple(self._specs)

    def deadline_promise(
        self, on: str, clock: str, facts: Mapping[str, object], at: datetime, *, also_unjudged: bool = False
    ) -> DeadlinePromise | None:
        """The promise that sets this clock of a case with these facts, reported at `at`; None when nothing is promised.

        `facts` may hold priority, category, kind and channel; options and licence are the contract's own. Where several
        promises hold, the narrowest one wins; `akkoord agreement check` refuses files in which there is none. A promise
        counts from `holds_from`, midnight in the agreement's zone. `also_unjudged` adds those that this release stores and
        runs no clock for.
        Source: sla:2.2.2, sla:2.2.3
        """
        best: tuple[Clause, Promise] | None = None
        for clause, promise in self._deadlines.get((on, clock), ()):
            if not also_unjudged and not promise.is_evaluated:
                continue
            holds = self._holds(promise.says.when, facts, at) and self._has_begun(promise, at)
            if holds and (best is None or promise.says.when.is_narrower_than(best[1].says.when)):
                best = (clause, promise)
        return self._as_deadline(*best) if best else None

    def promise(self, promise_id: str) -> DeadlinePromise:
        """The promise with a deadline of an id such as `2.2.3/reaction-p2`. Raises KeyError."""
        clause, promise = self.clause_and_promise(promise_id)
        if promise.deadline is None:
            raise KeyError(promise_id)
        return self._as_deadline(clause, promise)

    def clause_and_promise(self, promise_id: str) -> tuple[Clause, Promise]:
        """The clause and promise of an id, whatever its kind. Raises KeyError."""
        return self._by_id[promise_id]

    def holding(self, kind: str, at: datetime) -> list[tuple[str, Promise]]:
        """The promises of a kind (`measure`, `notice`) that hold for this contract at `at`, whatever the case, by their full id."""
        return [
            (f"{clause.clause}/{promise.id}", promise)
            for clause, promise in self.document.promises()
            if promise.kind == kind and self._holds(promise.says.when, {}, at) and self._has_begun(promise, at)
        ]

    @cached_property
    def pauses(self) -> bool:
        """Whether any promise with a deadline pauses in some state."""
        return any(promise.deadline and promise.deadline.pauses_in for _, promise in self.document.promises())

    def figure(self, name: str) -> Value:
        """A figure of the agreement. Raises FigureMissing when it does not give one, KeyError when it is no figure."""
        value = figure_value(self.document, name)
        if value is None:
            raise FigureMissing(f"{self.code} {self.number} does not say {name}")
        return value

    def duration(self, name: str) -> Duration:
        """A figure that is a duration. Raises as `figure` does, and TypeError for another sort."""
        return _of_type(self.figure(name), Duration, name)

    def durations(self, name: str) -> tuple[Duration, ...]:
        """A figure that is a list of durations; empty when the agreement does not give it."""
        return () if name not in self.document.figures else _of_type(self.figure(name), tuple, name)

    def count(self, name: str) -> int:
        """A figure that is a whole number. Raises as `figure` does, and TypeError for another sort."""
        return _of_type(self.figure(name), int, name)

    @property
    def at_risk_share(self) -> float:
        """The share of its time after which a clock is at risk. Raises FigureMissing."""
        return float(_of_type(self.figure("at_risk_share"), Fraction, "at_risk_share"))

    @property
    def submitter_limit(self) -> int | None:
        """How many may report incidents: the contract's own number, or the licence's; None for no limit."""
        if self._own_submitter_limit is not None:
            return self._own_submitter_limit
        limits = figure_value(self.document, "submitter_limit")
        return limits.get(self.licence or "") if isinstance(limits, dict) else None

    @property
    def starter_course(self) -> tuple[date, Decimal] | None:
        """From which date a new submitter needs the starter course, and the lowest grade; None when not asked."""
        since, grade = figure_value(self.document, "starter_course_from"), figure_value(self.document, "starter_course_grade")
        return (since, grade) if isinstance(since, date) and isinstance(grade, Decimal) else None

    def allowed_priorities(self, category: str, options: frozenset[str] | None = None) -> tuple[int, ...]:
        """The priorities that a case of this category may have, most urgent first. sla:2.2.3"""
        has = self.options if options is None else options
        return tuple(
            sorted(
                priority.number
                for priority in self.document.priorities
                if (not priority.when.category or category in priority.when.category)
                and (priority.when.option is None or priority.when.option in has)
                and (priority.when.without_option is None or priority.when.without_option not in has)
                and (not priority.when.licence or self.licence in priority.when.licence)
            )
        )

    def _holds(self, when: Conditions, facts: Mapping[str, object], at: datetime) -> bool:
        named = (("priority", when.priority), ("category", when.category), ("kind", when.kind), ("channel", when.channel))
        return (
            all(not values or facts.get(name) in values for name, values in named)
            and (not when.licence or self.licence in when.licence)
            and (when.option is None or when.option in self.options)
            and (when.without_option is None or when.without_option not in self.options)
            and (when.reported_outside is None or not self._is_open(when.reported_outside, at))
            and (when.reported_inside is None or self._is_open(when.reported_inside, at))
        )

    def _is_open(self, choice: str | dict[str, str], at: datetime) -> bool:
        return self.calendar(chosen_calendar(choice, self.options)).is_open(at)

    def _has_begun(self, promise: Promise, at: datetime) -> bool:
        if promise.holds_from is None:
            return True
        return at.astimezone(ZoneInfo(self.document.zone)).date() >= promise.holds_from

    def _as_deadline(self, clause: Clause, promise: Promise) -> DeadlinePromise:
        deadline = promise.deadline
        assert deadline is not None
        return DeadlinePromise(
            id=f"{clause.clause}/{promise.id}",
            clause=clause.clause,
            text=promise.text,
            within=parse_duration(deadline.within),
            calendar=chosen_calendar(deadline.calendar, self.options),
            pauses_in=frozenset(deadline.pauses_in),
            source=promise.source,
        )

    @cached_property
    def _deadlines(self) -> dict[tuple[str, str], list[tuple[Clause, Promise]]]:
        found: dict[tuple[str, str], list[tuple[Clause, Promise]]] = {}
        for clause, promise in self.document.promises():
            if promise.deadline is not None and not promise.aim:
                found.setdefault((promise.deadline.on, promise.deadline.clock), []).append((clause, promise))
        return found

    @cached_property
    def _by_id(self) -> dict[str, tuple[Clause, Promise]]:
        return {f"{clause.clause}/{promise.id}": (clause, promise) for clause, promise in self.document.promises()}


def _of_type(value: object, sort: type[Sort], name: str) -> Sort:
    if not isinstance(value, sort):
        raise TypeError(f"{name} is no {sort.__name__}")
    return value

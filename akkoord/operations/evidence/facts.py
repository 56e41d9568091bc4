# SPDX-License-Identifier: EUPL-1.2
"""What was recorded about a period, as plain values, in a fixed number of queries whatever the number of components."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter

from akkoord.agreements.terms import Terms
from akkoord.timing.moments import LATEST, whole_seconds

from ..models import Component, Instance, Placement
from ..rules.availability import Claim, Stay
from ..rules.formula import Cause
from ..rules.unheard import Listener, unwatched
from .outages import outage_claims
from .silence import Heard, read_heard
from .works import RecordedWork, read_works


@dataclass(frozen=True, slots=True)
class Seat:
    """A time in which an organisation sat on an instance."""

    instance: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """An instance, from when to when it ran."""

    place: int  # in the order of pages
    component: int
    code: str  # of its component
    for_everyone: bool
    begin: int
    end: int


@dataclass(frozen=True)
class Facts:
    """A period as recorded by `at`: what ran, and every claim on it by instance."""

    begin: int
    end: int
    at: int
    components: tuple[Component, ...]
    instances: tuple[Instance, ...]
    runs: Mapping[int, Run]  # by instance
    claims: Mapping[int, Sequence[Claim]]
    listeners: Mapping[int, Sequence[Listener]]
    seats: tuple[Seat, ...] | None  # of one organisation; None: everybody
    shared: Mapping[int, Run]  # the runs that concern every organisation

    def stays(self, components: Collection[Component], begin: int, end: int) -> list[Stay]:
        """When which instance of these components counted in a period: as long as it ran and concerned the reader."""
        wanted = {component.pk for component in components}
        found = []
        for instance, since, until in self._concerned():
            run = self.runs.get(instance)
            if run is not None and run.component in wanted:
                a, b = max(begin, run.begin, since), min(end, run.end, until)
                if a < b:
                    found.append((run.place, a, Stay(run.code, instance, a, b)))
        return [stay for _place, _a, stay in sorted(found, key=itemgetter(0, 1))]

    def by_people(self, stays: Collection[Stay]) -> frozenset[str]:
        """The codes of components of which some time was watched by no probe: its outages are those that people recorded."""
        listeners = self.listeners
        return frozenset(s.component for s in stays if unwatched(listeners.get(s.instance, ()), s.begin, min(s.end, self.at)))

    def _concerned(self) -> Iterator[tuple[int, int, int]]:
        """Everybody, and who sits nowhere as far as we know, all of the time; others while they sit on it."""
        for instance, run in self.runs.items() if not self.seats else self.shared.items():
            yield instance, run.begin, run.end
        for seat in self.seats or ():
            if seat.instance not in self.shared:
                yield seat.instance, seat.begin, seat.end


@dataclass(frozen=True)
class Recording:
    """A half-open period as recorded by `at`, before an agreement proved its maintenance: read once for all of them."""

    begin: datetime
    end: datetime
    at: datetime
    instances: tuple[Instance, ...]
    outages: Sequence[tuple[int, Claim]]
    works: Sequence[RecordedWork]
    heard: Heard
    _under: dict[Terms | None, Facts] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[tuple[bool, ...], Facts] = field(default_factory=dict, repr=False, compare=False)

    def under(self, terms: Terms | None) -> Facts:
        """The facts, of everybody; `terms` prove maintenance that remembers none. Terms that prove the same share them."""
        if terms not in self._under:
            proved = tuple(work.is_proved(terms) for work in self.works)
            if proved not in self._known:
                self._known[proved] = self._facts(proved)
            self._under[terms] = self._known[proved]
        return self._under[terms]

    def _facts(self, proved: Sequence[bool]) -> Facts:
        claims: dict[int, list[Claim]] = defaultdict(list)
        works = (
            claim
            for work, is_proved in zip(self.works, proved, strict=True)
            for claim in work.claims(self.at, is_proved=is_proved)
        )
        for instance, claim in (*self.outages, *works):
            claims[instance].append(claim)
        for instance, spans in self.heard.unknown.items():
            claims[instance] += [Claim(a, b, Cause.UNMEASURED, "") for a, b in spans]
        runs = {instance.pk: _run(place, instance) for place, instance in enumerate(self.instances)}
        return Facts(
            begin=whole_seconds(self.begin),
            end=whole_seconds(self.end),
            at=whole_seconds(self.at),
            components=tuple(dict.fromkeys(instance.component for instance in self.instances)),
            instances=self.instances,
            runs=runs,
            claims=claims,
            listeners=self.heard.listeners,
            seats=None,
            shared={instance: run for instance, run in runs.items() if run.for_everyone},
        )


def read_facts(begin: datetime, end: datetime, at: datetime, terms: Terms | None, organisation: int | None = None) -> Facts:
    """Everything recorded about a half-open period; with an organisation, where it sat too. The running scope must see all.

    `terms` prove maintenance that remembers no version of the agreement. Some ten queries.
    """
    facts = read_recording(begin, end, at).under(terms)
    return facts if organisation is None else replace(facts, seats=_seats(organisation, begin, end))


def read_recording(begin: datetime, end: datetime, at: datetime) -> Recording:
    """The same before any terms prove anything. Some ten queries."""
    instances = tuple(
        Instance.objects.filter(since__lt=end).exclude(until__lte=begin).select_related("component").order_by("component__position", "pk")
    )  # fmt: skip
    by_code = {instance.code: instance.pk for instance in instances}
    outages = outage_claims(by_code, begin, end, at)
    return Recording(begin, end, at, instances, outages, read_works(begin, end, at), read_heard(begin, end, at))


def _seats(organisation: int, begin: datetime, end: datetime) -> tuple[Seat, ...]:
    placed = Placement.objects.filter(organisation=organisation).during(begin, end).order_by("since", "pk")
    return tuple(seat_of(*row) for row in placed.values_list("instance_id", "since", "until"))


def seat_of(instance: int, since: datetime, until: datetime | None) -> Seat:
    """A placement as plain values."""
    return Seat(instance, whole_seconds(since), LATEST if until is None else whole_seconds(until))


def _run(place: int, instance: Instance) -> Run:
    component = instance.component
    ends = [whole_seconds(until) for until in (component.until, instance.until) if until is not None]
    begin = max(whole_seconds(component.since), whole_seconds(instance.since))
    return Run(place, component.pk, component.code, instance.for_everyone, begin, min(ends, default=LATEST))

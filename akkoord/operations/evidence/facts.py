# SPDX-License-Identifier: EUPL-1.2
"""What was recorded about a period, as plain values, in a fixed number of queries whatever the number of components."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from akkoord.agreements.terms import Terms
from akkoord.timing.moments import LATEST, whole_seconds

from ..models import Component, Instance, Placement
from ..rules.availability import Claim, Stay
from ..rules.formula import Cause
from ..rules.unheard import Listener, unwatched
from .outages import outage_claims
from .silence import read_heard
from .works import maintenance_claims


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


def read_facts(begin: datetime, end: datetime, at: datetime, terms: Terms | None, organisation: int | None = None) -> Facts:
    """Everything recorded about a half-open period; with an organisation, where it sat too. The running scope must see all.

    `terms` prove maintenance that remembers no version of the agreement. Some ten queries.
    """
    instances = tuple(
        Instance.objects.filter(since__lt=end).exclude(until__lte=begin).select_related("component").order_by("component__position", "pk")
    )  # fmt: skip
    components = tuple(dict.fromkeys(instance.component for instance in instances))
    claims: dict[int, list[Claim]] = defaultdict(list)
    by_code = {instance.code: instance.pk for instance in instances}
    recorded = [*outage_claims(by_code, begin, end, at), *maintenance_claims(begin, end, at, terms)]
    for instance, claim in recorded:
        claims[instance].append(claim)
    heard = read_heard(begin, end, at)
    for instance, spans in heard.unknown.items():
        claims[instance] += [Claim(a, b, Cause.UNMEASURED, "") for a, b in spans]
    seats = None if organisation is None else _seats(organisation, begin, end)
    runs = {instance.pk: _run(place, instance) for place, instance in enumerate(instances)}
    return Facts(
        begin=whole_seconds(begin),
        end=whole_seconds(end),
        at=whole_seconds(at),
        components=components,
        instances=instances,
        runs=runs,
        claims=claims,
        listeners=heard.listeners,
        seats=seats,
        shared={instance: run for instance, run in runs.items() if run.for_everyone},
    )


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

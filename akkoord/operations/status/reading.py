# SPDX-License-Identifier: EUPL-1.2
"""What the status page shows, read in a fixed number of queries whatever the number of components."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import BigIntegerField, Func, Prefetch, Q, QuerySet

from akkoord.people.models import Person

from ..models import Affected, Component, Gap, Instance, Maintenance, Outage, Placement, Probe
from ..rules.bars import Day, Interval, Past, at_once, days_of, local_days
from ..rules.standing import OF_IMPACT, Standing, standing_of
from ..rules.words import Impact

DAYS = 90
FOREVER = 2**40


class Second(Func):
    """A moment as whole seconds since 1970: thousands of moments cost more to read than to count with."""

    template = "floor(extract(epoch FROM %(expressions)s))::bigint"
    output_field = BigIntegerField()


@dataclass
class Copies:
    """The instances of one component that count for the reader, and what happened to each."""

    instances: list[Instance] = field(default_factory=list)
    down: dict[int, list[Interval]] = field(default_factory=lambda: defaultdict(list))
    part: list[Interval] = field(default_factory=list)
    work: list[Interval] = field(default_factory=list)
    unknown: list[Interval] = field(default_factory=list)
    now: dict[int, list[Standing]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Shown:
    """A component on the status page."""

    component: Component
    standing: Standing
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Scene:
    """Everything that the status page says at a moment."""

    at: datetime
    edges: list[int]
    components: list[Shown]
    outages: list[Outage]
    working: list[Maintenance]
    coming: list[Maintenance]
    mine: frozenset[int] = frozenset()  # instances of the reader's organisations; empty for who has none

    def concerns(self, subject: Outage | Maintenance) -> bool:
        """Whether it touches an instance that the reader sits on; everything does for who sits nowhere."""
        if not self.mine:
            return True
        if isinstance(subject, Outage):
            return any(a.instance_id in self.mine for a in subject.affected.all())
        return any(instance.pk in self.mine for instance in subject.instances.all())


def read_scene(at: datetime, person: Person | None = None) -> Scene:
    """The status page as this reader may see it at `at`; None is the public."""
    components = list(Component.objects.visible_to(person).in_use(at))
    by_component = {component.pk: Copies() for component in components}
    instances = Instance.objects.filter(component__in=by_component, since__lte=at).exclude(until__lte=at).order_by("id")
    mine = _mine(person, at)
    home: dict[int, Copies] = {}
    for instance in instances:
        if not mine or instance.pk in mine:
            home[instance.pk] = by_component[instance.component_id]
            home[instance.pk].instances.append(instance)
    edges = local_days(at.astimezone(ZoneInfo(settings.TIME_ZONE)).date(), DAYS, ZoneInfo(settings.TIME_ZONE))
    begin = datetime.fromtimestamp(edges[0], at.tzinfo)
    _add_outages(home, begin, at)
    _add_works(home, begin, at)
    _add_gaps(home, begin, at)
    shown = [
        _shown(component, by_component[component.pk], edges) for component in components if by_component[component.pk].instances
    ]
    return Scene(at, edges, shown, running_outages(person), *_maintenance(person, at), mine=mine)


def running_outages(person: Person | None) -> list[Outage]:
    """Those that are not over, the newest first, each with its updates (newest first) and what it struck."""
    return list(with_details(Outage.objects.visible_to(person).running().order_by("-began_at", "-id")))


def with_details(outages: QuerySet[Outage]) -> QuerySet[Outage]:
    """Each with what it struck and what was said."""
    struck = Affected.objects.select_related("instance__component").order_by("instance__component__position", "instance_id")
    return outages.prefetch_related(Prefetch("affected", struck), "updates")


def _mine(person: Person | None, at: datetime) -> frozenset[int]:
    """The instances that the reader's organisations sit on, with those that are everybody's; none for staff and visitors."""
    if person is None or person.is_staff or not person.scope.organisations:
        return frozenset()
    placed = Placement.objects.visible_to(person).filter(since__lte=at).exclude(until__lte=at)
    seats = frozenset(placed.values_list("instance_id", flat=True))
    if not seats:
        return seats
    return seats | frozenset(Instance.objects.filter(for_everyone=True).values_list("pk", flat=True))


def _add_outages(home: dict[int, Copies], begin: datetime, at: datetime) -> None:
    struck = Affected.objects.filter(
        Q(outage__ended_at=None) | Q(outage__ended_at__gt=begin), instance__in=home, outage__began_at__lte=at
    )
    bounds = (Second("outage__began_at"), Second("outage__ended_at"))
    for instance, impact, began, ended in struck.values_list("instance", "impact", *bounds):
        interval = (began, _second(at) if ended is None else ended)
        if impact == Impact.DOWN:
            home[instance].down[instance].append(interval)
        else:
            home[instance].part.append(interval)
        if ended is None:
            home[instance].now[instance].append(OF_IMPACT[Impact(impact)])


def _add_works(home: dict[int, Copies], begin: datetime, at: datetime) -> None:
    """Work as it was done, or as planned where nobody wrote down when. What goes on after the planned end is an outage."""
    works = Maintenance.instances.through.objects.filter(
        Q(maintenance__planned_until__gt=begin) | Q(maintenance__ended_at__gt=begin) | Q(maintenance__begun_at__isnull=False, maintenance__ended_at=None),
        instance__in=home, maintenance__cancelled_at=None,
    ).filter(Q(maintenance__planned_from__lte=at) | Q(maintenance__begun_at__lte=at))  # fmt: skip
    moments = [Second(f"maintenance__{name}") for name in ("planned_from", "planned_until", "begun_at", "ended_at")]
    now = _second(at)
    for instance, planned_from, planned_until, begun, ended in works.values_list("instance_id", *moments):
        until = ended or (now if begun else min(planned_until, now))
        home[instance].work.append((begun or planned_from, min(until, planned_until)))
        home[instance].down[instance].append((max(begun or planned_from, planned_until), until))
        if begun and not ended:
            home[instance].now[instance].append(Standing.WORK if now < planned_until else Standing.DOWN)


def _add_gaps(home: dict[int, Copies], begin: datetime, at: datetime) -> None:
    """An instance is unknown while every probe on it is silent from every place. Before it was measured it is unknown too."""
    gaps: dict[tuple[int, int], list[Interval]] = defaultdict(list)
    silent = Gap.objects.filter(Q(end=None) | Q(end__gt=begin), probe__instance__in=home, begin__lte=at)
    hit = set()
    columns = ("probe__instance", "probe", "place", Second("begin"), Second("end"))
    for instance, probe, place, since, until in silent.values_list(*columns):
        hit.add(instance)
        gaps[probe, place].append((since, FOREVER if until is None else until))
    sources: dict[int, list[list[Interval]]] = defaultdict(list)
    if hit:
        asked = Probe.objects.filter(instance__in=hit, since__lte=at).exclude(until__lte=at).order_by("id")
        for instance, probe, place in asked.values_list("instance", "pk", "places"):
            sources[instance].append(gaps.get((probe, place), []))
    now = _second(at)
    for instance, silences in sources.items():
        for first, last in at_once(silences):
            home[instance].unknown.append((first, min(last, now)))
            if last == FOREVER:
                home[instance].now[instance].append(Standing.UNKNOWN)


def _shown(component: Component, copies: Copies, edges: list[int]) -> Shown:
    standing = standing_of([copies.now.get(instance.pk, ()) for instance in copies.instances])
    down = [copies.down.get(instance.pk, []) for instance in copies.instances] if copies.down else []
    every = at_once(down)
    some = [*copies.part, *(interval for intervals in down for interval in intervals)] if len(down) > 1 else copies.part
    unknown = copies.unknown
    if (since := _second(component.since)) > edges[0]:
        unknown = [*unknown, (edges[0], since)]
    return Shown(component, standing, days_of(edges, Past(every, some, copies.work, unknown)))


def _maintenance(person: Person | None, at: datetime) -> tuple[list[Maintenance], list[Maintenance]]:
    """What is being worked on, and what is to come."""
    found = Maintenance.objects.visible_to(person).prefetch_related("instances__component", "plans")
    return list(found.running().filter(cancelled_at=None).order_by("planned_from")), list(found.coming(at)[:50])


def _second(moment: datetime) -> int:
    return int(moment.timestamp())

# SPDX-License-Identifier: EUPL-1.2
"""One month of every organisation with a contract, from one reading of the facts. For jobs and reports: it imports NumPy."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from django.conf import settings
from django.db.models import Q

from akkoord.agreements.models import Contract
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.timing.moments import moment_at

from ..models import Component, Placement
from ..rules.availability import Figure, Share, Stay
from ..rules.availability_vectors import Months, months_of
from ..rules.months import Stand, month_bounds, next_month, stand_of, stand_so_far
from .agreed import AVAILABILITY, Agreed, agreed_on, agreed_under, terms_of_month, terms_of_month_of_each
from .facts import Facts, Seat, read_facts, seat_of
from .readings import is_counted


@dataclass(frozen=True, slots=True)
class OrganisationMonth:
    """How a month stands for one organisation; as `availability` says of each alone."""

    organisation: int
    agreed: Agreed
    share: Share
    strict: Share
    stand: Stand


def every_organisation(month: date, *, at: datetime, figure: str = AVAILABILITY) -> list[OrganisationMonth]:
    """The month that begins on `month` (any day of it), of every organisation with a contract in it, by its key."""
    first = month.replace(day=1)
    with scoped(SYSTEM):
        agreed = agreed_with_all(first, figure, at)
        bounds = {zone: month_bounds(first, zone) for zone in {each.zone for each in agreed.values()} or {settings.TIME_ZONE}}
        begin, end = min(b for b, _e in bounds.values()), max(e for _b, e in bounds.values())
        span = moment_at(begin, UTC), moment_at(end, UTC)
        facts = read_facts(*span, at, agreed_on(first, figure, None, at).terms)
        seats = _seats_of_all(*span)
    groups: dict[Agreed, list[int]] = defaultdict(list)
    for organisation, each in agreed.items():
        groups[each].append(organisation)
    components = [component for component in facts.components if is_counted(component, figure)]
    found = [
        row
        for each, organisations in groups.items()
        for row in _group(facts, components, each, bounds[each.zone], [(o, seats.get(o, ())) for o in organisations])
    ]
    return sorted(found, key=lambda row: row.organisation)


def agreed_with_all(first: date, figure: str, at: datetime) -> dict[int, Agreed]:
    """What was agreed with each; contracts that say the same are asked once, and all of them together. Four queries at most."""
    last = next_month(first)
    contracts: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    rows = Contract.objects.filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lt=last).order_by("pk")
    for c in rows:
        says = (
            c.agreement_id,
            max(c.starts_on, first),
            c.ends_on,
            tuple(c.options),
            c.licence,
            json.dumps(c.overrides, sort_keys=True),
            (c.ended_over_id, c.ended_at) if c.ended_over_id else None,  # from then on the terms before that change
        )
        contracts[c.organisation_id].append(says)
    whose = {tuple(said): organisation for organisation, said in contracts.items()}
    terms, public = terms_of_month_of_each(first, whose.values(), at), terms_of_month(first, None, at)
    known = {said: agreed_under(terms.get(organisation), public, first, figure) for said, organisation in whose.items()}
    return {organisation: known[tuple(said)] for organisation, said in contracts.items()}


def _seats_of_all(begin: datetime, end: datetime) -> dict[int, tuple[Seat, ...]]:
    placed = Placement.objects.during(begin, end).order_by("since", "pk")
    found: dict[int, list[Seat]] = defaultdict(list)
    for organisation, instance, since, until in placed.values_list("organisation_id", "instance_id", "since", "until"):
        found[organisation].append(seat_of(instance, since, until))
    return {organisation: tuple(its) for organisation, its in found.items()}


def _group(
    facts: Facts,
    components: Sequence[Component],
    agreed: Agreed,
    bounds: tuple[int, int],
    seated: Sequence[tuple[int, tuple[Seat, ...]]],
) -> Iterator[OrganisationMonth]:
    begin, end = bounds
    until = max(begin, min(end, facts.at))
    seats = [its for _organisation, its in seated]
    own = _counted(facts, components, agreed, begin, until, seats)
    whole = own if until == end else _counted(facts, components, agreed, begin, end, seats)
    for row, (organisation, _its) in enumerate(seated):
        stand = _stand(own.together[row], whole.together[row], agreed, is_over=until == end)
        strict = Figure(*map(int, own.strict[row]))
        yield OrganisationMonth(organisation, agreed, own.together[row], Share(strict.worst, strict.best), stand)


def _counted(
    facts: Facts, components: Sequence[Component], agreed: Agreed, begin: int, end: int, seats: Iterable[tuple[Seat, ...]]
) -> Months:
    known: dict[tuple[Seat, ...], list[Stay]] = {}
    many = []
    for its in seats:
        if its not in known:
            known[its] = replace(facts, seats=its).stays(components, begin, end)
        many.append(known[its])
    return months_of(many, facts.claims, agreed.formula)


def _stand(own: Share, whole: Share, agreed: Agreed, *, is_over: bool) -> Stand:
    if agreed.bound is None:
        return Stand.NOT_MEASURABLE
    return stand_of(own, agreed.bound) if is_over else stand_so_far(whole, agreed.bound, agreed.at_risk_share)

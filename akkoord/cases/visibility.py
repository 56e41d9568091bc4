# SPDX-License-Identifier: EUPL-1.2
"""Which cases somebody may see: the explicit filter that finds the index. Row-level security is the check behind it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from akkoord.people.rules import OrganisationKind, Role
from akkoord.scope.rules import Audience

from .kind import Reach, all_kinds

if TYPE_CHECKING:
    from akkoord.people.models import Person

    from .models import Case

FOR_STAFF = [Audience.SHARED, Audience.VENDOR_ONLY]
FOR_ORGANISATION = [Audience.SHARED, Audience.ORGANISATION_ONLY]


class Cases(models.QuerySet["Case"]):
    """Many cases."""

    def visible_to(self, person: Person) -> Cases:
        """The cases this person may see, by the roles that each kind names; none for somebody without standing."""
        return self.filter(_staff(person) | _organisations(person) | _also(person) | _named(person))

    def open(self) -> Cases:
        """Those with something left to do."""
        return self.filter(closed_at=None)

    def for_list(self) -> Cases:
        """With what a row of a list shows, in one query."""
        return self.select_related("organisation", "assignee", "next_clock")


def reach_of(person: Person, case: Case) -> Reach | None:
    """How far the person's roles reach for this case; None: not at all. The same decision as the filter, for one row."""
    kind = case.kind
    roles: set[Role] = set()
    if case.audience in FOR_STAFF:
        roles |= person.staff_roles
    if case.audience in FOR_ORGANISATION:
        for organisation in {case.organisation_id, *case.parties}:
            roles |= person.roles_in(organisation)
    reaches = {kind.seen_by[role] for role in roles if role in kind.seen_by}
    if kind.also_seen is not None and case.organisation_id in person.scope.organisations and kind.also_seen.one(person, case):
        return Reach.EVERY
    return Reach.EVERY if Reach.EVERY in reaches else Reach.OWN if reaches else None


def _nothing() -> Q:
    return Q(pk__in=[])


def _own(person: Person) -> Q:
    return Q(reporter=person)


def _staff(person: Person) -> Q:
    roles = person.staff_roles
    every = [k.name for k in all_kinds() if any(k.seen_by.get(r) == Reach.EVERY for r in roles)]
    own = [k.name for k in all_kinds() if k.name not in every and any(r in k.seen_by for r in roles)]
    found = _nothing()
    if every:
        found |= Q(kind_name__in=every, audience__in=FOR_STAFF)
    if own:
        found |= Q(kind_name__in=own, audience__in=FOR_STAFF) & (_own(person) | Q(assignee=person))
    return found


def _organisations(person: Person) -> Q:
    """Kinds with the same reach in the same organisations share one condition, so that the plan stays simple."""
    groups: dict[tuple[frozenset[int], frozenset[int], bool], list[str]] = defaultdict(list)
    for kind in all_kinds():
        every, own = set(), set()
        for standing in person.standings:
            if standing.kind == OrganisationKind.VENDOR:
                continue
            reaches = {kind.seen_by[r] for r in standing.roles if r in kind.seen_by}
            if Reach.EVERY in reaches:
                every.add(standing.organisation_id)
            elif reaches:
                own.add(standing.organisation_id)
        if every or own:
            groups[frozenset(every), frozenset(own), kind.has_parties].append(kind.name)
    found = _nothing()
    for (everywhere, owned, has_parties), kinds in groups.items():
        of_kind = Q(kind_name__in=kinds, audience__in=FOR_ORGANISATION)
        if everywhere:
            among = Q(organisation__in=everywhere)
            if has_parties:
                among |= Q(parties__overlap=list(everywhere))
            found |= of_kind & among
        if owned:
            found |= of_kind & Q(organisation__in=owned) & _own(person)
    return found


def _also(person: Person) -> Q:
    found = _nothing()
    for kind in all_kinds():
        if kind.also_seen is not None:
            within = Q(kind_name=kind.name, audience__in=FOR_ORGANISATION, organisation__in=person.scope.organisations)
            found |= within & kind.also_seen.many(person)
    return found


def _named(person: Person) -> Q:
    """By their keys, asked once a request: an arm with a condition of its own would cost every list its index.

    They are few; an index on `persons` would not serve, because `@>` is not leakproof and stands behind the policy.
    """
    if not any(k.audience == Audience.NAMED_PERSONS for k in all_kinds()):
        return _nothing()
    known: list[int] | None = person.__dict__.get("_named_cases")
    if known is None:
        from .models import Case  # whose manager this is

        found = Case.objects.filter(audience=Audience.NAMED_PERSONS, persons__contains=[person.pk])
        known = person.__dict__["_named_cases"] = list(found.values_list("pk", flat=True))
    return Q(pk__in=known)

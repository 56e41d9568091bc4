# SPDX-License-Identifier: EUPL-1.2
"""Whom a confidential report may name: read as the program, for a partner's people may not read the vendor's memberships."""

from __future__ import annotations

from datetime import datetime

from akkoord.cases.models import Case
from akkoord.people.models import Membership, Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .hearing import managers
from .kinds.confidential import decider_of
from .models.partners import Partner
from .programme import partners_at


def deciders(reporter: Person) -> list[Person]:
    """Who may decide about what this person reports."""
    with scoped(SYSTEM):
        return [person for person in managers() if person.is_active and person.pk != reporter.pk]


def decider_left(case: Case) -> bool:
    """Whether who decides about a report no longer can: they left, or look after partners no more."""
    reporter = case.reporter
    assert reporter is not None  # nobody reports without an account
    return decider_of(case).pk not in {person.pk for person in deciders(reporter)}


def concerned(at: datetime) -> list[Partner]:
    """Every partner now: the directory names them to everybody."""
    with scoped(SYSTEM):
        return list(partners_at(at).select_related("organisation"))


def hearable(partner: Partner, reporter_id: int | None) -> list[Person]:
    """Who of a partner can be heard."""
    found = Membership.objects.in_force().filter(organisation=partner.organisation_id).exclude(person=reporter_id)
    return [m.person for m in found.select_related("person").order_by("person__name")]

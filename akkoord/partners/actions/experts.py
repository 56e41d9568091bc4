# SPDX-License-Identifier: EUPL-1.2
"""Who is an expert of a partner. partner:expert"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.cases.refusals import NotAllowed
from akkoord.people.models import Membership, Organisation, Person
from akkoord.scope.rules import Circle

from ..events.experts import ExpertAdded, ExpertChanged, ExpertFact, ExpertLeft
from ..figures import figures_at
from ..holding import held_expert
from ..models import Expert
from ..refusals.experts import ExpertKnown, InTheFuture, NotOfPartner
from ..rights import check_actor


@transaction.atomic
def add_expert(
    *,
    organisation: Organisation,
    person: Person,
    experience_since: date,
    days_a_week: int,
    industry: str,
    service: str,
    by: Person | None,
    at: datetime,
) -> Expert:
    """A colleague of the partner is an expert from now on. Raises NotAllowed, NotOfPartner, ExpertKnown, InTheFuture."""
    check_actor(by, organisation.pk)
    if not Membership.objects.in_force().filter(organisation=organisation, person=person).exists():
        raise NotOfPartner
    if Expert.objects.in_force().filter(organisation=organisation, person=person).exists():
        raise ExpertKnown
    _check_past(experience_since, at)
    expert = Expert.objects.create(
        organisation=organisation, person=person, experience_since=experience_since, days_a_week=days_a_week,
        industry=industry.strip(), service=service.strip(), began_at=at,
    )  # fmt: skip
    _tell(ExpertAdded(expert.pk), expert, by=by, at=at)
    return expert


@transaction.atomic
def change_expert(
    *, expert: Expert, experience_since: date, days_a_week: int, industry: str, service: str, by: Person, at: datetime
) -> None:
    """Change what is known of an expert; they may themselves. Raises NotAllowed, ExpertEnded, InTheFuture."""
    held = held_expert(expert)
    check_actor(by, held.organisation_id, own=held.person_id)
    _check_past(experience_since, at)
    held.experience_since, held.days_a_week = experience_since, days_a_week
    held.industry, held.service = industry.strip(), service.strip()
    held.save(update_fields=["experience_since", "days_a_week", "industry", "service"])
    _tell(ExpertChanged(held.pk), held, by=by, at=at)


@transaction.atomic
def show_expert(*, expert: Expert, is_shown: bool, by: Person, at: datetime) -> None:
    """Agree to stand in the directory by name, or no longer: nobody does that for somebody else. Raises NotAllowed, ExpertEnded."""
    held = held_expert(expert)
    if by.pk != held.person_id:
        raise NotAllowed
    if is_shown != (held.shown_at is not None):
        held.shown_at = at if is_shown else None
        held.save(update_fields=["shown_at"])
        _tell(ExpertChanged(held.pk), held, by=by, at=at)


@transaction.atomic
def end_expert(*, expert: Expert, by: Person | None, at: datetime) -> None:
    """They are no expert any more; what they did stays on record. Raises NotAllowed, ExpertEnded."""
    held = held_expert(expert)
    check_actor(by, held.organisation_id)
    held.ended_at, held.ended_by, held.shown_at = at, by, None
    held.save(update_fields=["ended_at", "ended_by", "shown_at"])
    _tell(ExpertLeft(held.pk), held, by=by, at=at)


def _check_past(day: date, at: datetime) -> None:
    if day > figures_at(at).day(at):
        raise InTheFuture


def _tell(fact: ExpertFact, expert: Expert, *, by: Person | None, at: datetime) -> None:
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(expert.organisation_id))

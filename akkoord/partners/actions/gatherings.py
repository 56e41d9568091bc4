# SPDX-License-Identifier: EUPL-1.2
"""Plan what partners come to, say who comes, write down who was there. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.audit.events import Fact
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Circle

from ..events.experts import AttendanceSaid, AttendanceWritten, GatheringCancelled, GatheringPlanned
from ..holding import held_expert
from ..models import Attendance, Expert, Gathering
from ..refusals.experts import GatheringOver, NotHeldYet
from ..rights import check_actor, check_manager
from ..rules.gatherings import GatheringKind


@transaction.atomic
def plan_gathering(
    *,
    kind: GatheringKind,
    title: str,
    place: str,
    starts_at: datetime,
    organisation: Organisation | None,
    by: Person | None,
    at: datetime,
    once: UUID | None = None,
) -> Gathering:
    """Something for every partner, or a progress meeting with one (`organisation`). Sent twice (`once`) it is one. Raises NotAllowed."""
    check_manager(by)
    if once is not None and (already := Gathering.objects.filter(once=once).first()):
        return already
    gathering = Gathering.objects.create(
        kind=kind, title=title.strip(), place=place.strip(), starts_at=starts_at, organisation=organisation, planned_at=at,
        by=by, once=once,
    )  # fmt: skip
    _tell(GatheringPlanned(gathering.pk), gathering, by=by, at=at)
    return gathering


@transaction.atomic
def cancel_gathering(*, gathering: Gathering, by: Person | None, at: datetime) -> None:
    """It does not go ahead; who comes is told. Raises NotAllowed, GatheringOver."""
    check_manager(by)
    held = _coming(gathering, at)
    held.cancelled_at = at
    held.save(update_fields=["cancelled_at"])
    _tell(GatheringCancelled(held.pk), held, by=by, at=at)


@transaction.atomic
def say_attendance(
    *, gathering: Gathering, expert: Expert, comes: bool, presents: bool, by: Person | None, at: datetime
) -> Attendance | None:
    """An expert comes, perhaps to present, or does not after all. Raises NotAllowed, ExpertEnded, GatheringOver."""
    held = held_expert(expert)
    check_actor(by, held.organisation_id, own=held.person_id)
    coming = _coming(gathering, at)
    if coming.organisation_id not in (None, held.organisation_id):
        raise GatheringOver
    known = Attendance.objects.filter(gathering=coming, expert=held).first()
    if known is None and not comes:
        return None
    said = known or Attendance(organisation_id=held.organisation_id, gathering=coming, expert=held)
    said.presents, said.said_at, said.by_id = comes and presents, at, by.pk if by else None
    said.withdrawn_at = None if comes else at
    said.save()
    fact = AttendanceSaid(held.pk, coming.pk)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(held.organisation_id))
    return said


@transaction.atomic
def write_attendance(
    *, gathering: Gathering, came: Collection[Expert], presented: Collection[Expert], by: Person | None, at: datetime
) -> None:
    """Write down who was there and who presented; again replaces what was written. Raises NotAllowed, NotHeldYet, GatheringOver."""
    check_manager(by)
    held = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if held.cancelled_at is not None:
        raise GatheringOver
    if held.starts_at > at:
        raise NotHeldYet
    there = {expert.pk: expert for expert in (*came, *presented)}
    speaking = {expert.pk for expert in presented}
    known = {row.expert_id: row for row in Attendance.objects.filter(gathering=held)}
    for row in known.values():
        row.came = row.expert_id in there
        row.presents = row.expert_id in speaking
        row.save(update_fields=["came", "presents"])
    for pk, expert in there.items():
        if pk not in known:
            Attendance.objects.create(
                organisation_id=expert.organisation_id, gathering=held, expert=expert, presents=pk in speaking, said_at=at,
                by_id=by.pk if by else None, came=True,
            )  # fmt: skip
    held.held_at = at
    held.save(update_fields=["held_at"])
    _tell(AttendanceWritten(held.pk), held, by=by, at=at)


def _coming(gathering: Gathering, at: datetime) -> Gathering:
    held = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if held.cancelled_at is not None or held.starts_at <= at:
        raise GatheringOver
    return held


def _tell(fact: Fact, gathering: Gathering, *, by: Person | None, at: datetime) -> None:
    pk = by.pk if by else None
    if gathering.organisation_id is None:
        announce(fact, by=pk, at=at)
    else:
        announce(fact, by=pk, at=at, circle=Circle(gathering.organisation_id))

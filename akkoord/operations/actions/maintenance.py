# SPDX-License-Identifier: EUPL-1.2
"""Plan, move and call off maintenance; `working` begins and ends it. sla:2.3.1, sla:2.3.4

A plan that breaks a promised notice or window is refused with the first moment that would do, or saved with a reason: the
promise is then broken, openly. Moments are cut to whole seconds. `by` is None for the program itself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.people.models import Person
from akkoord.timing.moments import OutsideYears

from ..events import MaintenanceAnnounced, MaintenanceCancelled, MaintenanceMoved
from ..models import Instance, Maintenance, Plan
from ..numbers import next_number
from ..promised import promised_of
from ..refusals import (
    BadPlan,
    NothingStruck,
    PlanChanged,
    PlanRefused,
    TitleMissing,
)
from ..rights import check_operator
from ..rules.first_moment import first_moment
from ..rules.notice import Planned, Promised, breaches
from ..rules.words import MaintenanceKind
from .holding import held_maintenance
from .working import begin_maintenance, check_coming, end_maintenance, tell

__all__ = ["begin_maintenance", "cancel_maintenance", "end_maintenance", "move_maintenance", "plan_maintenance"]


@transaction.atomic
def plan_maintenance(
    *,
    kind: MaintenanceKind | str,
    title_nl: str,
    title_en: str,
    instances: Collection[Instance],
    planned_from: datetime,
    planned_until: datetime,
    by: Person | None,
    at: datetime,
    exception: str = "",
    is_public: bool | None = None,
    once: UUID | None = None,
    **more: Any,
) -> Maintenance:
    """Announce work, now, to begin and end then. `more`: text_nl, text_en, is_security, origin.

    `is_public` None: when any of the components is. A form sent twice (`once`) is planned once.
    Raises NotAllowed, NothingStruck, TitleMissing, BadPlan, PlanRefused (without a reason in `exception`).
    """
    kind, at = MaintenanceKind(kind), at.replace(microsecond=0)
    check_operator(by)
    if once is not None and (known := Maintenance.objects.filter(once=once).first()):
        return known
    if not instances:
        raise NothingStruck
    if not title_nl.strip() and not title_en.strip():
        raise TitleMissing
    planned = _planned(planned_from, planned_until, at)
    exception = _checked(kind, planned, exception)
    maintenance = Maintenance(
        number=next_number("MNT", "operations_maintenance_number", at),
        kind=kind,
        title_nl=title_nl.strip(),
        title_en=title_en.strip(),
        is_public=any(instance.component.is_public for instance in instances) if is_public is None else is_public,
        by=by,
        once=once,
        **_in_force(planned),
        **more,
    )
    try:
        with transaction.atomic():
            maintenance.save(force_insert=True)
    except IntegrityError as error:
        if once is None or "once" not in str(error):
            raise
        return Maintenance.objects.get(once=once)  # another request was sending the same form at this moment, and has
    maintenance.instances.set(instances)
    _write_plan(maintenance, 0, by=by, exception=exception)
    tell(MaintenanceAnnounced(maintenance.pk, 0), by=by, at=at)
    return maintenance


@transaction.atomic
def move_maintenance(
    *,
    maintenance: Maintenance,
    planned_from: datetime,
    planned_until: datetime,
    by: Person | None,
    at: datetime,
    exception: str = "",
    sequence: int | None = None,
) -> Plan:
    """Announce anew that it will be then: the notice counts from now. The plans before it stay.

    `sequence`: of the plan that whoever moves it was looking at. The plan in force once more changes nothing.
    Raises NotAllowed, MaintenanceBegan, PlanChanged, BadPlan, PlanRefused.
    """
    at = at.replace(microsecond=0)
    check_operator(by)
    held = held_maintenance(maintenance, by=by, at=at)
    check_coming(held, by=by, at=at)
    last = held.plans.last()
    planned = _planned(planned_from, planned_until, at)
    if last is not None and (last.planned_from, last.planned_until) == (planned.begin, planned.end):
        return last
    if sequence is not None and last is not None and sequence != last.sequence:
        raise PlanChanged
    exception = _checked(MaintenanceKind(held.kind), planned, exception)
    in_force = _in_force(planned)
    for name, value in in_force.items():
        setattr(held, name, value)
    held.save(update_fields=list(in_force))
    plan = _write_plan(held, last.sequence + 1 if last else 0, by=by, exception=exception)
    tell(MaintenanceMoved(held.pk, plan.sequence), by=by, at=at)
    maintenance.refresh_from_db()
    return plan


@transaction.atomic
def cancel_maintenance(*, maintenance: Maintenance, by: Person | None, at: datetime) -> None:
    """Call it off, and announce that. Raises NotAllowed, MaintenanceBegan."""
    at = at.replace(microsecond=0)
    check_operator(by)
    held = held_maintenance(maintenance, by=by, at=at)
    check_coming(held, by=by, at=at)
    last = held.plans.last()
    held.cancelled_at = at
    held.save(update_fields=["cancelled_at"])
    plan = _write_plan(held, last.sequence + 1 if last else 0, by=by, announced_at=at, is_cancelled=True)
    tell(MaintenanceCancelled(held.pk, plan.sequence), by=by, at=at)
    maintenance.refresh_from_db()


def _planned(begin: datetime, end: datetime, at: datetime) -> Planned:
    planned = Planned(begin.replace(microsecond=0), end.replace(microsecond=0), at)
    if not planned.begin < planned.end or planned.end <= at:
        raise BadPlan
    return planned


def _checked(kind: MaintenanceKind, planned: Planned, exception: str) -> str:
    """The reason that stands with the plan: empty for one that keeps every promise."""
    promised = _promised(kind, planned.announced_at)
    try:
        broken = breaches(planned, promised)
        if any(not breach.is_aim for breach in broken) and not exception.strip():
            raise PlanRefused(broken, first_moment(planned, promised))
    except OutsideYears as error:
        raise BadPlan from error
    return exception.strip() if broken else ""


def _promised(kind: MaintenanceKind, at: datetime) -> Promised:
    try:
        return promised_of(terms_in_force(None, at), kind, at)
    except NoAgreementInForce:
        return Promised()


def _in_force(planned: Planned) -> dict[str, Any]:
    """The columns that say what holds now; the version is that under which it was announced."""
    try:
        version = terms_in_force(None, planned.announced_at).version_id
    except NoAgreementInForce:
        version = None
    return {
        "planned_from": planned.begin,
        "planned_until": planned.end,
        "announced_at": planned.announced_at,
        "version_id": version,
    }


def _write_plan(
    held: Maintenance,
    sequence: int,
    *,
    by: Person | None,
    exception: str = "",
    announced_at: datetime | None = None,
    is_cancelled: bool = False,
) -> Plan:
    return Plan.objects.create(
        maintenance=held,
        sequence=sequence,
        planned_from=held.planned_from,
        planned_until=held.planned_until,
        announced_at=announced_at or held.announced_at,
        by=by,
        exception=exception,
        is_cancelled=is_cancelled,
    )

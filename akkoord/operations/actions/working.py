# SPDX-License-Identifier: EUPL-1.2
"""Begin and end the work that was planned. What is done outside the plan counts as an outage; availability sees that itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Person

from ..events import MaintenanceBegun, MaintenanceEnded, MaintenanceFact
from ..models import Maintenance
from ..refusals import BadWork, MaintenanceBegan, MaintenanceNotRunning
from ..rights import check_operator
from .holding import held_maintenance


@transaction.atomic
def begin_maintenance(*, maintenance: Maintenance, by: Person | None, at: datetime, begun_at: datetime | None = None) -> None:
    """Work begins, now or since a while; what goes before the plan counts as an outage. Raises NotAllowed, MaintenanceBegan, BadWork."""
    at = at.replace(microsecond=0)
    begun_at = (begun_at or at).replace(microsecond=0)
    check_operator(by)
    held = held_maintenance(maintenance, by=by, at=at)
    check_coming(held, by=by, at=at)
    if begun_at > at:
        raise BadWork
    held.begun_at = begun_at
    held.save(update_fields=["begun_at"])
    tell(MaintenanceBegun(held.pk), by=by, at=at)
    maintenance.refresh_from_db()


@transaction.atomic
def end_maintenance(*, maintenance: Maintenance, by: Person | None, at: datetime, ended_at: datetime | None = None) -> None:
    """Work is done, now or since a while. What went past the planned end counts as an outage.

    Raises NotAllowed, MaintenanceNotRunning, BadWork.
    """
    at = at.replace(microsecond=0)
    ended_at = (ended_at or at).replace(microsecond=0)
    check_operator(by)
    held = held_maintenance(maintenance, by=by, at=at)
    if held.begun_at is None or held.ended_at is not None:
        raise MaintenanceNotRunning
    if not held.begun_at <= ended_at <= at:
        raise BadWork
    held.ended_at = ended_at
    held.save(update_fields=["ended_at"])
    tell(MaintenanceEnded(held.pk), by=by, at=at)
    maintenance.refresh_from_db()


def check_coming(held: Maintenance, *, by: Person | None, at: datetime) -> None:
    """Raises MaintenanceBegan for what has begun or was called off."""
    if held.begun_at is not None or held.cancelled_at is not None:
        raise MaintenanceBegan


def tell(fact: MaintenanceFact, *, by: Person | None, at: datetime) -> None:
    """Announce what happened to a maintenance."""
    announce(fact, by=by.pk if by else None, at=at)

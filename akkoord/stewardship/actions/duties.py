# SPDX-License-Identifier: EUPL-1.2
"""An organisation edits the duties of a role: in its own words, more, fewer, and back again. beheer:1-5"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.guards import lock
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..events.duties import DutyChanged
from ..models import DutyChange
from ..refusals import NameMissing
from ..rights import demand_administrator
from ..rules.duties import OWN
from ..rules.roles import StewardRole


@transaction.atomic
def add_duty(*, organisation: Organisation, role: StewardRole, text: str, by: Person | None, at: datetime, once: UUID) -> None:
    """Add a duty of the organisation's own; a form sent twice (`once`) adds one. Raises NotAllowed, NameMissing."""
    _replace(organisation, role, f"{OWN}{once.hex}", text=_said(text), by=by, at=at)


@transaction.atomic
def change_duty(*, organisation: Organisation, role: StewardRole, key: str, text: str, by: Person | None, at: datetime) -> None:
    """Say a duty in the organisation's own words. Raises NotAllowed, NameMissing."""
    _replace(organisation, role, key, text=_said(text), by=by, at=at)


@transaction.atomic
def leave_out_duty(*, organisation: Organisation, role: StewardRole, key: str, by: Person | None, at: datetime) -> None:
    """Leave a duty out; it can be put back. Raises NotAllowed."""
    _replace(organisation, role, key, is_left_out=True, by=by, at=at)


@transaction.atomic
def put_back_duty(*, organisation: Organisation, role: StewardRole, key: str, by: Person | None, at: datetime) -> None:
    """Put back what was left out, in the words that it had. Raises NotAllowed."""
    _replace(organisation, role, key, by=by, at=at)


@transaction.atomic
def restore_duty(*, organisation: Organisation, role: StewardRole, key: str, by: Person | None, at: datetime) -> None:
    """Let the words of the ready list hold again; an own duty has no others, so nothing happens. Raises NotAllowed."""
    _replace(organisation, role, key, text=None if key.startswith(OWN) else "", by=by, at=at)


def _replace(
    organisation: Organisation,
    role: StewardRole,
    key: str,
    *,
    text: str | None = None,
    is_left_out: bool = False,
    by: Person | None,
    at: datetime,
) -> None:
    """End the change in force and write the next one; `text` None keeps the words. Nothing happens when it is so already."""
    demand_administrator(by, organisation.pk)
    lock([organisation.pk])
    now = DutyChange.objects.in_force().filter(organisation=organisation, role=str(role), key=key).first()
    words = text if text is not None else now.text if now else ""
    if (now.text, now.is_left_out) == (words, is_left_out) if now else not words and not is_left_out:
        return
    if now is not None:
        now.ended_at, now.ended_by = at, by
        now.save(update_fields=["ended_at", "ended_by"])
    if words or is_left_out:
        DutyChange.objects.create(
            organisation=organisation, role=str(role), key=key, text=words, is_left_out=is_left_out, created_at=at, created_by=by
        )
    fact = DutyChanged(organisation_id=organisation.pk, role=str(role), key=key)
    announce(fact, by=None if by is None else by.pk, at=at, circle=Circle(organisation.pk, Audience.ORGANISATION_ONLY))


def _said(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise NameMissing
    return words

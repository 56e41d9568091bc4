# SPDX-License-Identifier: EUPL-1.2
"""Publish the code of conduct, accept it, agree on what needs an agreement. partner:gedragscode"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from akkoord.audit.actions import announce
from akkoord.cases.refusals import NotAllowed
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Circle
from akkoord.timing.durations import Duration

from ..code import code_at
from ..events.conduct import CodeAccepted, CodePublished, PermissionAsked, PermissionDecided
from ..models import Acceptance, CodeVersion, Permission
from ..refusals.conduct import CodeKnown, DecidedAlready, NameDiffers, NotInForce, ReasonMissing
from ..refusals.experts import NothingWritten
from ..rights import check_actor, check_manager
from ..rules.conduct import PermissionKind


@transaction.atomic
def publish_code(
    *, number: str, effective_on: date, accept_within: Duration, rules: list[dict[str, Any]], by: Person | None, at: datetime
) -> CodeVersion:
    """A version of the code of conduct from a day on; everybody of every partner is asked to accept it.

    Raises NotAllowed, CodeKnown. Source: partner:gedragscode
    """
    check_manager(by)
    try:
        with transaction.atomic():
            version = CodeVersion.objects.create(
                number=number, effective_on=effective_on, accept_within=str(accept_within), rules=rules, published_at=at
            )
    except IntegrityError as known:
        raise CodeKnown from known
    announce(CodePublished(version.pk), by=by.pk if by else None, at=at)
    return version


@transaction.atomic
def accept_code(*, organisation: Organisation, version: CodeVersion, typed_name: str, by: Person, at: datetime) -> Acceptance:
    """Accept the version in force by typing one's own name; a second time changes nothing. Raises NotAllowed, NotInForce, NameDiffers."""
    if organisation.pk not in by.scope.organisations:
        raise NotAllowed
    newest = code_at(at)
    if newest is None or newest.pk != version.pk:
        raise NotInForce
    typed = " ".join(typed_name.split())
    if typed.casefold() != " ".join(by.name.split()).casefold():
        raise NameDiffers
    acceptance, is_new = Acceptance.objects.get_or_create(
        organisation=organisation, person=by, version=version, defaults={"typed_name": typed, "at": at}
    )
    if is_new:
        announce(CodeAccepted(acceptance.pk), by=by.pk, at=at, circle=Circle(organisation.pk))
    return acceptance


@transaction.atomic
def ask_permission(
    *,
    organisation: Organisation,
    kind: PermissionKind,
    what: str,
    why: str,
    by: Person,
    at: datetime,
    once: UUID | None = None,
) -> Permission:
    """Ask for what needs an agreement. A form sent twice (`once`) asks once. Raises NotAllowed, NothingWritten."""
    check_actor(by, organisation.pk)
    if once is not None and (already := Permission.objects.filter(once=once).first()):
        return already
    if not what.strip():
        raise NothingWritten
    permission = Permission.objects.create(
        organisation=organisation, kind=kind, what=what.strip(), why=why.strip(), asked_at=at, by=by, once=once
    )
    announce(PermissionAsked(permission.pk), by=by.pk, at=at, circle=Circle(organisation.pk))
    return permission


@transaction.atomic
def decide_permission(*, permission: Permission, is_agreed: bool, reason: str, by: Person, at: datetime) -> None:
    """Agree or not; a refusal says why. Raises NotAllowed, DecidedAlready, ReasonMissing."""
    check_manager(by)
    held = Permission.objects.select_for_update().get(pk=permission.pk)
    if held.decided_at is not None:
        raise DecidedAlready
    if not is_agreed and not reason.strip():
        raise ReasonMissing
    held.is_agreed, held.reason, held.decided_at, held.decided_by = is_agreed, reason.strip(), at, by
    held.save(update_fields=["is_agreed", "reason", "decided_at", "decided_by"])
    announce(PermissionDecided(held.pk), by=by.pk, at=at, circle=Circle(held.organisation_id))

# SPDX-License-Identifier: EUPL-1.2
"""Ask a customer for a reference, place it, take it back. Nothing stands in the directory without the customer's word. partner:expert"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Person
from akkoord.scope.rules import Circle

from ..events.experts import ExpertFact, ReferenceAsked, ReferenceDeclined, ReferencePlaced, ReferenceWithdrawn
from ..holding import held_expert
from ..models import Expert, Reference, ReferenceRequest
from ..reference_links import hashed, new_token
from ..refusals.experts import NothingWritten, ReferenceAnswered, ReferenceWaits
from ..rights import check_actor

LONGEST = 4000


@transaction.atomic
def ask_reference(
    *, expert: Expert, customer: str, name: str, email: str, language: str, by: Person, at: datetime, once: UUID | None = None
) -> ReferenceRequest:
    """Ask somebody of a customer by mail. A form sent twice (`once`) asks once. Raises NotAllowed, ExpertEnded, ReferenceWaits."""
    if once is not None and (already := ReferenceRequest.objects.filter(once=once).first()):
        return already
    held = held_expert(expert)
    check_actor(by, held.organisation_id, own=held.person_id)
    email = email.strip().lower()
    waiting = ReferenceRequest.objects.filter(expert=held, asked_email=email, declined_at=None, reference=None)
    if waiting.exists():
        raise ReferenceWaits
    request = ReferenceRequest(
        organisation_id=held.organisation_id, expert=held, customer=customer.strip(), asked_name=name.strip(), asked_email=email,
        language=language, asked_at=at, by_id=by.pk, once=once,
    )  # fmt: skip
    request.token_hash = hashed(new_token(request))
    request.save()
    _tell(ReferenceAsked(held.pk, request.pk), request, by=by.pk, at=at)
    return request


@transaction.atomic
def place_reference(*, request: ReferenceRequest, text: str, with_name: bool, by: None, at: datetime) -> Reference:
    """The customer writes a reference and agrees to its publication. `by` is None: who has the link has no account.

    Raises NothingWritten, ReferenceAnswered. The running scope must be the system's.
    """
    held = _open(request)
    text = text.replace("\x00", "").strip()[:LONGEST]
    if not text:
        raise NothingWritten
    reference = Reference.objects.create(
        request=held, organisation_id=held.organisation_id, expert_id=held.expert_id, customer=held.customer, text=text,
        shown_name=held.asked_name if with_name else "", given_at=at, agreed_at=at,
    )  # fmt: skip
    _tell(ReferencePlaced(held.expert_id, held.pk), held, by=by, at=at)
    return reference


@transaction.atomic
def decline_reference(*, request: ReferenceRequest, by: None, at: datetime) -> None:
    """The customer would rather not. Raises ReferenceAnswered. The running scope must be the system's."""
    held = _open(request)
    held.declined_at = at
    held.save(update_fields=["declined_at"])
    _tell(ReferenceDeclined(held.expert_id, held.pk), held, by=by, at=at)


@transaction.atomic
def withdraw_reference(*, reference: Reference, by: None, at: datetime) -> None:
    """Take it back: from now on nobody reads it, and the text is gone. A second time changes nothing. In the system's scope."""
    held = Reference.objects.select_for_update(of=("self",)).select_related("request").get(pk=reference.pk)
    if held.withdrawn_at is None:
        held.withdrawn_at, held.text, held.shown_name = at, "", ""
        held.save(update_fields=["withdrawn_at", "text", "shown_name"])
        _tell(ReferenceWithdrawn(held.expert_id, held.request_id), held.request, by=by, at=at)


def _open(request: ReferenceRequest) -> ReferenceRequest:
    held = ReferenceRequest.objects.select_for_update().get(pk=request.pk)
    if held.declined_at is not None or Reference.objects.filter(request=held).exists():
        raise ReferenceAnswered
    return held


def _tell(fact: ExpertFact, request: ReferenceRequest, *, by: int | None, at: datetime) -> None:
    announce(fact, by=by, at=at, circle=Circle(request.organisation_id))

# SPDX-License-Identifier: EUPL-1.2
"""Register leads, agree on them, close them. partner:gedragscode"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Circle

from ..events.conduct import LeadDecided, LeadEnded, LeadRegistered
from ..models import Lead, Partner
from ..refusals.conduct import LeadClosed, LeadKnown, ReasonMissing
from ..refusals.experts import NothingWritten
from ..rights import check_actor, check_manager, is_manager
from ..rules.leads import LeadState, company_key

ALIVE = [LeadState.REGISTERED, LeadState.AGREED, LeadState.WON]


@transaction.atomic
def register_lead(
    *,
    organisation: Organisation,
    company: str,
    contact: str,
    what: str,
    is_customer: bool,
    is_joint: bool,
    by: Person | None,
    at: datetime,
    once: UUID | None = None,
) -> Lead:
    """Register a company for a partner, who does not learn whether another partner did: the vendor sees that, and decides.

    A form sent twice (`once`) is one lead. Raises NotAllowed, NothingWritten, LeadKnown (the partner's own).
    """
    check_actor(by, organisation.pk)
    Partner.objects.select_for_update().filter(organisation=organisation).first()  # one of theirs at a time
    if once is not None and (already := Lead.objects.filter(once=once).first()):
        return already
    company, what, key = " ".join(company.split()), what.strip(), company_key(company)
    if not key or not what:
        raise NothingWritten
    if Lead.objects.filter(organisation=organisation, company_key=key, state__in=ALIVE).exists():
        raise LeadKnown
    lead = Lead.objects.create(
        organisation=organisation, company=company, company_key=key, contact=contact.strip(), what=what,
        is_customer=is_customer, is_joint=is_joint, registered_at=at, by=by,
        by_vendor=by is not None and is_manager(by), once=once,
    )  # fmt: skip
    announce(LeadRegistered(lead.pk), by=by.pk if by else None, at=at, circle=Circle(organisation.pk))
    return lead


@transaction.atomic
def decide_lead(*, lead: Lead, is_agreed: bool, reason: str, by: Person | None, at: datetime) -> None:
    """Agree that the partner takes it up, or say why not. Raises NotAllowed, LeadClosed, ReasonMissing."""
    check_manager(by)
    held = Lead.objects.select_for_update().get(pk=lead.pk)
    if held.state != LeadState.REGISTERED:
        raise LeadClosed
    if not is_agreed and not reason.strip():
        raise ReasonMissing
    held.state = LeadState.AGREED if is_agreed else LeadState.REFUSED
    held.reason, held.decided_at, held.decided_by = reason.strip(), at, by
    held.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    announce(LeadDecided(held.pk), by=by.pk if by else None, at=at, circle=Circle(held.organisation_id))


@transaction.atomic
def end_lead(*, lead: Lead, is_won: bool, by: Person | None, at: datetime) -> None:
    """It was won or lost. Raises NotAllowed, LeadClosed (not agreed on, or ended before)."""
    held = Lead.objects.select_for_update().get(pk=lead.pk)
    check_actor(by, held.organisation_id)
    if held.state != LeadState.AGREED:
        raise LeadClosed
    held.state = LeadState.WON if is_won else LeadState.LOST
    held.save(update_fields=["state"])
    announce(LeadEnded(held.pk), by=by.pk if by else None, at=at, circle=Circle(held.organisation_id))

# SPDX-License-Identifier: EUPL-1.2
"""Make an organisation a partner, and invite it to become product partner. partner:*"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from akkoord.agreements.actions import end_contract, sign_contract
from akkoord.agreements.models import Agreement, Contract
from akkoord.audit.actions import announce
from akkoord.cases.refusals import NotAllowed, NothingSaid
from akkoord.people.models import Organisation, Person
from akkoord.people.rules import OrganisationKind, PortalRole, StaffRole
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM, Circle

from ..events.partners import InvitationAnswered, PartnerRegistered, ProductPartnerInvited
from ..models.partners import Invitation, Partner
from ..programme import contract_of, kinds_by_invitation, programme_at, today_of
from ..refusals.partners import (
    ByInvitationOnly,
    EndedAlready,
    InvitationAnsweredAlready,
    InvitationOpen,
    NoPartner,
    NoProgramme,
    PartnerAlready,
)
from ..rules.partners import NO_SLUGS, PartnerKind, slug_taken_from


@transaction.atomic
def register_partner(
    *,
    organisation: Organisation,
    kinds: Iterable[PartnerKind],
    since: date,
    by: Person | None,
    at: datetime,
    looked_after_by: Person | None = None,
) -> Partner:
    """Make an organisation a partner of these kinds from a date; `by` None is set-up. One that was partner before returns.

    It is bound to the programme by a contract and, where it has none, to the vendor's service agreement too, so that its
    people can report faults. Raises NotAllowed, NoPartner, PartnerAlready, ByInvitationOnly, NoProgramme, CannotSign.
    """
    _demand_manager(by)
    if organisation.kind == OrganisationKind.VENDOR:
        raise NoPartner
    chosen = sorted({str(kind) for kind in kinds})
    if set(chosen) & kinds_by_invitation(programme_at(at), at):
        raise ByInvitationOnly
    partner = Partner.objects.select_for_update().filter(organisation=organisation).first()
    if partner is not None and (partner.until is None or partner.until > since):
        raise PartnerAlready
    if partner is None:
        partner = Partner(organisation=organisation, slug=_free_slug(organisation.name))
    partner.kinds, partner.since, partner.until = chosen, since, None
    partner.looked_after_by, partner.registered_at, partner.registered_by = looked_after_by or by, at, by
    partner.save()
    sign_contract(organisation=organisation, agreement=_programme(), options=chosen, starts_on=since, by=by, at=at)
    _sign_service(organisation, since, by, at)
    fact = PartnerRegistered(partner.pk, organisation.pk, kinds=tuple(chosen))
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(organisation.pk))
    return partner


@transaction.atomic
def invite_product_partner(*, partner: Partner, text: str, by: Person, at: datetime) -> Invitation:
    """Ask a partner to become product partner. Raises NotAllowed, NothingSaid, PartnerAlready, InvitationOpen."""
    _demand_manager(by)
    text = text.replace("\x00", "").strip()
    if not text:
        raise NothingSaid
    held = Partner.objects.select_for_update().get(pk=partner.pk)
    if PartnerKind.PRODUCT in held.kinds or not held.is_partner_on(today_of(at)):
        raise PartnerAlready
    if held.invitations.filter(answered_at=None).exists():
        raise InvitationOpen
    invitation = Invitation.objects.create(
        partner=held, organisation_id=held.organisation_id, text=text, invited_at=at, invited_by=by
    )
    announce(ProductPartnerInvited(held.pk, held.organisation_id), by=by.pk, at=at, circle=Circle(held.organisation_id))
    return invitation


@transaction.atomic
def answer_invitation(*, invitation: Invitation, accepted: bool, by: Person, at: datetime) -> None:
    """The partner accepts, and is product partner from today, or declines. Raises NotAllowed, InvitationAnsweredAlready, EndedAlready."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if PortalRole.ADMINISTRATOR not in by.roles_in(held.organisation_id):
        raise NotAllowed
    if held.answered_at is not None:
        raise InvitationAnsweredAlready
    partner = Partner.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=held.partner_id)
    if accepted and partner.until is not None:
        raise EndedAlready  # a new contract would outlast the partnership
    held.accepted, held.answered_at, held.answered_by = accepted, at, by
    held.save()
    if accepted:
        rebind(partner=partner, kinds=sorted({*partner.kinds, str(PartnerKind.PRODUCT)}), on=today_of(at), by=by, at=at)
    fact = InvitationAnswered(partner.pk, held.organisation_id, accepted=accepted)
    announce(fact, by=by.pk, at=at, circle=Circle(held.organisation_id))


@transaction.atomic
def rebind(*, partner: Partner, kinds: list[str], on: date, by: Person, at: datetime) -> None:
    """Let other kinds hold from a date: the contract ends then and another one follows, for what held, held."""
    contract = contract_of(partner, on)
    if contract is not None:
        end_contract(contract=contract, ends_on=on, by=by, at=at)
    sign_contract(organisation=partner.organisation, agreement=_programme(), options=kinds, starts_on=on, by=by, at=at)
    partner.kinds = kinds
    with scoped(SYSTEM):  # a partner's people answer an invitation, and write no kinds otherwise
        partner.save(update_fields=["kinds"])


def _demand_manager(by: Person | None) -> None:
    if by is not None and not by.has_staff_role(StaffRole.PARTNER_MANAGER):
        raise NotAllowed


def _programme() -> Agreement:
    found = Agreement.objects.filter(code=settings.PARTNER_PROGRAMME, owner=None).first()
    if found is None:
        raise NoProgramme
    return found


def _sign_service(organisation: Organisation, since: date, by: Person | None, at: datetime) -> None:
    agreement = Agreement.objects.filter(code=settings.AGREEMENT, owner=None).first()
    held = Contract.objects.filter(organisation=organisation, agreement=agreement)
    if agreement is not None and not held.exclude(ends_on__lte=since).exists():
        sign_contract(organisation=organisation, agreement=agreement, starts_on=since, by=by, at=at)


def _free_slug(name: str) -> str:
    wanted = slugify(name) or "partner"
    return slug_taken_from(wanted, NO_SLUGS | set(Partner.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)))

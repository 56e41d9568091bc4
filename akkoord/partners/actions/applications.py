# SPDX-License-Identifier: EUPL-1.2
"""Apply to become a partner without an account; assess it; make the agreement. partner:*"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from akkoord.cases.actions import make_move, open_case
from akkoord.cases.actions.joining import accept_case
from akkoord.cases.actions.telling import lock, tell
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.cases.rights import agent
from akkoord.people.actions import invite_contact, register_organisation
from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import OrganisationKind, PortalRole

from ..application_links import hashed, new_token
from ..criteria import criteria_of, found_of
from ..events.applications import CriteriaAssessed
from ..kinds.applications import PARTNER_APPLICATION
from ..models.applications import Criterion
from ..models.partners import Partner
from ..programme import kinds_by_invitation, programme_at
from ..refusals.applications import NotAssessed
from ..refusals.partners import ByInvitationOnly
from ..rules.applications import Found, may_agree
from ..rules.partners import PartnerKind
from .partners import register_partner

ROLES = (PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER)


@transaction.atomic
def apply_for_partnership(
    *,
    kind: PartnerKind,
    company: str,
    name: str,
    email: str,
    text: str,
    by: None,
    at: datetime,
    website: str = "",
    phone: str = "",
    language: str = "nl",
    once: UUID | None = None,
) -> Case:
    """Somebody without an account wants to become a partner; the running scope must be the system's.

    A form sent twice (`once`) is one application. Raises ByInvitationOnly, NoProgramme, NothingSaid, FormUsed.
    """
    if str(kind) in kinds_by_invitation(programme_at(at), at):
        raise ByInvitationOnly
    at, once = at.replace(microsecond=0), once or uuid4()
    company, email = " ".join(company.split()), email.strip().lower()
    detail = {
        "kind": str(kind), "company": company, "website": website, "phone": phone, "language": language,
        "token_hash": hashed(new_token(email, once, at)),
    }  # fmt: skip
    return open_case(
        kind=PARTNER_APPLICATION, by=by, at=at, organisation=None, subject=company, text=text, detail=detail,
        stranger=(" ".join(name.split()), email), origin="form", once=once,
    )  # fmt: skip


@transaction.atomic
def assess_criteria(*, case: Case, found: Mapping[str, tuple[Found, str]], by: Person, at: datetime) -> int:
    """Write down what was found of criteria (2.1/specialists) with a note; returns how many are new. Raises NotAllowed.

    What stands already is not written again; names that are no criteria of this application are left out.
    """
    held = lock(case, by=by, at=at)
    if not agent(by, held) or not held.is_open:
        raise NotAllowed
    known, stands = {said.id for said in criteria_of(held)}, found_of(held)
    new = {name: each for name, each in found.items() if name in known and _differs(stands.get(name), each)}
    for name, (finding, note) in new.items():
        Criterion.objects.create(case=held, requirement=name, found=str(finding), note=note.strip(), at=at, by=by)
    if new:
        tell(case=held, fact=CriteriaAssessed(case_id=held.pk), by=by, at=at)
    return len(new)


@transaction.atomic
def agree_application(
    *,
    case: Case,
    since: date,
    text: str,
    by: Person,
    at: datetime,
    organisation: Organisation | None = None,
    once: UUID | None = None,
) -> Partner:
    """Make the applicant a partner: the organisation and its contract, an invitation for who applied, and the case theirs.

    `organisation` where it is known already, as a customer or a former partner. Raises NotAllowed, CannotMove, NotAssessed,
    and what `register_partner` raises.
    """
    detail = case.partner_application
    if detail.partner is not None and detail.partner.organisation_id == case.organisation_id:
        return detail.partner  # the form was sent twice
    if not may_agree([said.id for said in criteria_of(case)], {name: row.found for name, row in found_of(case).items()}):
        raise NotAssessed
    make_move(case=case, move="agree", by=by, at=at, text=text, once=once)
    own = organisation or register_organisation(by=None, at=at, kind=OrganisationKind.PARTNER, name=detail.company)
    partner = register_partner(organisation=own, kinds=[PartnerKind(detail.kind)], since=since, by=by, at=at)
    member = (
        Membership.objects.kept().filter(organisation=own, person__email=case.reporter_email).select_related("person").first()
    )
    if member is None:
        member = invite_contact(
            by=None, at=at, organisation=own, email=case.reporter_email, name=case.reporter_name, roles=ROLES, language=detail.language
        )  # fmt: skip
    detail.partner = partner
    detail.save(update_fields=["partner"])
    accept_case(case=case, organisation=own, by=by, at=at, reporter=member.person)
    case.refresh_from_db()
    return partner


@transaction.atomic
def reply_as_applicant(*, case: Case, text: str, by: None, at: datetime, once: UUID | None = None) -> None:
    """The applicant answers behind the link. Raises CannotMove, NothingSaid."""
    make_move(case=case, move="reply", by=by, at=at, text=text, via="link", once=once)


@transaction.atomic
def withdraw_application(*, case: Case, by: None, at: datetime) -> None:
    """The applicant lets it rest. Raises CannotMove."""
    make_move(case=case, move="withdraw", by=by, at=at, via="link")


def _differs(stands: Criterion | None, given: tuple[Found, str]) -> bool:
    return stands is None or (stands.found, stands.note) != (str(given[0]), given[1].strip())

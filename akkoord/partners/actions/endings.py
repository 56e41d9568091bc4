# SPDX-License-Identifier: EUPL-1.2
"""End a partnership: with notice, at once on a ground that the programme names, or back to what a product partner was before."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.agreements.actions import end_contract
from akkoord.audit.actions import announce
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM, Circle

from ..events.partners import PartnershipEnded
from ..models.partners import Ending, Partner
from ..programme import contract_of, grounds_of, kinds_turned_back_to, notice_terms, terms_of_partner, today_of
from ..refusals.partners import EndedAlready, NoSuchGround, NoticeTooShort, ReasonMissing
from ..rights import check_manager, is_manager
from ..rules.partners import NOTICE, TURNED_BACK, first_end
from .checks import decide_check
from .partners import rebind


@transaction.atomic
def end_partnership(
    *, partner: Partner, ground: str, reason: str, by: Person, at: datetime, ends_on: date | None = None
) -> Ending:
    """End it. `ground` is `notice`, or a promise of the programme that names when it may end at once (2.3/at-once-exam).

    With notice, by either side, it ends on `ends_on`, the first date after the notice term or a later one (None: that first
    one). At once only the vendor's people do so, with the reason in writing, and from today it is no partner. A yearly check
    that runs ends with it. Raises NotAllowed, EndedAlready, NoticeTooShort, NoSuchGround, ReasonMissing.
    """
    held = Partner.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=partner.pk)
    today = today_of(at)
    if ground == NOTICE:
        _demand_side(held, by)
        first = earliest_end(partner=held, by=by, at=at)
        day = ends_on or first
        if day < first:
            raise NoticeTooShort(first)
    else:
        check_manager(by)
        if ground not in {said.id for said in grounds_of(terms_of_partner(held, at), at)}:
            raise NoSuchGround
        if not reason.strip():
            raise ReasonMissing
        day = today
    if not held.is_partner_on(today) or (held.until is not None and held.until <= day):
        raise EndedAlready
    contract = contract_of(held, today)
    if contract is not None:
        end_contract(contract=contract, ends_on=max(day, contract.starts_on), by=by, at=at)
    held.until = day
    with scoped(SYSTEM):  # a partner's people give notice, and write no date otherwise
        held.save(update_fields=["until"])
    ending = _ended(held, list(held.kinds), [], ground, reason, by, at, day)
    check = held.checks.filter(case__closed_at=None).select_related("case").first()
    if check is not None and is_manager(by):
        decide_check(case=Case.objects.get(pk=check.case_id), move="end", text=reason.strip() or str(day), by=by, at=at)
    partner.refresh_from_db()
    return ending


@transaction.atomic
def turn_back(*, partner: Partner, reason: str, by: Person, at: datetime) -> Ending:
    """A product partner is a connector supplier only, from today. Raises NotAllowed, NoSuchGround, ReasonMissing, EndedAlready."""
    check_manager(by)
    held = Partner.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=partner.pk)
    today = today_of(at)
    if not held.is_partner_on(today) or held.until is not None:
        raise EndedAlready
    kept = kinds_turned_back_to(terms_of_partner(held, at), at)
    if not kept:
        raise NoSuchGround
    if not reason.strip():
        raise ReasonMissing
    gone = sorted(set(held.kinds) - set(kept))
    rebind(partner=held, kinds=kept, on=today, by=by, at=at)
    ending = _ended(held, gone, kept, TURNED_BACK, reason, by, at, today)
    partner.refresh_from_db()
    return ending


def earliest_end(*, partner: Partner, by: Person, at: datetime) -> date:
    """The first date on which it may no longer hold when notice is given now."""
    return first_end(today_of(at), notice_terms(terms_of_partner(partner, at), at))


def _demand_side(partner: Partner, by: Person) -> None:
    if not is_manager(by) and PortalRole.ADMINISTRATOR not in by.roles_in(partner.organisation_id):
        raise NotAllowed


def _ended(
    partner: Partner, kinds: list[str], kept: list[str], ground: str, reason: str, by: Person, at: datetime, day: date
) -> Ending:
    ending = Ending.objects.create(
        partner=partner, organisation_id=partner.organisation_id, kinds=kinds, kept=kept, ground=ground, by_partner=not is_manager(by),
        reason=reason.strip(), at=at, by=by, ends_on=day,
    )  # fmt: skip
    fact = PartnershipEnded(partner.pk, partner.organisation_id, kinds=tuple(kinds), ends_on=day, ground=ground)
    announce(fact, by=by.pk, at=at, circle=Circle(partner.organisation_id))
    return ending

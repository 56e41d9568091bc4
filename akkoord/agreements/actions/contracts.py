# SPDX-License-Identifier: EUPL-1.2
"""Sign and end contracts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_noop as _

from akkoord.audit.actions import announce
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Circle
from akkoord.timing.dates import date_later

from ..document import Agreement as Document
from ..events import ContractEnded, ContractEndedOverChange, ContractSigned
from ..individual import with_individual_terms
from ..models import Agreement, AgreementVersion, Contract
from ..refusals import CannotEnd, CannotSign
from ..rules import kept_after_ending


@transaction.atomic
def sign_contract(
    *,
    organisation: Organisation,
    agreement: Agreement,
    starts_on: date,
    by: Person | None,
    at: datetime,
    options: Iterable[str] = (),
    licence: str = "",
    ends_on: date | None = None,
    submitter_limit: int | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Contract:
    """Bind an organisation to an agreement. `ends_on` is the first date on which it no longer holds.

    Raises CannotSign for an option, licence or promise that the agreement does not have, or when another contract of
    this organisation under this agreement holds on one of those dates. Source: sla:1.1
    """
    version = agreement.versions.order_by("-effective_from").first()
    if version is None:
        raise CannotSign(_("%(code)s has no version yet"), code=agreement.code)
    chosen, replaced = sorted(set(options)), dict(overrides or {})
    _refuse_unknown(version.text, chosen, licence, replaced)
    others = Contract.objects.select_for_update().filter(organisation=organisation, agreement=agreement)
    for other in others.exclude(ends_on__lte=starts_on):
        if ends_on is None or other.starts_on < ends_on:
            raise CannotSign(_("a contract from %(day)s holds then; end it first"), day=other.starts_on)
    contract = Contract.objects.create(
        organisation=organisation,
        agreement=agreement,
        options=chosen,
        licence=licence,
        starts_on=starts_on,
        ends_on=ends_on,
        submitter_limit=submitter_limit,
        overrides=replaced,
        signed_at=at,
        signed_by=by,
    )
    fact = ContractSigned(contract_id=contract.pk, organisation_id=organisation.pk)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(organisation.pk))
    return contract


@transaction.atomic
def change_individual_terms(
    *, contract: Contract, overrides: Mapping[str, Any], from_on: date, by: Person | None, at: datetime
) -> Contract:
    """Replace single promises for one organisation from a date to come: the contract ends then and an equal one follows with
    these terms, for what held, held. Without overrides the standard terms return.

    Raises CannotSign for what is no promise of the agreement or contradicts it, for a date that is not to come, and for a
    contract that ends by then. sla:1.1
    """
    held = Contract.objects.select_for_update(of=("self",)).select_related("agreement", "organisation").get(pk=contract.pk)
    version = held.agreement.versions.order_by("-effective_from").first()
    if version is None:
        raise CannotSign(_("%(code)s has no version yet"), code=held.agreement.code)
    today = at.astimezone(ZoneInfo(version.text.zone)).date()
    if from_on <= max(today, held.starts_on):
        raise CannotSign(_("give a date after %(day)s"), day=max(today, held.starts_on))
    if held.ends_on is not None:
        raise CannotSign(_("the contract ends on %(day)s"), day=held.ends_on)
    written = _written(version.text, overrides)
    if written == held.overrides:
        raise CannotSign(_("these terms hold already"))
    end_contract(contract=held, ends_on=from_on, by=by, at=at)
    return sign_contract(
        organisation=held.organisation, agreement=held.agreement, starts_on=from_on, options=held.options, licence=held.licence,
        submitter_limit=held.submitter_limit, overrides=written, by=by, at=at,
    )  # fmt: skip


def _written(document: Document, overrides: Mapping[str, Any]) -> dict[str, Any]:
    """As they are stored: plain values, in one way of writing. Raises CannotSign."""
    promises = {
        f"{clause.clause}/{promise.id}": promise for clause, promise in with_individual_terms(document, overrides).promises()
    }
    return {name: promises[name].model_dump(mode="json", exclude_defaults=True, exclude={"id"}) for name in sorted(overrides)}


def _refuse_unknown(document: Document, options: list[str], licence: str, overrides: Mapping[str, Any]) -> None:
    unknown = [option for option in options if option not in document.options]
    if unknown:
        raise CannotSign(
            _("%(names)s: no option of %(code)s; allowed: %(known)s"),
            names=", ".join(unknown), code=document.code, known=", ".join(document.options) or "-",
        )  # fmt: skip
    if licence and licence not in document.licences:
        raise CannotSign(
            _("%(name)s: no licence of %(code)s; allowed: %(known)s"),
            name=licence, code=document.code, known=", ".join(document.licences) or "-",
        )  # fmt: skip
    with_individual_terms(document, overrides)


@transaction.atomic
def end_contract(*, contract: Contract, ends_on: date, by: Person | None, at: datetime) -> None:
    """Let a contract end; `ends_on` is the first date on which it no longer holds. What runs goes on as it began.

    Raises CannotEnd before its start or after an end that it already has. Source: sla:1.1
    """
    if ends_on < contract.starts_on:
        raise CannotEnd(_("the contract starts on %(day)s"), day=contract.starts_on)
    if contract.ends_on is not None and contract.ends_on <= ends_on:
        raise CannotEnd(_("the contract already ends on %(day)s"), day=contract.ends_on)
    contract.ends_on, contract.ended_at, contract.ended_by = ends_on, at, by
    contract.save(update_fields=["ends_on", "ended_at", "ended_by"])
    fact = ContractEnded(contract_id=contract.pk, organisation_id=contract.organisation_id)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(contract.organisation_id))


@transaction.atomic
def end_over_change(
    *, contract: Contract, version: AgreementVersion, ending_on: date, by: Person | None, at: datetime
) -> Contract:
    """End a contract wholly, for a date, over what `version` changes: the terms from before it hold from now on, and on after
    that date for as long as those terms promise; for this customer alone.

    Raises CannotEnd for a version that changes nothing of this agreement, an agreement that promises no such thing, a date
    that has passed or lies before the contract's start, or a contract that ends already. sla:1.2
    """
    held = Contract.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=contract.pk)
    before = held.agreement.versions.filter(effective_from__lt=version.effective_from).order_by("-effective_from").first()
    if version.agreement_id != held.agreement_id or before is None:
        raise CannotEnd(_("%(number)s changes nothing that this contract is under"), number=version.number)
    kept_for = kept_after_ending(before.text)
    if kept_for is None:
        raise CannotEnd(
            _("%(number)s does not say how long old terms hold after an ending over a change; end it as any other"),
            number=before.number,
        )
    if held.ends_on is not None:
        raise CannotEnd(_("the contract already ends on %(day)s"), day=held.ends_on)
    today = at.astimezone(ZoneInfo(before.text.zone)).date()
    if ending_on < max(held.starts_on, today):
        raise CannotEnd(_("give a date from %(day)s"), day=max(held.starts_on, today))
    held.ended_over, held.ending_on = version, ending_on
    held.ends_on, held.ended_at, held.ended_by = date_later(ending_on, kept_for), at, by
    held.save(update_fields=["ends_on", "ended_at", "ended_by", "ended_over", "ending_on"])
    fact = ContractEndedOverChange(contract_id=held.pk, organisation_id=held.organisation_id, version_id=version.pk)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(held.organisation_id))
    return held

# SPDX-License-Identifier: EUPL-1.2
"""Sign and end contracts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from akkoord.audit.actions import announce
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Circle

from ..checking import faults_in
from ..document import Agreement as Document
from ..events import ContractEnded, ContractSigned
from ..models import Agreement, Contract
from ..refusals import CannotEnd, CannotSign
from ..rules import with_overrides


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
        raise CannotSign(f"{agreement.code} has no version yet")
    chosen, replaced = sorted(set(options)), dict(overrides or {})
    _refuse_unknown(version.text, chosen, licence, replaced)
    others = Contract.objects.select_for_update().filter(organisation=organisation, agreement=agreement)
    for other in others.exclude(ends_on__lte=starts_on):
        if ends_on is None or other.starts_on < ends_on:
            raise CannotSign(f"a contract from {other.starts_on} holds then; end it first")
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


def _refuse_unknown(document: Document, options: list[str], licence: str, overrides: Mapping[str, Any]) -> None:
    unknown = [option for option in options if option not in document.options]
    if unknown:
        raise CannotSign(f"{', '.join(unknown)}: no option of {document.code}; allowed: {', '.join(document.options) or 'none'}")
    if licence and licence not in document.licences:
        raise CannotSign(f"{licence}: no licence of {document.code}; allowed: {', '.join(document.licences) or 'none'}")
    try:
        faults = faults_in(with_overrides(document, overrides))
    except KeyError as error:
        raise CannotSign(f"{error.args[0]}: no promise of {document.code}") from error
    except ValidationError as error:
        raise CannotSign(f"an override is no promise: {error.errors()[0]['msg']}") from error
    if faults:
        raise CannotSign(f"with its overrides the agreement contradicts itself: {faults[0].message}")


@transaction.atomic
def end_contract(*, contract: Contract, ends_on: date, by: Person | None, at: datetime) -> None:
    """Let a contract end; `ends_on` is the first date on which it no longer holds. What runs goes on as it began.

    Raises CannotEnd before its start or after an end that it already has. Source: sla:1.1
    """
    if ends_on < contract.starts_on:
        raise CannotEnd(f"the contract starts on {contract.starts_on}")
    if contract.ends_on is not None and contract.ends_on <= ends_on:
        raise CannotEnd(f"the contract already ends on {contract.ends_on}")
    contract.ends_on, contract.ended_at, contract.ended_by = ends_on, at, by
    contract.save(update_fields=["ends_on", "ended_at", "ended_by"])
    fact = ContractEnded(contract_id=contract.pk, organisation_id=contract.organisation_id)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(contract.organisation_id))

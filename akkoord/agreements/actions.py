# SPDX-License-Identifier: EUPL-1.2
"""Publish agreements and deviating days, sign and end contracts. The only writers of these tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from akkoord.audit.actions import announce
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Circle
from akkoord.timing.deadlines import latest_before
from akkoord.timing.durations import parse_duration

from .checking import faults_in
from .closed_dates import closed_dates
from .document import Agreement as Document
from .document.calendars import day_hours
from .events import AgreementPublished, ContractEnded, ContractSigned, ExceptionPublished, ExceptionWithdrawn
from .models import Agreement, AgreementVersion, CalendarException, Contract
from .rules import dropped_without_successor, midnight, with_overrides
from .slots import JUDGED_SINCE
from .terms import Terms


class CannotPublish(Exception):
    """The version or the deviating day may not be published; the message says why."""


class CannotSign(Exception):
    """The contract cannot be; the message says why."""


class CannotEnd(Exception):
    """The contract cannot end then; the message says why."""


class CannotWithdraw(Exception):
    """The deviating day has begun, or was withdrawn already."""


@transaction.atomic
def publish_agreement(
    *, document: Document, by: Person | None, at: datetime, source_text: str = "", owner: Organisation | None = None
) -> AgreementVersion:
    """Put a version in force from its date, with its holidays frozen as they are known now.

    Raises CannotPublish when a version covers that date already, something was judged under it, a promise is dropped
    without a successor, or the agreement's own notice of changes is too short. Source: sla:1.2
    """
    for fault in faults_in(document):
        if not fault.warning:
            raise CannotPublish(f"{'.'.join(map(str, fault.place))}: {fault.message}")
    agreement, _ = Agreement.objects.select_for_update().get_or_create(code=document.code, owner=owner)
    effective = midnight(document.effective_from, document.zone)
    before = agreement.versions.order_by("-effective_from").first()
    if agreement.versions.filter(number=document.version).exists():
        raise CannotPublish(f"{document.code} {document.version} was published already; give the change a number of its own")
    if before is not None:
        _refuse_overlap(agreement, before, document, effective)
        _refuse_dropped(before, document)
        _refuse_short_notice(before, effective, at)
    stored = document.model_dump_json(exclude_defaults=True)
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=document.version,
        effective_from=effective,
        document=stored,
        source_text=source_text,
        closed_dates=sorted(day.isoformat() for day in closed_dates(document.holidays)),
        sha256=sha256((source_text + stored).encode()).hexdigest(),
        published_at=at,
        published_by=by,
    )
    fact = AgreementPublished(version_id=version.pk, agreement_id=agreement.pk, effective_from=effective)
    announce(fact, by=by.pk if by else None, at=at)
    return version


def _refuse_overlap(agreement: Agreement, before: AgreementVersion, document: Document, effective: datetime) -> None:
    if effective <= before.effective_from:
        raise CannotPublish(
            f"{before.number} of {document.code} already covers {document.effective_from};"
            f" give a date after {before.effective_from:%Y-%m-%d}"
        )
    if any(JUDGED_SINCE.gather(agreement_id=agreement.pk, since=effective)):
        raise CannotPublish(f"since {document.effective_from} something was judged under {before.number}; give a later date")


def _refuse_dropped(before: AgreementVersion, document: Document) -> None:
    dropped = dropped_without_successor(before.text, document)
    if dropped:
        raise CannotPublish(
            f"drops {', '.join(dropped)} of {before.number} without a successor;"
            " name it under `replaces` of the promise that follows, or under `dropped`"
        )


def _refuse_short_notice(before: AgreementVersion, effective: datetime, at: datetime) -> None:
    """Only where the version that holds has a notice figure about its own changes."""
    terms = Terms(before.text, before.frozen_dates)
    for clause, promise in before.text.promises():
        notice = promise.notice
        if notice is None or notice.what != "agreement_change" or notice.at_least is None:
            continue
        calendar = terms.calendar(notice.calendar if isinstance(notice.calendar, str) else notice.calendar["default"])
        latest = latest_before(calendar, parse_duration(notice.at_least), effective)
        if at > latest:
            name = f"{clause.clause}/{promise.id}"
            raise CannotPublish(f"{name} promises {notice.at_least} of notice; it had to be published by {latest:%Y-%m-%d %H:%M}")


@transaction.atomic
def publish_exception(
    *,
    agreement: Agreement,
    calendar: str,
    day: date,
    hours: Iterable[str],
    reason: Mapping[str, str],
    by: Person | None,
    at: datetime,
) -> CalendarException:
    """Give a date hours of its own (`08:00-12:00`), or none: closed. Deadlines that have not passed follow.

    Told after its day began it stands on the page and moves no deadline. Raises CannotPublish. Source: sla:2.2.2
    """
    version = agreement.version_at(max(at, midnight(day, "UTC"))) or agreement.version_at(at)
    if version is None or calendar not in version.text.calendars:
        known = ", ".join(version.text.calendars) if version else "none"
        raise CannotPublish(f"{calendar!r} is no calendar of {agreement.code}; allowed: {known}")
    times = list(hours)
    try:
        spans = sorted(day_hours(each) for each in times)
    except ValueError as error:
        raise CannotPublish(str(error)) from error
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        raise CannotPublish(f"the hours {', '.join(times)} overlap")
    if not all(reason.get(language) for language in version.text.languages):
        raise CannotPublish(f"give the reason in {', '.join(version.text.languages)}")
    if CalendarException.objects.standing().filter(agreement=agreement, calendar=calendar, day=day).exists():
        raise CannotPublish(f"{calendar} has hours of its own on {day} already; withdraw those first")
    exception = CalendarException.objects.create(
        agreement=agreement,
        calendar=calendar,
        day=day,
        hours=times,
        zone=version.text.calendars[calendar].zone or version.text.zone,
        reason=dict(reason),
        published_at=at,
        published_by=by,
    )
    announce(ExceptionPublished(exception.pk, agreement.pk, calendar, day), by=by.pk if by else None, at=at)
    return exception


@transaction.atomic
def withdraw_exception(*, exception: CalendarException, by: Person | None, at: datetime) -> None:
    """Give a date its ordinary hours back. Raises CannotWithdraw once the date began."""
    if exception.withdrawn_at is not None or at >= exception.begins_at:
        raise CannotWithdraw(f"{exception.calendar} on {exception.day} can no longer be withdrawn")
    exception.withdrawn_at, exception.withdrawn_by = at, by
    exception.save(update_fields=["withdrawn_at", "withdrawn_by"])
    fact = ExceptionWithdrawn(exception.pk, exception.agreement_id, exception.calendar, exception.day)
    announce(fact, by=by.pk if by else None, at=at)


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

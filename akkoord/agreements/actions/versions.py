# SPDX-License-Identifier: EUPL-1.2
"""Publish a version of an agreement."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_noop as _

from akkoord.audit.actions import VENDOR, announce
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience, Circle
from akkoord.timing.deadlines import latest_before
from akkoord.timing.durations import parse_duration

from ..checking import faults_in
from ..closed_dates import closed_dates
from ..document import Agreement as Document
from ..events import AgreementPublished
from ..models import Agreement, AgreementVersion
from ..refusals import CannotPublish
from ..rules import dropped_without_successor, midnight, promise_ids
from ..slots import JUDGED_SINCE
from ..terms import Terms


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
            raise CannotPublish(_("%(place)s: %(fault)s"), place=".".join(map(str, fault.place)), fault=fault.message)
    agreement = Agreement.objects.select_for_update().get_or_create(code=document.code, owner=owner)[0]
    effective = midnight(document.effective_from, document.zone)
    before = agreement.versions.order_by("-effective_from").first()
    if agreement.versions.filter(number=document.version).exists():
        raise CannotPublish(
            _("%(code)s %(number)s was published already; give the change a number of its own"),
            code=document.code, number=document.version,
        )  # fmt: skip
    if before is not None:
        _refuse_overlap(agreement, before, document, effective)
        _refuse_dropped(before, document)
        _refuse_orphaned(agreement, document)
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
    circle = Circle(owner.pk, Audience.ORGANISATION_ONLY) if owner is not None else VENDOR
    announce(fact, by=by.pk if by else None, at=at, circle=circle)
    return version


def _refuse_overlap(agreement: Agreement, before: AgreementVersion, document: Document, effective: datetime) -> None:
    if effective <= before.effective_from:
        raise CannotPublish(
            _("%(number)s of %(code)s already covers %(day)s; give a date after %(before)s"),
            number=before.number, code=document.code, day=document.effective_from, before=before.effective_from.date(),
        )  # fmt: skip
    if any(JUDGED_SINCE.gather(agreement_id=agreement.pk, since=effective)):
        raise CannotPublish(
            _("since %(day)s something was judged under %(number)s; give a later date"),
            day=document.effective_from, number=before.number,
        )  # fmt: skip


def _refuse_dropped(before: AgreementVersion, document: Document) -> None:
    dropped = dropped_without_successor(before.text, document)
    if dropped:
        raise CannotPublish(
            _(
                "drops %(names)s of %(number)s without a successor;"
                " name it under `replaces` of the promise that follows, or under `dropped`"
            ),
            names=", ".join(dropped), number=before.number,
        )  # fmt: skip


def _refuse_orphaned(agreement: Agreement, document: Document) -> None:
    """Individual terms prevail, so a promise that a contract replaces cannot go before that contract ends."""
    known = set(promise_ids(document))
    bound = agreement.contracts.exclude(overrides={}).exclude(ends_on__lte=document.effective_from).filter(ended_over=None)
    for contract in bound.select_related("organisation"):
        if gone := sorted(contract.overrides.keys() - known):
            raise CannotPublish(
                _("the contract of %(name)s has individual terms for %(names)s, which it drops; change those terms first"),
                name=contract.organisation.name, names=", ".join(gone),
            )  # fmt: skip


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
            raise CannotPublish(
                _("%(promise)s promises %(time)s of notice; it had to be published by %(when)s"),
                promise=name, time=notice.at_least, when=f"{latest:%Y-%m-%d %H:%M}",
            )  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""Write down how a requirement stands, where nothing else knows. partner:*"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.cases.refusals import NotAllowed, NothingSaid
from akkoord.people.models import Person
from akkoord.scope.rules import Circle

from ..events.partners import RequirementRecorded
from ..models.partners import Partner
from ..models.records import Record
from ..programme import requirement_named, terms_of_partner, today_of
from ..refusals.partners import FigureMissing, InTheFuture, UntilMissing
from ..rights import check_actor, is_manager
from ..rules.records import RecordSort


@transaction.atomic
def record_requirement(
    *,
    partner: Partner,
    requirement: str,
    sort: RecordSort,
    on: date,
    note: str,
    by: Person | None,
    at: datetime,
    document: str = "",
    value: Decimal | None = None,
    until: date | None = None,
    once: UUID | None = None,
) -> Record:
    """Write down that a requirement (2.1/knowledge) is met on a date, is not, or need not be met until one.

    What the vendor's people write counts; what the partner's people write stands beside it until then. A form sent twice
    (`once`) is one record. Raises NotAllowed, NoSuchRequirement, NothingSaid, FigureMissing, InTheFuture, UntilMissing.
    """
    by_vendor = by is None or is_manager(by)
    check_actor(by, partner.organisation_id)
    if sort == RecordSort.WAIVED and not by_vendor:
        raise NotAllowed
    known = Record.objects.filter(once=once, partner=partner).first() if once is not None else None
    if known is not None:
        return known
    said = requirement_named(terms_of_partner(partner, at), requirement, at)
    if not note.strip():
        raise NothingSaid
    if on > today_of(at):
        raise InTheFuture
    if sort == RecordSort.WAIVED and (until is None or until < on):
        raise UntilMissing
    if said.promise.quota is not None and sort == RecordSort.MET and value is None:
        raise FigureMissing
    record = Record.objects.create(
        partner=partner, organisation_id=partner.organisation_id, requirement=said.id, about=said.promise.about or said.id, sort=str(sort),
        on=on, value=value, until=until, note=note.strip(), document=document.strip(), by_vendor=by_vendor, at=at, by=by, once=once,
    )  # fmt: skip
    fact = RequirementRecorded(partner.pk, partner.organisation_id, record_id=record.pk)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(partner.organisation_id))
    return record

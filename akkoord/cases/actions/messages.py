# SPDX-License-Identifier: EUPL-1.2
"""Say something on a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.people.models import Person
from akkoord.scope.models import columns_of
from akkoord.scope.rules import Audience, Circle

from ..events import CaseAdded, NoteWritten, VendorAdded
from ..kind import Purpose
from ..models import Case, Draft, Message
from ..refusals import CannotMove, NotAllowed
from ..rights import agent, may_add
from ..texts import LONGEST, checked_text
from .telling import lock, tell


def say(
    *,
    case: Case,
    by: Person | None,
    at: datetime,
    text: str,
    purpose: Purpose,
    via: str = "portal",
    once: UUID | None = None,
    by_name: str = "",
) -> Message:
    """Write a message on the case, for the circle that its purpose has; whoever calls announces what it means.

    `by_name` is the name of somebody without an account.
    """
    columns = columns_of(_circle_of(case, purpose))
    for_vendor_too = case.audience != Audience.ORGANISATION_ONLY
    is_reporter = by is not None and case.reporter_id == by.pk and not case.kind.from_vendor
    from_vendor = by is not None and by.is_staff and for_vendor_too and not is_reporter
    return Message.objects.create(
        case=case,
        by=by,
        by_name=by_name,
        from_vendor=from_vendor,
        at=at,
        purpose=purpose,
        text=checked_text(text),
        via=via,
        once=once,
        **columns,
    )


def _circle_of(case: Case, purpose: Purpose) -> Circle:
    """A note is the vendor's; where an organisation works on it itself, of those who do at this moment."""
    if purpose != Purpose.NOTE:
        return case.circle
    if case.kind.worked_by is None:
        return replace(case.circle, audience=Audience.VENDOR_ONLY)
    workers = tuple(sorted(person.pk for person in case.kind.worked_by.many(case)))
    return replace(case.circle, audience=Audience.NAMED_PERSONS, persons=workers)


@transaction.atomic
def add_to_case(*, case: Case, by: Person, at: datetime, text: str, via: str = "portal", once: UUID | None = None) -> Message:
    """Add to a case without changing its state; the desk may do so after it was closed, too.

    What the vendor adds is a first answer as well: the reporter can read it. Raises NotAllowed, CannotMove (merged, or
    closed: the reporter reopens it). Source: sla:2.2.1, sla:2.2.3
    """
    case = lock(case, by=by, at=at)
    if not may_add(by, case):
        raise NotAllowed
    if once is not None and (already := Message.objects.filter(once=once).first()):
        return already
    if case.merged_into_id or not (case.is_open or agent(by, case)):
        raise CannotMove
    message = say(case=case, by=by, at=at, text=text, purpose=Purpose.ADDITION, via=via, once=once)
    fact = VendorAdded if message.from_vendor else CaseAdded
    tell(case=case, fact=fact(case_id=case.pk, message_id=message.pk), by=by, at=at)
    return message


@transaction.atomic
def write_note(*, case: Case, by: Person, at: datetime, text: str, once: UUID | None = None) -> Message:
    """Write an internal note, which the customer never sees, nor a colleague who does not work on it. Raises NotAllowed."""
    case = lock(case, by=by, at=at)
    if not agent(by, case):
        raise NotAllowed
    if once is not None and (already := Message.objects.filter(once=once).first()):
        return already
    message = say(case=case, by=by, at=at, text=text, purpose=Purpose.NOTE, once=once)
    fact = NoteWritten(case_id=case.pk, message_id=message.pk)
    tell(case=case, fact=fact, by=by, at=at, circle=message.circle)
    return message


def keep_draft(*, by: Person, at: datetime, place: str, text: str) -> None:
    """Keep what somebody is writing at a place (`case:12/answer`); an empty text throws it away."""
    if text.strip():
        Draft.objects.update_or_create(person=by, place=place, defaults={"text": text[:LONGEST], "at": at})
    else:
        Draft.objects.filter(person=by, place=place).delete()

# SPDX-License-Identifier: EUPL-1.2
"""The duty roster: the only writers of its rows. Two at once is refused by the database itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from akkoord.audit.actions import announce
from akkoord.people.actions import make_feed_key
from akkoord.people.models import Membership, Person
from akkoord.people.rules import StaffRole

from ..duty_feed import DUTIES
from ..duty_refusals import DutyEndsTooSoon, DutyOver, NoteMissing, NotOfOperations, SomebodyOnDuty
from ..events import DutyHandedOver, DutySet
from ..models import Duty
from ..rights import check_operator
from ..rules.roster import Shift, Span, filling

NO_OVERLAP = "one_person_on_duty"
LONGEST_NOTE = 20_000


@transaction.atomic
def set_duty(*, person: Person, begin: datetime, end: datetime, by: Person | None, at: datetime) -> Duty:
    """Put somebody on duty. Raises NotAllowed, NotOfOperations, DutyEndsTooSoon, SomebodyOnDuty."""
    check_operator(by)
    _check_person(person.pk)
    if end <= begin or end <= at:
        raise DutyEndsTooSoon
    with _no_overlap():
        duty = Duty.objects.create(person=person, begin=begin, end=end, set_at=at, by=by)
    announce(DutySet(duty_id=duty.pk), by=by.pk if by else None, at=at)
    return duty


@transaction.atomic
def set_rotation(*, shifts: Iterable[Shift], by: Person | None, at: datetime) -> list[Duty]:
    """Put people on duty wherever nobody is yet, from now on; what stands is left alone, so sent twice adds nothing.

    Raises NotAllowed, NotOfOperations, SomebodyOnDuty (a colleague was setting one at the same time).
    """
    check_operator(by)
    shifts = list(shifts)
    for person in {shift.person for shift in shifts}:
        _check_person(person)
    if not shifts:
        return []
    taken = [Span(*row) for row in Duty.objects.filter(removed_at=None, end__gt=at).values_list("begin", "end")]
    past = Span(min(shift.begin for shift in shifts), at)
    wanted = filling(shifts, [*taken, past] if past.begin < at else taken)
    with _no_overlap():
        duties = [Duty.objects.create(person_id=s.person, begin=s.begin, end=s.end, set_at=at, by=by) for s in wanted]
    for duty in duties:
        announce(DutySet(duty_id=duty.pk), by=by.pk if by else None, at=at)
    return duties


@transaction.atomic
def remove_duty(*, duty: Duty, by: Person | None, at: datetime) -> None:
    """Take a duty that has yet to begin away; calendars that show it show it as cancelled. Raises NotAllowed, DutyOver."""
    check_operator(by)
    held = Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    if held.removed_at is not None or held.begin <= at:
        raise DutyOver
    held.removed_at, held.sequence = at, held.sequence + 1
    held.save(update_fields=["removed_at", "sequence"])
    announce(DutySet(duty_id=held.pk), by=by.pk if by else None, at=at)


@transaction.atomic
def hand_over(*, duty: Duty, note: str, by: Person, at: datetime, to: Person | None = None) -> Duty | None:
    """Write what the next one must know; with `to`, that person takes over now and has the rest of this duty.

    Answers whose duty follows, if any. Raises NotAllowed, NoteMissing, NotOfOperations, DutyOver (it is not running now).
    """
    check_operator(by)
    note = note.replace("\x00", "").strip()[:LONGEST_NOTE]
    if not note:
        raise NoteMissing
    held = Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    if held.removed_at is not None or not held.begin <= at < held.end:
        raise DutyOver
    rest = held.end
    held.handover, held.handed_over_at = note, at
    if to is not None and to.pk != held.person_id and held.begin < at:
        _check_person(to.pk)
        held.end, held.sequence = at, held.sequence + 1
    held.save(update_fields=["handover", "handed_over_at", "end", "sequence"])
    if held.end == at and to is not None:
        following: Duty | None = Duty.objects.create(person=to, begin=at, end=rest, set_at=at, by=by)
    else:
        following = Duty.objects.filter(removed_at=None, begin__gte=held.end).order_by("begin").first()
    announce(DutyHandedOver(duty_id=held.pk, next_id=following.pk if following else None), by=by.pk, at=at)
    return following


@transaction.atomic
def make_duty_feed(*, by: Person, at: datetime) -> str:
    """A new key for one's own calendar address; the one before stops working. Only its hash is kept. Raises NotAllowed."""
    check_operator(by)
    return make_feed_key(feed=DUTIES, by=by, at=at)


def _check_person(pk: int) -> None:
    if not Membership.objects.in_force().filter(person=pk, roles__contains=[str(StaffRole.OPERATIONS)]).exists():
        raise NotOfOperations


@contextmanager
def _no_overlap() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") == NO_OVERLAP:
            raise SomebodyOnDuty from error
        raise

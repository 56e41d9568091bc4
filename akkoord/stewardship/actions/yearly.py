# SPDX-License-Identifier: EUPL-1.2
"""What comes back every year has a follower in the next one, made as soon as its own year has begun."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Person

from ..events.planner import EntryChanged, EntryPlanned, EntryRemoved
from ..models import PlannerEntry
from ..ready_year import ready_entries
from ..rules.first_year import days_in
from ..rules.planner import LAST_YEAR, Days, year_later

# What an entry hands down. Not its goal: that is of one year.
HANDED = ("kind", "title", "notes", "owner_id", "process_id", "remind_before", "is_yearly")


@transaction.atomic
def follow_all(*, by: None, at: datetime, most: int = 1000) -> int:
    """Give whatever comes back every year, and has no follower yet, its follower; how many. Runs in the system's scope."""
    waiting = PlannerEntry.objects.standing().filter(is_yearly=True, follower=None, first__year__lte=at.year)
    waiting = waiting.filter(last__year__lt=LAST_YEAR)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:most])
    held = PlannerEntry.objects.filter(pk__in=keys).select_for_update(of=("self",), skip_locked=True)
    return sum(follow(entry=entry, by=by, at=at) is not None for entry in held)


@transaction.atomic
def follow(*, entry: PlannerEntry, by: Person | None, at: datetime) -> PlannerEntry | None:
    """Its follower, when it comes back every year and its year has begun; None where there is none to make.

    A follower that there is, even one that was taken away, is not made again. What the ready year put there already follows.
    """
    is_due = entry.is_yearly and entry.removed_at is None and entry.first.year <= at.year and entry.last.year < LAST_YEAR
    if not is_due or PlannerEntry.objects.filter(follows=entry).exists():
        return None
    year = None if entry.template_year is None else entry.template_year + 1
    if entry.template:
        known = PlannerEntry.objects.standing().filter(
            organisation=entry.organisation_id, template=entry.template, template_year=year
        )
        if known.exists():  # it may follow one that was taken away since
            known.filter(follows=None).update(follows=entry)
            return None
    days = _days_later(entry)
    follower = PlannerEntry.objects.create(
        organisation_id=entry.organisation_id, first=days.first, last=days.last, began_on=entry.began_on, follows=entry,
        template=entry.template, template_year=year, created_at=at, created_by=by,
        **{name: getattr(entry, name) for name in HANDED},
    )  # fmt: skip
    announce(EntryPlanned(follower.pk), by=by.pk if by else None, at=at, circle=follower.circle)
    return follower


@transaction.atomic
def renew_follower(*, entry: PlannerEntry, by: Person | None, at: datetime) -> None:
    """Let next year's be as this one is now, as long as nobody changed it or did it."""
    follower = _untouched(entry)
    if follower is None:
        return
    days = _days_later(entry)
    follower.first, follower.last, follower.began_on = days.first, days.last, entry.began_on
    for name in HANDED:
        setattr(follower, name, getattr(entry, name))
    follower.sequence += 1  # calendars that have it take it over
    follower.save()
    announce(EntryChanged(follower.pk), by=by.pk if by else None, at=at, circle=follower.circle)


@transaction.atomic
def let_followers_go(*, entry: PlannerEntry, by: Person | None, at: datetime) -> None:
    """Take away those of later years that nobody changed or did."""
    while (follower := _untouched(entry)) is not None:
        follower.removed_at, follower.removed_by = at, by
        follower.sequence += 1
        follower.save(update_fields=["removed_at", "removed_by", "sequence"])
        announce(EntryRemoved(follower.pk), by=by.pk if by else None, at=at, circle=follower.circle)
        entry = follower


def _days_later(entry: PlannerEntry) -> Days:
    """On the same date; what stands where the ready year put it goes where the ready year puts it then: that Sunday, that Monday."""
    if entry.template and entry.template_year is not None:
        now, then = (
            days_in(year, ready_entries()).get(entry.template) for year in (entry.template_year, entry.template_year + 1)
        )
        if now == entry.days and then is not None:
            return then
    return year_later(entry.days, entry.began_on)


def _untouched(entry: PlannerEntry) -> PlannerEntry | None:
    held = PlannerEntry.objects.select_for_update(of=("self",)).filter(
        follows=entry, removed_at=None, done_at=None, is_changed=False
    )
    return held.first()

# SPDX-License-Identifier: EUPL-1.2
"""Put something in the annual planner, change it, finish it, take it away. beheer:4

`by` None is set-up: the demonstration, an import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from akkoord.audit.actions import announce
from akkoord.cases.refusals import FormUsed
from akkoord.people.models import Organisation, Person

from ..events.planner import EntryChanged, EntryDone, EntryPlanned, EntryRemoved, EntryReopened, PlannerFact
from ..models import PlannerEntry, Process
from ..planner_refusals import EndsBeforeBegin, EntryGone, NoSuchGoal, NotYourEntry, OutsidePlanner, TitleMissing
from ..planning import is_colleague, may_finish, may_plan
from ..refusals import NotAColleague
from ..rules.planner import FIRST_YEAR, LAST_YEAR, Days, EntryKind
from .yearly import follow, let_followers_go, renew_follower

LONGEST_TITLE, LONGEST_NOTES = 300, 20_000


@dataclass(frozen=True)
class Wanted:
    """What an entry is to be."""

    kind: EntryKind
    title: str
    days: Days
    notes: str = ""
    owner: Person | None = None
    process: Process | None = None
    goal: PlannerEntry | None = None
    remind_before: int | None = None  # days
    is_yearly: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """As a row has it."""
        return {
            "kind": str(self.kind),
            "title": " ".join(self.title.replace("\x00", "").split())[:LONGEST_TITLE],
            "notes": self.notes.replace("\x00", "").strip()[:LONGEST_NOTES],
            "first": self.days.first,
            "last": self.days.last,
            "owner": self.owner,
            "process": self.process,
            "goal": self.goal,
            "remind_before": self.remind_before,
            "is_yearly": self.is_yearly,
        }


@transaction.atomic
def plan_entry(
    *,
    organisation: Organisation,
    wanted: Wanted,
    by: Person | None,
    at: datetime,
    once: UUID | None = None,
    template: tuple[int, str] | None = None,
) -> PlannerEntry:
    """Put it in the planner; what comes back every year gets its follower. A form sent twice (`once`) is one entry.

    `template`: the year and key of the ready year that it comes from.
    Raises NotYourEntry, TitleMissing, EndsBeforeBegin, OutsidePlanner, NotAColleague, NoSuchGoal, FormUsed.
    """
    _check(organisation.pk, wanted, by)
    form = PlannerEntry.objects.filter(organisation=organisation, once=once)
    if once is not None and (known := form.first()):
        return _repeated(known, by)
    year, key = template or (None, "")
    try:
        with transaction.atomic():
            entry = PlannerEntry.objects.create(
                organisation=organisation, began_on=wanted.days.first, created_at=at, created_by=by, once=once,
                template=key, template_year=year, **wanted.columns,
            )  # fmt: skip
    except IntegrityError as error:
        if "planned_of_a_form_once" not in str(error):
            raise
        # another request was sending the same form at this moment, and has
        return _repeated(form.get(), by)
    follow(entry=entry, by=by, at=at)
    _tell(entry, EntryPlanned(entry.pk), by, at)
    return entry


@transaction.atomic
def change_entry(*, entry: PlannerEntry, wanted: Wanted, by: Person | None, at: datetime) -> PlannerEntry:
    """Let it be otherwise; next year's goes along as long as nobody changed that one.

    Raises as `plan_entry`, and EntryGone.
    """
    held = _held(entry)
    _check_right(held, by)
    _check(held.organisation_id, wanted, by, known=held)
    before = {name: getattr(held, name) for name in wanted.columns}
    if before == wanted.columns:
        return held
    if held.first != wanted.days.first:
        held.began_on = wanted.days.first
    for name, value in wanted.columns.items():
        setattr(held, name, value)
    held.sequence += 1
    held.is_changed = True
    held.save()
    if held.kind != EntryKind.GOAL:
        PlannerEntry.objects.filter(goal=held).update(goal=None)
    if held.is_yearly:
        renew_follower(entry=held, by=by, at=at)
        follow(entry=held, by=by, at=at)
    else:
        let_followers_go(entry=held, by=by, at=at)
    _tell(held, EntryChanged(held.pk), by, at)
    return held


@transaction.atomic
def finish_entry(*, entry: PlannerEntry, by: Person, at: datetime) -> None:
    """Say that it is done; said twice changes nothing. Raises NotYourEntry, EntryGone."""
    held = _held(entry)
    if not may_finish(by, held):
        raise NotYourEntry
    if held.done_at is None:
        held.done_at, held.done_by = at, by
        held.save(update_fields=["done_at", "done_by"])
        _tell(held, EntryDone(held.pk), by, at)


@transaction.atomic
def reopen_entry(*, entry: PlannerEntry, by: Person, at: datetime) -> None:
    """Say that it is not done after all. Raises NotYourEntry, EntryGone."""
    held = _held(entry)
    if not may_finish(by, held):
        raise NotYourEntry
    if held.done_at is not None:
        held.done_at = held.done_by = None
        held.save(update_fields=["done_at", "done_by"])
        _tell(held, EntryReopened(held.pk), by, at)


@transaction.atomic
def remove_entry(*, entry: PlannerEntry, by: Person, at: datetime, following: bool = False) -> None:
    """Take it out of the planner; calendars show it as cancelled. `following`: those of later years too, if nobody began them.

    What serves a goal that goes stays, without a goal. Raises NotYourEntry, EntryGone.
    """
    held = _held(entry)
    _check_right(held, by)
    held.removed_at, held.removed_by = at, by
    held.sequence += 1
    held.save(update_fields=["removed_at", "removed_by", "sequence"])
    PlannerEntry.objects.filter(goal=held).update(goal=None)
    if following:
        let_followers_go(entry=held, by=by, at=at)
    _tell(held, EntryRemoved(held.pk), by, at)


def _held(entry: PlannerEntry) -> PlannerEntry:
    held = PlannerEntry.objects.select_for_update(of=("self",)).select_related("owner", "process", "goal").get(pk=entry.pk)
    if held.removed_at is not None:
        raise EntryGone
    return held


def _check_right(entry: PlannerEntry, by: Person | None) -> None:
    if by is not None and not may_plan(by, entry.organisation_id, entry.process_id):
        raise NotYourEntry


def _check(organisation_id: int, wanted: Wanted, by: Person | None, known: PlannerEntry | None = None) -> None:
    """Whether that can stand in this planner, put there by this person."""
    process, goal, owner = wanted.process, wanted.goal, wanted.owner
    if by is not None and not may_plan(by, organisation_id, process.pk if process else None):
        raise NotYourEntry
    if process is not None and process.organisation_id != organisation_id:
        raise NotYourEntry
    if not wanted.columns["title"]:
        raise TitleMissing
    if wanted.days.last < wanted.days.first:
        raise EndsBeforeBegin
    if not FIRST_YEAR <= wanted.days.first.year <= wanted.days.last.year <= LAST_YEAR:
        raise OutsidePlanner
    if owner is not None and not is_colleague(owner, organisation_id) and (known is None or known.owner_id != owner.pk):
        raise NotAColleague
    if goal is not None and (
        wanted.kind == EntryKind.GOAL or goal.organisation_id != organisation_id or goal.kind != EntryKind.GOAL
    ):
        raise NoSuchGoal


def _repeated(known: PlannerEntry, by: Person | None) -> PlannerEntry:
    if known.created_by_id != (by.pk if by else None):
        raise FormUsed
    return known


def _tell(entry: PlannerEntry, fact: PlannerFact, by: Person | None, at: datetime) -> None:
    announce(fact, by=by.pk if by else None, at=at, circle=entry.circle)

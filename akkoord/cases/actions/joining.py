# SPDX-License-Identifier: EUPL-1.2
"""Link and merge cases; accept one into an organisation, hand one on among the persons whom it names."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.audit import actions as audit
from akkoord.clocks import actions as clocks
from akkoord.clocks.models import Clock
from akkoord.people.models import Organisation, Person
from akkoord.scope.models import columns_handed_on

from ..events import CaseAccepted, CaseLinked, CaseMerged
from ..models import Attachment, Case, Link, Message
from ..refusals import CannotMove, NotAllowed
from ..rights import agent, may_see, of_vendor
from .telling import lock, refresh_next_deadline, tell


@transaction.atomic
def link_cases(*, case: Case, other: Case, how: str, by: Person, at: datetime) -> None:
    """Say that two cases belong together (`same_cause`, `follows`, `duplicate`). Raises NotAllowed."""
    held = lock(case, by=by, at=at)
    if not (may_see(by, held) and may_see(by, other)):
        raise NotAllowed
    _, new = Link.objects.get_or_create(case=held, other=other, how=how, defaults={"at": at, "by": by})
    if new:
        tell(case=held, fact=CaseLinked(case_id=case.pk, other_id=other.pk, link=how), by=by, at=at)


@transaction.atomic
def merge_case(*, case: Case, into: Case, by: Person, at: datetime) -> None:
    """Let `into` go on for both: the merged case's open clocks end *waived*, the earliest deadlines of both hold.

    Both must be open and of one kind and organisation. Raises NotAllowed, CannotMove. Source: spec timing, "Merge".
    """
    first, second = sorted((case, into), key=lambda c: c.pk)
    held = {c.pk: lock(c, by=by, at=at) for c in (first, second)}
    gone, stays = held[case.pk], held[into.pk]
    if not (agent(by, gone) and agent(by, stays)):
        raise NotAllowed
    same = (gone.kind_name, gone.organisation_id, gone.audience) == (stays.kind_name, stays.organisation_id, stays.audience)
    if not same or gone.pk == stays.pk or not gone.is_open or not stays.is_open:
        raise CannotMove
    running = list(Clock.objects.of(gone.key, stays.key).open().held())
    survivors = {clock.name: clock for clock in running if clock.subject == stays.key}
    for clock in (clock for clock in running if clock.subject == gone.key):
        if clock.name in survivors:
            clocks.pull_forward(clock=survivors[clock.name], by=by.pk, at=at, due_at=clock.due_at)
        clocks.waive_clock(clock=clock, by=by.pk, at=at, because="merged")
    gone.merged_into, gone.closed_at, gone.closed_by = stays, at, by
    gone.state = next(s.id for s in gone.kind.states if not s.is_open)
    tell(case=gone, fact=CaseMerged(case_id=gone.pk, into_id=stays.pk), by=by, at=at)
    refresh_next_deadline(case=stays, by=by, at=at)
    stays.save()


@transaction.atomic
def accept_case(*, case: Case, organisation: Organisation, by: Person, at: datetime, reporter: Person | None = None) -> None:
    """Accept a case that had no organisation into one; everything on it follows. Raises NotAllowed, CannotMove."""
    held = lock(case, by=by, at=at)
    if not of_vendor(by, held):
        raise NotAllowed
    if held.organisation_id is not None:
        raise CannotMove
    held.organisation = organisation
    held.reporter = reporter or held.reporter
    held.save()
    clocks.follow_circle(subject=held.key, circle=held.circle, by=by.pk, at=at)
    audit.follow_circle(subject=held.key, circle=held.circle, by=by.pk, at=at)
    for model in (Message, Attachment):
        rows = model._default_manager.filter(case=held)
        rows.update(organisation=organisation)
    tell(case=held, fact=CaseAccepted(case_id=held.pk, organisation_id=organisation.pk), by=by, at=at)


@transaction.atomic
def hand_on_case(*, case: Case, person: Person, successor: Person, by: Person, at: datetime) -> Case:
    """Let `successor` know of a case of named persons, and of everything on it, instead of `person`: notes and files too.

    Whoever calls decides whether that may be and announces it; the running scope must be the system's. Mails that were sent
    stay as they were sent.
    """
    held = lock(case, by=by, at=at)
    for model in (Message, Attachment):
        rows = model._default_manager.filter(case=held, persons__contains=[person.pk])
        rows.update(**columns_handed_on(person.pk, successor.pk))
    held.persons = [successor.pk if pk == person.pk else pk for pk in held.persons]
    if held.assignee_id == person.pk:
        held.assignee = successor
    held.save()
    clocks.follow_circle(subject=held.key, circle=held.circle, by=by.pk, at=at)
    audit.hand_on(subject=held.key, person=person.pk, successor=successor.pk, by=by.pk, at=at)
    return held

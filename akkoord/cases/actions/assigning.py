# SPDX-License-Identifier: EUPL-1.2
"""Who looks after a case, and who follows it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.people.models import Person

from ..events import CaseAssigned, CaseFollowed, CaseUnfollowed
from ..models import Case, Follower
from ..refusals import NotAllowed
from ..rights import agent, may_look_after, may_see
from .telling import lock, tell


@transaction.atomic
def assign_case(*, case: Case, by: Person, at: datetime, to: Person | None) -> None:
    """Make somebody who may look after such cases responsible, or nobody. Stops no clock. Raises NotAllowed."""
    held = lock(case, by=by, at=at)
    if not agent(by, held) or (to is not None and not may_look_after(to, held)):
        raise NotAllowed
    before = held.assignee_id
    if before == (to.pk if to else None):
        return
    held.assignee = to
    fact = CaseAssigned(case_id=held.pk, person_id=to.pk if to else None, before_id=before)
    tell(case=held, fact=fact, by=by, at=at)
    case.assignee = to


@transaction.atomic
def follow_case(*, case: Case, by: Person, at: datetime, person: Person) -> None:
    """Let somebody who may see the case be told of everything that happens. Raises NotAllowed."""
    held = lock(case, by=by, at=at)
    if not may_see(by, held) or not may_see(person, held):
        raise NotAllowed
    _, new = Follower.objects.get_or_create(case=held, person=person, defaults={"since": at})
    if new:
        tell(case=held, fact=CaseFollowed(case_id=case.pk, person_id=person.pk), by=by, at=at)


@transaction.atomic
def unfollow_case(*, case: Case, by: Person, at: datetime, person: Person) -> None:
    """Stop following. Raises NotAllowed when it is somebody else's and `by` is not of the desk."""
    held = lock(case, by=by, at=at)
    if by != person and not agent(by, held):
        raise NotAllowed
    removed, _ = Follower.objects.filter(case=held, person=person).delete()
    if removed:
        tell(case=held, fact=CaseUnfollowed(case_id=case.pk, person_id=person.pk), by=by, at=at)

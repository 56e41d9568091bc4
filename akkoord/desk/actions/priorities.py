# SPDX-License-Identifier: EUPL-1.2
"""Set, raise and lower the priority of an incident. Source: sla:2.2.3; spec timing, "First classification"."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.cases.actions import lock, say, tell
from akkoord.cases.kind import Purpose
from akkoord.cases.models import Case, Message
from akkoord.cases.refusals import CannotMove, NotAllowed, NothingSaid
from akkoord.cases.rights import agent, reporter
from akkoord.cases.terms import facts_of, terms_of
from akkoord.clocks import actions as clocks
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Why
from akkoord.people.models import Person

from ..events import IncidentClassified, PriorityFact, PriorityLowered, RaiseAccepted, RaiseAsked, RaiseRejected
from ..models import RaiseRequest
from ..refusals import NothingToAssess, PriorityNotOffered, RaiseAlreadyAsked
from ..rules import is_raise

TARGETED = ("reaction", "recovery")


@transaction.atomic
def classify_incident(*, case: Case, by: Person, at: datetime, priority: int) -> None:
    """Set the priority for the first time: what the reporter chose was a proposal, so it counts from the report.

    Raises NotAllowed, PriorityNotOffered, CannotMove: once it is set, a priority is raised or lowered.
    """
    held = _held(case, by, at)
    _check_offered(held, priority)
    if held.incident.classified_at is not None:
        raise CannotMove
    before, held.priority = held.priority, priority
    _note_classified(held, by=by, at=at)
    if priority != before:
        _retarget(held, by=by, at=at, counted_from=held.opened_at, why=Why.CLASSIFIED)
    _tell(case, held, IncidentClassified(case_id=held.pk, priority=priority, before=before), by, at)


@transaction.atomic
def ask_raise(*, case: Case, by: Person, at: datetime, priority: int, reason: str) -> RaiseRequest:
    """Ask for a higher priority, with a reason; the assessment has a clock of its own (the vendor's figure).

    Raises NotAllowed, PriorityNotOffered, RaiseAlreadyAsked, NothingSaid.
    """
    held = lock(case, by=by, at=at)
    if not reporter(by, held) or not held.is_open:
        raise NotAllowed
    _check_offered(held, priority)
    if not is_raise(priority, held.priority):
        raise PriorityNotOffered
    if held.raises.filter(decided_at=None).exists():
        raise RaiseAlreadyAsked
    message = say(case=held, by=by, at=at, text=reason, purpose=Purpose.ADDITION)
    request = RaiseRequest.objects.create(case=held, priority=priority, reason=message.text, by=by, at=at)
    _tell(case, held, RaiseAsked(case_id=held.pk, message_id=message.pk, priority=priority, before=held.priority), by, at)
    return request


@transaction.atomic
def accept_raise(*, case: Case, by: Person, at: datetime, reason: str) -> None:
    """Accept the waiting request: the new targets count from the request, and the earlier deadline of both holds.

    What was raised further meanwhile stays so. Raises NotAllowed, NothingToAssess, NothingSaid.
    """
    held, request, message = _decide(case, by, at, reason, accepted=True)
    before = held.priority
    _note_classified(held, by=by, at=at)
    if is_raise(request.priority, before):
        held.priority = request.priority
        _retarget(held, by=by, at=at, counted_from=request.at, why=Why.RAISED)
    fact = RaiseAccepted(case_id=held.pk, message_id=message.pk, priority=held.priority or request.priority, before=before)
    _tell(case, held, fact, by, at)


@transaction.atomic
def reject_raise(*, case: Case, by: Person, at: datetime, reason: str) -> None:
    """Turn the waiting request down, with the reason that the customer reads. Nothing else changes."""
    held, request, message = _decide(case, by, at, reason, accepted=False)
    fact = RaiseRejected(case_id=held.pk, message_id=message.pk, priority=request.priority, before=held.priority)
    _tell(case, held, fact, by, at)


@transaction.atomic
def raise_unasked(*, case: Case, by: Person, at: datetime, priority: int) -> None:
    """Raise the priority without a request: the new targets count from this act. Raises NotAllowed, PriorityNotOffered."""
    held = _held(case, by, at)
    _check_offered(held, priority)
    if not is_raise(priority, held.priority):
        raise PriorityNotOffered
    before, held.priority = held.priority, priority
    _note_classified(held, by=by, at=at)
    _retarget(held, by=by, at=at, counted_from=at, why=Why.RAISED)
    _tell(case, held, RaiseAccepted(case_id=held.pk, priority=priority, before=before), by, at)


@transaction.atomic
def lower_priority(*, case: Case, by: Person, at: datetime, priority: int) -> None:
    """Lower the priority: the new targets count from the original report. Raises NotAllowed, PriorityNotOffered."""
    held = _held(case, by, at)
    _check_offered(held, priority)
    if is_raise(priority, held.priority) or priority == held.priority:
        raise PriorityNotOffered
    before, held.priority = held.priority, priority
    _note_classified(held, by=by, at=at)
    _retarget(held, by=by, at=at, counted_from=held.opened_at, why=Why.LOWERED)
    _tell(case, held, PriorityLowered(case_id=held.pk, priority=priority, before=before), by, at)


def _held(case: Case, by: Person, at: datetime) -> Case:
    held = lock(case, by=by, at=at)
    if not agent(by, held) or not held.is_open:
        raise NotAllowed
    return held


def _check_offered(case: Case, priority: int) -> None:
    if priority not in terms_of(case).allowed_priorities(case.incident.category):
        raise PriorityNotOffered


def _decide(case: Case, by: Person, at: datetime, reason: str, *, accepted: bool) -> tuple[Case, RaiseRequest, Message]:
    held = _held(case, by, at)
    request = held.raises.filter(decided_at=None).first()
    if request is None:
        raise NothingToAssess
    if not reason.strip():
        raise NothingSaid
    message = say(case=held, by=by, at=at, text=reason, purpose=Purpose.DECISION)
    request.accepted, request.decision, request.decided_at, request.decided_by = accepted, message.text, at, by
    request.save()
    return held, request, message


def _note_classified(case: Case, *, by: Person, at: datetime) -> None:
    """Whoever decides on a priority has classified the incident: what the reporter chose no longer counts."""
    detail = case.incident
    if detail.classified_at is None:
        detail.classified_at, detail.classified_by = at, by
        detail.save(update_fields=["classified_at", "classified_by"])


def _retarget(case: Case, *, by: Person, at: datetime, counted_from: datetime, why: Why) -> None:
    """Give the clocks that still run the targets of the case's new priority; an answer given is not asked again."""
    terms = terms_of(case)
    for name in TARGETED:
        promise = terms.deadline_promise(case.kind.name, name, facts_of(case), case.opened_at)
        for clock in Clock.objects.of(case.key).open().filter(name=name).held():
            if promise is not None:
                clocks.retarget_clock(
                    clock=clock, by=by.pk, at=at, terms=terms, promise=promise, counted_from=counted_from, why=why
                )


def _tell(case: Case, held: Case, fact: PriorityFact, by: Person, at: datetime) -> None:
    tell(case=held, fact=fact, by=by, at=at)
    case.refresh_from_db()

# SPDX-License-Identifier: EUPL-1.2
"""What a fact does to a case: its clocks, its next deadline, its event."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import F

from akkoord.agreements.terms import Terms
from akkoord.audit.actions import announce
from akkoord.clocks import actions as clocks
from akkoord.clocks.models import Clock
from akkoord.people.models import Person
from akkoord.scope.rules import Circle

from ..events import CaseFact
from ..kind import ClockRule
from ..models import Case
from ..terms import facts_of, terms_of_clocks


def lock(case: Case, *, by: Person | None, at: datetime) -> Case:
    """The case as it is now, held until the transaction ends, so that two people do not change it at once.

    Comes before the first row that points to the case; such rows may be written by others meanwhile (who looks at it).
    """
    return Case.objects.select_for_update(no_key=True).get(pk=case.pk)


def tell(
    *, case: Case, fact: CaseFact, by: Person | None, at: datetime, terms: Terms | None = None, circle: Circle | None = None
) -> None:
    """Let the fact start and stop the clocks that the kind declares, then announce it to the case's circle.

    With a narrower `circle` it is announced to that, and lists do not say that the case changed: not everybody may know.
    """
    terms = terms or terms_of_clocks(case)
    if terms is not None:
        for rule in case.kind.clocks:
            _run_clock(case, rule, fact, terms, by=by, at=at)
        _pause_by_state(case, terms, by=by, at=at)
        refresh_next_deadline(case=case, by=by, at=at)
    if circle is None:
        case.changed_at = max(at, case.changed_at)
    case.save()
    announce_about(case=case, fact=fact, by=by, at=at, circle=circle)


def announce_about(*, case: Case, fact: CaseFact, by: Person | None, at: datetime, circle: Circle | None = None) -> None:
    """Announce the fact to the case's circle or a narrower one; nothing reacts to imported history."""
    announce(fact, by=by.pk if by else None, at=at, circle=circle or case.circle, quietly=case.origin == "import")


def start_clocks(*, case: Case, terms: Terms, by: Person | None, at: datetime) -> None:
    """Start what runs on a case from its opening, and give it its next deadline; the case is not yet written."""
    who, facts = by.pk if by else None, facts_of(case)
    rules = [rule for rule in case.kind.clocks if rule.starts is case.kind.opens_with]
    found = {rule.name: terms.deadline_promise(case.kind.name, rule.name, facts, at) for rule in rules}
    promises = {name: promise for name, promise in found.items() if promise is not None}
    started = clocks.start_first_clocks(
        by=who, at=at, subject=case.key, circle=case.circle, terms=terms, promises=promises, imported=case.origin == "import"
    )
    if _pausing(terms):
        _pause_by_state(case, terms, by=by, at=at)
    _set_next(case, min(started, key=lambda c: (c.due_at, c.pk), default=None))


def refresh_next_deadline(*, case: Case, by: Person | None, at: datetime) -> None:
    """Keep the case's own next deadline for the queue: that of its open clock that is due first. The caller saves."""
    clock = None
    if case.closed_at is None:
        clock = Clock.objects.of(case.key).open().order_by(F("due_at").asc(), "id").first()
    _set_next(case, clock)


def _set_next(case: Case, clock: Clock | None) -> None:
    case.next_clock = clock
    case.next_due_at = clock.due_at if clock else None
    case.next_at_risk_at = clock.at_risk_at if clock else None


@transaction.atomic
def follow_clocks(*, case: Case, by: Person | None, at: datetime) -> None:
    """Keep the next deadline after a clock was moved by something else than the case."""
    held = lock(case, by=by, at=at)
    refresh_next_deadline(case=held, by=by, at=at)
    held.save(update_fields=["next_clock", "next_due_at", "next_at_risk_at"])


def _run_clock(case: Case, rule: ClockRule, fact: CaseFact, terms: Terms, *, by: Person | None, at: datetime) -> None:
    who = by.pk if by else None
    kind_of_fact = type(fact)
    if kind_of_fact is rule.starts:
        facts = facts_of(case) | (rule.facts(fact) if rule.facts else {})
        promise = terms.deadline_promise(case.kind.name, rule.name, facts, at)
        if promise is not None:
            clocks.start_clock(
                by=who,
                at=at,
                subject=case.key,
                name=rule.name,
                circle=case.circle,
                terms=terms,
                promise=promise,
                imported=case.origin == "import",
            )
        return
    if kind_of_fact in rule.resumes:
        last = Clock.objects.of(case.key).filter(name=rule.name).held().last()
        if last is not None:
            clocks.resume_clock(clock=last, by=who, at=at, terms=terms)
        return
    if kind_of_fact not in rule.stops and kind_of_fact not in rule.ends:
        return
    for clock in Clock.objects.of(case.key).open().filter(name=rule.name).held():
        if kind_of_fact in rule.stops:
            clocks.stop_clock(clock=clock, by=who, at=at, terms=terms)
        else:
            clocks.waive_clock(clock=clock, by=who, at=at, because=rule.ends[kind_of_fact])


def _pause_by_state(case: Case, terms: Terms, *, by: Person | None, at: datetime) -> None:
    if not _pausing(terms):
        return
    who = by.pk if by else None
    for clock in Clock.objects.of(case.key).open().held():
        if case.state in _pausing(terms).get(clock.promise, ()):
            clocks.pause_clock(clock=clock, by=who, at=at)
        else:
            clocks.unpause_clock(clock=clock, by=who, at=at, terms=terms)


@lru_cache(maxsize=256)
def _pausing(terms: Terms) -> dict[str, frozenset[str]]:
    """The states that pause a clock, by promise; empty for an agreement that promises without such a condition."""
    return {
        f"{clause.clause}/{promise.id}": frozenset(promise.deadline.pauses_in)
        for clause, promise in terms.document.promises()
        if promise.deadline is not None and promise.deadline.pauses_in
    }

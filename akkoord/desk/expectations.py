# SPDX-License-Identifier: EUPL-1.2
"""What the agreement gives to something reported at this moment: shown before it is sent, calculated as it will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches
from django.utils.translation import get_language

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.agreements.opening_hours import ChannelNow, channels_now
from akkoord.agreements.terms import Terms
from akkoord.cases.kind import Kind
from akkoord.cases.refusals import NoAgreement
from akkoord.cases.terms import terms_for
from akkoord.clocks.targets import target_of
from akkoord.web.clock_view import ClockView, clock_view

from .kinds import CALAMITY, INCIDENT
from .rules import Category, Impact, proposed_priority

Hours = tuple[bool, datetime | None]
KEPT_FOR = 20  # seconds


@dataclass(frozen=True)
class Expectation:
    """The priority that would be proposed, its criteria, and the clocks that would run."""

    priority: int | None
    criteria: str
    clocks: tuple[ClockView, ...]
    urgent: tuple[ClockView, ...] = ()  # if the desk finds it the next higher priority


def expect_incident(
    *, organisation_id: int, category: Category, impact: Impact, at: datetime, asked: int | None
) -> Expectation | None:
    """What an incident reported now would be promised; None where no agreement is in force."""
    try:
        terms = terms_for(INCIDENT, organisation_id, at)
    except NoAgreement:
        return None
    allowed = list(terms.allowed_priorities(str(category)))
    if not allowed:
        return None
    priority = asked if asked in allowed else proposed_priority(category, impact, allowed)
    higher = [p for p in allowed if p < priority]
    criteria = next(p.criteria for p in terms.document.priorities if p.number == priority)
    facts = {"category": str(category), "kind": INCIDENT.name, "channel": "portal"}
    return Expectation(
        priority,
        criteria.in_language(get_language() or "nl"),
        _clocks(INCIDENT, terms, {**facts, "priority": priority}, at),
        _clocks(INCIDENT, terms, {**facts, "priority": max(higher)}, at, only="reaction") if higher else (),
    )


def expect_calamity(*, organisation_id: int, at: datetime) -> Expectation | None:
    """What a calamity reported now would be promised; None where no agreement is in force."""
    try:
        terms = terms_for(CALAMITY, organisation_id, at)
    except NoAgreement:
        return None
    return Expectation(None, "", _clocks(CALAMITY, terms, {"kind": CALAMITY.name, "channel": "portal"}, at))


def may_ask_first(organisation_id: int, at: datetime) -> bool:
    """Whether the organisation may propose the most urgent class itself, because its contract has an option for it. sla:2.2.3"""
    try:
        terms = terms_for(INCIDENT, organisation_id, at)
    except NoAgreement:
        return False
    by_option = {p.number for p in terms.document.priorities if p.when.option is not None}
    return bool(by_option & set(terms.allowed_priorities(Category.OUTAGE)))


def most_urgent(organisation_id: int, at: datetime) -> int:
    """The number of the most urgent class that an outage of the organisation may have."""
    return min(terms_for(INCIDENT, organisation_id, at).allowed_priorities(Category.OUTAGE))


def desk_hours(organisation_id: int | None, at: datetime) -> Hours | None:
    """Whether the desk is open now, and until or from when: the hours that its answers are counted in.

    Those of the public terms (None) are kept in the process for some seconds, for every page of the desk shows them.
    """
    if organisation_id is not None:
        return _desk_hours(organisation_id, at)
    known: tuple[Hours | None] | None = caches["process"].get("desk-hours")
    if known is None:
        known = (_desk_hours(None, at),)
        caches["process"].set("desk-hours", known, KEPT_FOR)
    return known[0]


def _desk_hours(organisation_id: int | None, at: datetime) -> Hours | None:
    try:
        terms = terms_in_force(organisation_id, at)
    except NoAgreementInForce:
        return None
    lowest = max(terms.allowed_priorities(Category.KNOWLEDGE_QUESTION), default=None)
    facts = {"category": str(Category.KNOWLEDGE_QUESTION), "priority": lowest, "kind": INCIDENT.name}
    promise = terms.deadline_promise(INCIDENT.name, "reaction", facts, at)
    if promise is None:
        return None
    calendar = terms.calendar(promise.calendar)
    is_open = calendar.is_open(at)
    return is_open, calendar.closes_at(at) if is_open else calendar.next_opening(at)


def phone_lines(organisation_id: int | None, at: datetime) -> list[ChannelNow]:
    """The ways to phone that this contract has, each with its hours and whether it is open now. sla:2.2.2"""
    try:
        terms = terms_in_force(organisation_id, at)
    except NoAgreementInForce:
        return []
    return [
        line
        for line in channels_now(terms, at)
        if line.channel.by_phone and (line.channel.option is None or line.channel.option in terms.options)
    ]


def _clocks(kind: Kind, terms: Terms, facts: dict[str, object], at: datetime, only: str = "") -> tuple[ClockView, ...]:
    found = []
    for rule in kind.clocks:
        promise = terms.deadline_promise(kind.name, rule.name, facts, at)
        if rule.starts is not kind.opens_with or promise is None or (only and rule.name != only):
            continue
        calendar, target = terms.calendar(promise.calendar), target_of(promise, terms, at)
        found.append(
            clock_view(
                calendar=calendar,
                title=rule.label,
                verdict="running",
                clause=promise.clause,
                words=rule.words,
                starts_at=at,
                due_at=target.due_at,
                at_risk_at=target.at_risk_at,
                now=at,
                why_text=promise.text.in_language(get_language() or "nl"),
                explained=True,
            )
        )
    return tuple(found)

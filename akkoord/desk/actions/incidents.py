# SPDX-License-Identifier: EUPL-1.2
"""Report an incident, or write one down for a caller."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.cases.actions import link_cases, make_move, open_case
from akkoord.cases.models import Case
from akkoord.cases.terms import terms_for
from akkoord.people.models import Organisation, Person
from akkoord.people.rules import PortalRole

from ..kinds import INCIDENT
from ..refusals import CallerNotAuthorised
from ..rules import Category, Impact, proposed_priority


def report_incident(
    *,
    by: Person,
    at: datetime,
    organisation: Organisation,
    subject: str,
    text: str,
    category: Category = Category.ERROR,
    impact: Impact = Impact.HINDERED,
    area: str = "",
    expected: str = "",
    error_message: str = "",
    environment: str = "",
    steps: str = "",
    on_behalf_of: Person | None = None,
    priority: int | None = None,
    origin: str = "portal",
    once: UUID | None = None,
) -> Case:
    """Report an incident; its reaction and recovery clocks start by the agreement. `priority` is a proposal.

    Raises NotAllowed, NoAgreement, NothingSaid. Source: sla:2.2.1, sla:2.2.3
    """
    terms = terms_for(INCIDENT, organisation.pk, at)
    allowed = terms.allowed_priorities(str(category))
    proposed = priority if priority in allowed else proposed_priority(category, impact, list(allowed))
    detail = {
        "category": category,
        "impact": impact,
        "expected": expected,
        "error_message": error_message,
        "environment": environment,
        "steps": steps,
    }
    return open_case(
        kind=INCIDENT,
        by=by,
        at=at,
        organisation=organisation,
        subject=subject,
        text=text,
        priority=proposed,
        area=area,
        detail=detail,
        origin=origin,
        on_behalf_of=on_behalf_of,
        once=once,
        terms=terms,
    )


@transaction.atomic
def note_call(
    *,
    by: Person,
    at: datetime,
    organisation: Organisation,
    caller: Person,
    subject: str,
    text: str,
    answer: str = "",
    category: Category = Category.ERROR,
    impact: Impact = Impact.HINDERED,
    area: str = "",
    once: UUID | None = None,
) -> Case:
    """Write an incident down for a caller, after checking that the caller may report.

    With an `answer` the agent spoke, so the case counts as answered then. Raises CallerNotAuthorised, NotAllowed.
    Source: sla:2.2.1
    """
    if PortalRole.INCIDENT_SUBMITTER not in caller.roles_in(organisation.pk):
        raise CallerNotAuthorised
    case = report_incident(
        by=by,
        at=at,
        organisation=organisation,
        subject=subject,
        text=text,
        category=category,
        impact=impact,
        area=area,
        on_behalf_of=caller,
        origin="phone",
        once=once,
    )
    if answer.strip() and case.state == INCIDENT.initial:
        make_move(case=case, move="answer", by=by, at=at, text=answer, via="phone")
    return case


@transaction.atomic
def follow_up(*, case: Case, by: Person, at: datetime, text: str, once: UUID | None = None) -> Case:
    """A reply to a case that was closed too long ago becomes a new, linked case. Source: spec timing, "After 14 days"."""
    assert case.organisation is not None  # incidents always have one
    new = report_incident(
        by=by,
        at=at,
        organisation=case.organisation,
        subject=case.subject,
        text=text,
        area=case.area,
        category=Category(case.incident.category),
        impact=Impact(case.incident.impact),
        once=once,
    )
    link_cases(case=new, other=case, how="follows", by=by, at=at)
    return new

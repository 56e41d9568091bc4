# SPDX-License-Identifier: EUPL-1.2
"""Writes cases with everything that hangs on them, in bulk. Importers may; nothing reacts to what they write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection

from akkoord.agreements.terms import Terms
from akkoord.audit.models import Event
from akkoord.cases.events import CaseFact
from akkoord.cases.kind import Purpose
from akkoord.cases.models import Case, Message
from akkoord.clocks.models import Clock, Deadline
from akkoord.desk.events import IncidentAnswered, IncidentLapsed, IncidentReopened, IncidentReported, IncidentResolved
from akkoord.desk.kinds import INCIDENT, LAPSED
from akkoord.desk.models import IncidentDetail

from .clocks import ClockPlan, moment
from .parties import Parties
from .records import Record

ORIGIN = "import"
_BATCH = 2000
_NEXT_DEADLINES = """
UPDATE cases_case SET next_clock_id = its.clock, next_due_at = its.due, next_at_risk_at = its.risk
FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS its (id, clock, due, risk)
WHERE cases_case.id = its.id
"""
Planned = tuple[Record, Terms, list[ClockPlan]]


def write(planned: Sequence[Planned], parties: Parties, *, at: datetime) -> None:
    """Write the cases, their details, messages, events, clocks and deadlines. `at` is the moment of the import."""
    parties.make_new()
    records = [record for record, _, _ in planned]
    cases = Case.objects.bulk_create(_cases(planned, parties), batch_size=_BATCH)
    details = [IncidentDetail(case=case, category=r.category, impact=r.impact) for case, r in zip(cases, records, strict=True)]
    IncidentDetail.objects.bulk_create(details, batch_size=_BATCH)
    said = Message.objects.bulk_create(_messages(cases, records), batch_size=_BATCH)
    ids = {(message.case_id, message.purpose): message.pk for message in said}
    Event.objects.bulk_create(_events(cases, records, ids), batch_size=_BATCH)
    _write_clocks(cases, planned, at=at)


def _cases(planned: Sequence[Planned], parties: Parties) -> list[Case]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_number') FROM generate_series(1, %s)", [len(planned)])
        numbers = [number for (number,) in cursor.fetchall()]
    return [
        _case(record, terms, parties, number) for (record, terms, _), number in zip(planned, numbers, strict=True)
    ]


def _case(record: Record, terms: Terms, parties: Parties, number: int) -> Case:
    opened, ended = moment(record.opened), record.ended
    closed_at = None if ended is None else moment(ended)
    since = closed_at or moment(record.reopened or record.answered or record.opened)
    return Case(
        number=f"{INCIDENT.prefix}-{opened.year}-{number:06d}", kind_name=INCIDENT.name, subject=record.subject,
        organisation=parties.organisation(record.organisation), state=record.state, priority=record.priority, area=record.area,
        reporter_name=record.reporter, opened_at=opened, changed_at=moment(record.last), state_since=since, closed_at=closed_at,
        version_id=terms.version_id, first_class=terms.is_first_class, audience=INCIDENT.audience, origin=ORIGIN,
        external_id=record.external_id,
    )


def _messages(cases: Sequence[Case], records: Sequence[Record]) -> list[Message]:
    messages = []
    for case, record in zip(cases, records, strict=True):
        text = record.text or record.subject
        messages.append(_message(case, case.opened_at, Purpose.REPORT, text, record.reporter, from_vendor=False))
        if record.solution and record.resolved is not None:
            at = moment(record.resolved)
            messages.append(_message(case, at, Purpose.SOLUTION, record.solution, settings.VENDOR_NAME, from_vendor=True))
    return messages


def _message(case: Case, at: datetime, purpose: Purpose, text: str, by_name: str, *, from_vendor: bool) -> Message:
    return Message(
        case=case, by_name=by_name, from_vendor=from_vendor, at=at, purpose=purpose, text=text, via=ORIGIN,
        organisation_id=case.organisation_id, audience=case.audience,
    )


def _events(cases: Sequence[Case], records: Sequence[Record], said: dict[tuple[int, str], int]) -> Iterable[Event]:
    """What the log knows to have happened, for the timeline; no reaction is deferred."""
    events = []
    for case, record in zip(cases, records, strict=True):
        facts: list[tuple[int, type[CaseFact], Purpose | None]] = [(record.opened, IncidentReported, Purpose.REPORT)]
        if record.answered is not None:
            facts.append((record.answered, IncidentAnswered, None))
        if record.resolved is not None:
            facts.append((record.resolved, IncidentResolved, Purpose.SOLUTION))
        if record.reopened is not None:
            facts.append((record.reopened, IncidentReopened, None))
        if record.state == LAPSED and record.ended is not None:
            facts.append((record.ended, IncidentLapsed, None))
        for second, kind, purpose in sorted(facts, key=lambda fact: fact[0]):
            fact = kind(case_id=case.pk, message_id=said.get((case.pk, str(purpose))))
            events.append(Event(
                name=fact.name(), at=moment(second), subject=fact.subject, data=fact.data,
                organisation_id=case.organisation_id, audience=case.audience,
            ))
    return events


def _write_clocks(cases: Sequence[Case], planned: Sequence[Planned], *, at: datetime) -> None:
    pairs = [(case, terms, plan) for case, (_, terms, plans) in zip(cases, planned, strict=True) for plan in plans]
    clocks = Clock.objects.bulk_create((_clock(case, terms, plan, at) for case, terms, plan in pairs), batch_size=_BATCH)
    Deadline.objects.bulk_create(
        (
            Deadline(
                clock=clock, set_at=clock.started_at, counted_from=clock.started_at, promise=clock.promise, within=clock.within,
                due_at=clock.due_at, why=plan.why,
            )
            for clock, (_, _, plan) in zip(clocks, pairs, strict=True)
        ),
        batch_size=_BATCH,
    )
    _write_next_deadlines((case, clock) for clock, (case, _, _) in zip(clocks, pairs, strict=True))


def _clock(case: Case, terms: Terms, plan: ClockPlan, at: datetime) -> Clock:
    stand = plan.outcome
    assert terms.version_id is not None  # terms of a log come from a published version
    return Clock(
        subject=case.key, name=plan.name, round=plan.round, version_id=terms.version_id, promise=plan.promise.id,
        calendar=plan.promise.calendar, within=str(plan.promise.within), started_at=moment(plan.started), due_at=moment(plan.due),
        at_risk_at=plan.at_risk, stopped_at=None if stand.stopped is None else moment(stand.stopped),
        ended_at=None if stand.ended is None else moment(stand.ended), ended_because=stand.because, verdict=stand.verdict,
        risk_told_at=at if plan.at_risk <= at else None, imported=True, organisation_id=case.organisation_id,
        audience=case.audience,
    )


def _write_next_deadlines(clocks: Iterable[tuple[Case, Clock]]) -> None:
    """Give open cases their place in the queue: the open clock that is due first."""
    first: dict[int, Clock] = {}
    for case, clock in clocks:
        if case.closed_at is None and clock.is_open and (case.pk not in first or clock.due_at < first[case.pk].due_at):
            first[case.pk] = clock
    if first:
        columns = zip(*((pk, c.pk, c.due_at, c.at_risk_at) for pk, c in first.items()), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_NEXT_DEADLINES, [list(column) for column in columns])

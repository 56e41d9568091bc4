# SPDX-License-Identifier: EUPL-1.2
"""Writes cases with everything that hangs on them, in bulk. Importers may; nothing reacts to what they write."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from akkoord.importing.bulk import insert, new_ids, next_of

from .clocks import ClockPlan, moment
from .parties import Parties
from .records import Record

ORIGIN = "import"
_SHARED = {"audience": str(INCIDENT.audience), "parties": [], "persons": []}
_NEXT_DEADLINES = """
UPDATE cases_case SET next_clock_id = its.clock, next_due_at = its.due, next_at_risk_at = its.risk
FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS its (id, clock, due, risk)
WHERE cases_case.id = its.id
"""
_CASE = (
    "id", "number", "organisation", "subject", "state", "priority", "area", "reporter_name", "opened_at", "changed_at",
    "state_since", "closed_at", "version", "first_class", "external_id",
)  # fmt: skip
_MESSAGE = ("id", "case", "organisation", "at", "purpose", "text", "by_name", "from_vendor")
_CLOCK = (
    "id", "subject", "name", "round", "version", "promise", "calendar", "within", "started_at", "due_at", "at_risk_at",
    "stopped_at", "ended_at", "ended_because", "verdict", "risk_told_at", "organisation",
)  # fmt: skip
_DEADLINE = ("clock", "set_at", "counted_from", "promise", "within", "due_at", "why")


@dataclass(frozen=True, slots=True)
class New:
    """A record on its way in, with the keys that its case gets."""

    id: int
    number: str
    organisation: int
    record: Record
    terms: Terms
    clocks: list[ClockPlan]

    @property
    def key(self) -> str:
        """The typed key that clocks and events carry."""
        return f"case:{self.id}"


def write(planned: Sequence[tuple[Record, Terms, list[ClockPlan]]], parties: Parties, *, at: datetime) -> None:
    """Write the cases, their details, messages, events, clocks and deadlines. `at` is the moment of the import."""
    parties.make_new()
    ids, numbers = new_ids(Case, len(planned)), next_of("cases_number", len(planned))
    news = [
        New(pk, _number(number, record), parties.organisation(record.organisation).pk, record, terms, clocks)
        for pk, number, (record, terms, clocks) in zip(ids, numbers, planned, strict=True)
    ]
    insert(Case, _CASE, map(_case, news), kind_name=INCIDENT.name, origin=ORIGIN, reporter_email="", **_SHARED)
    details = ((new.id, new.record.category, new.record.impact) for new in news)
    empty = dict.fromkeys(("expected", "error_message", "environment", "steps"), "")
    insert(IncidentDetail, ("case", "category", "impact"), details, **empty)
    said = _write_messages(news)
    insert(Event, ("name", "at", "organisation_id", "subject", "data"), _events(news, said), **_SHARED)
    _write_clocks(news, at=at)


def _number(number: int, record: Record) -> str:
    return f"{INCIDENT.prefix}-{moment(record.opened).year}-{number:06d}"


def _case(new: New) -> tuple[object, ...]:
    record, ended = new.record, new.record.ended
    closed_at = None if ended is None else moment(ended)
    since = closed_at or moment(record.reopened or record.answered or record.opened)
    return (
        new.id, new.number, new.organisation, record.subject, record.state, record.priority, record.area, record.reporter,
        moment(record.opened), moment(record.last), since, closed_at, new.terms.version_id, new.terms.is_first_class,
        record.external_id,
    )  # fmt: skip


def _write_messages(news: Sequence[New]) -> dict[tuple[int, Purpose], int]:
    """What was reported and what solved it; returns their keys by case and purpose."""
    texts: list[tuple[New, int, Purpose, str, str, bool]] = []
    for new in news:
        record = new.record
        texts.append((new, record.opened, Purpose.REPORT, record.text or record.subject, record.reporter, False))
        if record.solution and record.resolved is not None:
            texts.append((new, record.resolved, Purpose.SOLUTION, record.solution, settings.VENDOR_NAME, True))
    ids = new_ids(Message, len(texts))
    rows = (
        (pk, new.id, new.organisation, moment(second), str(purpose), text, by_name, from_vendor)
        for pk, (new, second, purpose, text, by_name, from_vendor) in zip(ids, texts, strict=True)
    )
    insert(Message, _MESSAGE, rows, via=ORIGIN, **_SHARED)
    return {(new.id, purpose): pk for pk, (new, _, purpose, _, _, _) in zip(ids, texts, strict=True)}


def _events(news: Sequence[New], said: dict[tuple[int, Purpose], int]) -> Iterator[tuple[object, ...]]:
    """What the log knows to have happened, for the timeline; no reaction is deferred."""
    for new in news:
        for second, kind, purpose in _facts(new.record):
            fact = kind(case_id=new.id, message_id=said.get((new.id, purpose)) if purpose else None)
            yield fact.name(), moment(second), new.organisation, fact.subject, json.dumps(fact.data)


def _facts(record: Record) -> list[tuple[int, type[CaseFact], Purpose | None]]:
    facts: list[tuple[int, type[CaseFact], Purpose | None]] = [(record.opened, IncidentReported, Purpose.REPORT)]
    if record.answered is not None:
        facts.append((record.answered, IncidentAnswered, None))
    if record.resolved is not None:
        facts.append((record.resolved, IncidentResolved, Purpose.SOLUTION))
    if record.reopened is not None:
        facts.append((record.reopened, IncidentReopened, None))
    if record.state == LAPSED and record.ended is not None:
        facts.append((record.ended, IncidentLapsed, None))
    return sorted(facts, key=lambda fact: fact[0])


def _write_clocks(news: Sequence[New], *, at: datetime) -> None:
    pairs = [(new, plan) for new in news for plan in new.clocks]
    ids = new_ids(Clock, len(pairs))
    numbered = [(pk, new, plan) for pk, (new, plan) in zip(ids, pairs, strict=True)]
    insert(Clock, _CLOCK, (_clock(*row, at) for row in numbered), imported=True, **_SHARED)
    insert(Deadline, _DEADLINE, (_deadline(pk, plan) for pk, _, plan in numbered))
    _write_next_deadlines(numbered)


def _clock(pk: int, new: New, plan: ClockPlan, at: datetime) -> tuple[object, ...]:
    stand, promise = plan.outcome, plan.promise
    return (
        pk, new.key, plan.name, plan.round, new.terms.version_id, promise.id, promise.calendar, str(promise.within),
        moment(plan.started), moment(plan.due), plan.at_risk, None if stand.stopped is None else moment(stand.stopped),
        None if stand.ended is None else moment(stand.ended), str(stand.because), str(stand.verdict),
        at if plan.at_risk <= at else None, new.organisation,
    )  # fmt: skip


def _deadline(pk: int, plan: ClockPlan) -> tuple[object, ...]:
    started = moment(plan.started)
    return pk, started, started, plan.promise.id, str(plan.promise.within), moment(plan.due), str(plan.why)


def _write_next_deadlines(numbered: Sequence[tuple[int, New, ClockPlan]]) -> None:
    """Give open cases their place in the queue: the open clock that is due first."""
    first: dict[int, tuple[int, ClockPlan]] = {}
    for pk, new, plan in numbered:
        if new.record.is_open and plan.outcome.is_open and (new.id not in first or plan.due < first[new.id][1].due):
            first[new.id] = pk, plan
    if first:
        rows = [(case, pk, moment(plan.due), plan.at_risk) for case, (pk, plan) in first.items()]
        with connection.cursor() as cursor:
            cursor.execute(_NEXT_DEADLINES, [list(column) for column in zip(*rows, strict=True)])

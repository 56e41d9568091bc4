# SPDX-License-Identifier: EUPL-1.2
"""Queue, lists and search find their indexes as the application's role, under row-level security. house: "Isolation"."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akkoord.people.models import Person
from akkoord.people.second_factor import PASSED
from akkoord.people.standing import stand
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

CASES = 12_000
BIG = {"cases_case", "clocks_clock", "cases_search"}
FILL = """
WITH places AS (SELECT array_agg(id) AS ids FROM people_organisation WHERE kind = 'customer'),
    terms AS (SELECT max(v.id) AS id FROM agreements_agreementversion v
        JOIN agreements_agreement a ON a.id = v.agreement_id AND a.code = 'reference'),
    made AS (
        INSERT INTO cases_case (audience, parties, persons, number, kind, subject, state, priority, area, reporter_name,
            reporter_email, first_class, opened_at, changed_at, state_since, closed_at, origin, organisation_id, reporter_id,
            version_id)
        SELECT 'shared', '{}', '{}', 'INC-2025-' || lpad(n::text, 6, '0'), 'incident',
            CASE WHEN n %% 1000 = 0 THEN 'zonnebloem ' ELSE 'loonrun ' END
                || (SELECT string_agg(md5(n || '.' || k), ' ') FROM generate_series(1, 8) AS k),
            CASE WHEN n %% 10 = 0 THEN 'in_progress' ELSE 'resolved' END, 3, 'payroll', '', '', false,
            at, at, at, CASE WHEN n %% 10 = 0 THEN NULL ELSE at END, 'portal', ids[1 + n %% cardinality(ids)], %(reporter)s, terms.id
        FROM places, terms, generate_series(1, %(cases)s) AS n,
            LATERAL (SELECT timestamptz '2025-01-06 09:00+01' + n * interval '30 minutes' AS at) moment
        RETURNING id, organisation_id, version_id, opened_at, closed_at),
    clocks AS (
        INSERT INTO clocks_clock (audience, parties, persons, subject, name, round, promise, calendar, within, started_at, due_at,
            at_risk_at, ended_because, verdict, imported, organisation_id, version_id)
        SELECT 'shared', '{}', '{}', 'case:' || id, 'recovery', 1, '2.2.3/recovery-p3', 'support', '3 months', opened_at,
            opened_at + interval '90 days', opened_at + interval '60 days', '', 'broken', true, organisation_id, version_id
        FROM made RETURNING id, subject, due_at, at_risk_at)
SELECT count(*) FROM clocks
"""
NEXT = """
UPDATE cases_case SET next_clock_id = c.id, next_due_at = c.due_at, next_at_risk_at = c.at_risk_at
FROM clocks_clock c WHERE c.subject = 'case:' || cases_case.id AND cases_case.closed_at IS NULL
"""


@pytest.fixture
def world() -> Iterator[World]:
    """The world with so many cases that reading them all would cost more than an index, and statistics that say so."""
    world = World()
    with scoped(SYSTEM), connection.cursor() as cursor:
        cursor.execute(FILL, {"reporter": world.submitter.pk, "cases": CASES})
        cursor.execute(NEXT)
    with connections["owner"].cursor() as cursor:
        for table in sorted(BIG):
            cursor.execute(f"VACUUM ANALYZE {table}")
    caches["process"].clear()
    yield world
    caches["process"].clear()


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    session = client.session
    session[PASSED] = person.pk
    session.save()
    return client


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", []):
        yield from nodes(part)


def plans(person: Person, queries: list[str]) -> list[dict[str, Any]]:
    """How PostgreSQL would run each query for this person, as the application's role."""
    found = []
    with transaction.atomic():
        assert stand(person.pk) is not None
        with connection.cursor() as cursor:
            for query in queries:
                cursor.execute(f"EXPLAIN (FORMAT JSON, COSTS OFF) {query.replace('%', '%%')}", [])
                answer = cursor.fetchone()[0]
                found.append((json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"])
    return found


def looked_at(person: Person, path: str) -> tuple[set[str], set[str]]:
    """Which indexes of big tables a page reads, and which big tables it reads from end to end."""
    browser = browser_of(person)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    queries = [q["sql"] for q in asked if q["sql"].startswith("SELECT") and '"cases_case"' in q["sql"]]
    assert queries
    parts = [part for plan in plans(person, queries) for part in nodes(plan)]
    indexes = {part["Index Name"] for part in parts if "Index Name" in part}
    whole = {part["Relation Name"] for part in parts if part["Node Type"] == "Seq Scan"} & BIG
    return indexes, whole


def test_queue_lists_and_search_read_by_their_indexes(world: World) -> None:
    with scoped(SYSTEM):
        agent, manager, submitter = world.agent, world.manager, world.submitter
    pages = [
        (agent, "/queue", {"case_queue"}),
        (agent, "/cases?state=both", {"case_changed"}),
        (manager, "/cases?whose=all&state=both", {"case_organisation"}),
        (submitter, "/cases?state=both", {"case_reporter", "case_organisation"}),  # both lead to the same few rows
        (agent, "/search?q=zonnebloem", {"cases_case_pkey"}),
        (manager, "/search?q=zonnebloem", {"cases_case_pkey"}),
    ]
    for person, path, one_of in pages:
        indexes, whole = looked_at(person, path)
        assert indexes & one_of, f"{path} reads {sorted(indexes)}"
        assert not whole, f"{path} reads {sorted(whole)} from end to end"
    for word, found in (("zonnebloem", CASES // 1000), ("loonrun", 100)):
        assert search(agent, word) == (found, 0)


def search(person: Person, word: str) -> tuple[int, int]:
    """How many cases a word finds, and how often all words of all cases were read for it."""
    with transaction.atomic(), connection.cursor() as cursor:
        assert stand(person.pk) is not None
        cursor.execute("SELECT count(*) FROM akkoord_search(%s, 100)", [word])
        found = cursor.fetchone()[0]
        cursor.execute("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'cases_search'")
        return found, cursor.fetchone()[0]

# SPDX-License-Identifier: EUPL-1.2
"""A year of incidents, clocks, counts and verdicts of every organisation, for benches that read them.

In a folder that `bench.bench_availability` filled (12,000 organisations, 400 outages and 120 maintenances in October 2026) five
incidents of October are added for each organisation and counted. The verdicts on October are computed for all together and for
one organisation, and those rows are written for every organisation and each of the twelve months up to October: to read them
takes the same time whatever they say. How long judging takes is measured elsewhere.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

MONTH, AT, EACH, MONTHS = date(2026, 10, 1), datetime(2026, 11, 2, 9, tzinfo=UTC), 5, 12
# Reported on the hour through the month, answered in an hour and resolved in two days; one in twenty late.
CASES = """
    INSERT INTO cases_case (audience, parties, persons, number, kind, subject, state, priority, area, reporter_name, reporter_email,
        first_class, opened_at, changed_at, state_since, closed_at, origin, organisation_id, version_id)
    SELECT 'shared', '{}', '{}', 'INC-2026-9' || lpad((c.organisation_id * %(each)s + n)::text, 8, '0'), 'incident', 'x', 'resolved', 2,
        'payroll', '', '', false, at, at + interval '2 days', at + interval '2 days', at + interval '2 days', 'import', c.organisation_id, %(version)s
    FROM agreements_contract c CROSS JOIN generate_series(1, %(each)s) n
    CROSS JOIN LATERAL (SELECT timestamptz '2026-10-01 08:00Z' + ((c.organisation_id * 7 + n * 113) %% 600) * interval '1 hour' AS at) m
"""
CLOCKS = """
    INSERT INTO clocks_clock (audience, parties, persons, subject, name, round, promise, calendar, within, started_at, due_at, at_risk_at,
        stopped_at, ended_because, verdict, imported, organisation_id, version_id)
    SELECT 'shared', '{}', '{}', 'case:' || c.id, k.name, 1, '2.2.3/' || k.name || '-p2', 'support', k.within, c.opened_at,
        c.opened_at + k.long, c.opened_at + k.long * 0.8, c.opened_at + k.took, '',
        CASE WHEN k.took <= k.long THEN 'kept' ELSE 'broken' END, true, c.organisation_id, c.version_id
    FROM cases_case c CROSS JOIN LATERAL (VALUES
        ('reaction', '1 working day', interval '1 day', CASE WHEN c.id % 20 = 0 THEN interval '30 hours' ELSE interval '1 hour' END),
        ('recovery', '1 month', interval '31 days', interval '2 days')) AS k (name, within, long, took)
    WHERE c.origin = 'import'
"""
COPIES = """
    INSERT INTO promises_monthverdict ({columns}, organisation_id, month, until)
    SELECT {columns}, o.id, m.month::date, (m.month + interval '1 month')::date
    FROM promises_monthverdict v CROSS JOIN (SELECT id FROM people_organisation WHERE kind = 'customer' UNION ALL SELECT NULL) o
    CROSS JOIN generate_series(%(first)s::timestamp, %(last)s::timestamp, '1 month') AS m (month)
    WHERE v.organisation_id IS NOT DISTINCT FROM (CASE WHEN o.id IS NOT NULL THEN %(one)s::bigint END)
        AND (o.id IS DISTINCT FROM v.organisation_id OR m.month::date <> v.month)
"""


def make_year(address: str) -> None:
    """Make what is missing; `address` is that of the tables' owner."""
    import psycopg

    from akkoord.promises.actions import count_all_promises
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with psycopg.connect(address) as owner:
        owner.execute("SELECT set_config('akkoord.side', 'system', false)")
        if owner.execute("SELECT count(*) FROM cases_case WHERE origin = 'import'").fetchone() == (0,):
            version: Any = owner.execute("SELECT max(id) FROM agreements_agreementversion").fetchone()
            owner.execute(CASES, {"each": EACH, "version": version[0]})
            owner.execute(CLOCKS)
            owner.commit()
        if owner.execute("SELECT count(*) FROM promises_monthofone").fetchone() == (0,):
            with scoped(SYSTEM):
                count_all_promises(by=None, at=AT)
        if owner.execute("SELECT count(*) FROM promises_monthverdict").fetchone() == (0,):
            _make_verdicts(owner)
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE cases_case, clocks_clock, promises_monthverdict, promises_monthofone")


def _make_verdicts(owner: Any) -> None:
    from akkoord.agreements.models import AgreementVersion
    from akkoord.promises.evaluators import judged_of
    from akkoord.promises.models import JUDGED, MonthVerdict
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    one = owner.execute("SELECT max(organisation_id) FROM agreements_contract").fetchone()[0]
    with scoped(SYSTEM):
        agreements = dict(AgreementVersion.objects.values_list("pk", "agreement_id"))
        for organisation in (None, one):
            found = [judged for judged in judged_of(MONTH, organisation, AT, by_clocks=True) if judged.is_worth_a_row]
            MonthVerdict.objects.bulk_create(
                MonthVerdict(agreement_id=agreements[judged.version_id], organisation_id=organisation, judged_at=AT,
                             **{name: getattr(judged, name) for name in JUDGED})
                for judged in found
            )  # fmt: skip
    names = [field.column for field in MonthVerdict._meta.local_fields]
    columns = ", ".join(name for name in names if name not in ("id", "organisation_id", "month", "until", "supersedes_id"))
    first = date(MONTH.year - 1, MONTH.month + 1, 1)
    owner.execute(COPIES.format(columns=columns), {"one": one, "first": first, "last": MONTH})

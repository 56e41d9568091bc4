# SPDX-License-Identifier: EUPL-1.2
"""How long 12,000 monthly reports take: `python -m bench.bench_reports FOLDER [--reports 300]`. Goal: 20 minutes on 2 cores.

In a folder that `bench.bench_availability` filled (12,000 organisations, 400 outages and 120 maintenances in October 2026) five
incidents of that month are added for each organisation, every clock is counted and the month is judged. Then all 12,000 reports
are put in line, two processes make a part of them, each into its own PDF, and the whole is extrapolated from that part. Of the
memory the most is told after a fifth of the part and at its end: it should be the same.
"""

import argparse
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Any

MONTH, AT, EACH, LANES = date(2026, 10, 1), datetime(2026, 11, 2, 9, tzinfo=UTC), 5, 2
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


def main() -> None:
    """Make what is missing, measure, extrapolate."""
    parser = argparse.ArgumentParser(description="Monthly reports of every organisation.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--lane", action="store_true", help="one of the processes that make reports")
    options = parser.parse_args()
    os.environ.update(AKKOORD_HOME=str(options.folder.resolve()), AKKOORD_SECRET_KEY="of a bench, and never of anything else")
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site import cli

    if options.lane:
        cli.set_up_django()
        _make_reports(options.reports)
        return
    cli.migrate()
    _prepare()
    total = _put_in_line()
    began = perf_counter()
    command = [
        sys.executable,
        "-m",
        "bench.bench_reports",
        str(options.folder),
        "--lane",
        "--reports",
        str(options.reports // LANES),
    ]
    lanes = [subprocess.Popen(command) for _ in range(LANES)]
    for lane in lanes:
        if lane.wait():
            sys.exit("a process that makes reports failed")
    took, used = perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    made = options.reports // LANES * LANES
    print(f"{made} reports in {took:.1f} s by {LANES} processes, {used.ru_utime + used.ru_stime:.1f} s of processor time in them")
    print(f"{total:,} of them: {took / made * total / 60:.1f} minutes at this pace")


def _prepare() -> None:
    import psycopg

    from akkoord.promises.actions import count_all_promises, judge_month
    from akkoord.promises.models import MonthVerdict
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with psycopg.connect(os.environ["AKKOORD_OWNER_DATABASE_URL"]) as owner:
        owner.execute("SELECT set_config('akkoord.side', 'system', false)")
        if owner.execute("SELECT count(*) FROM cases_case WHERE origin = 'import'").fetchone() == (0,):
            version: Any = owner.execute("SELECT max(id) FROM agreements_agreementversion").fetchone()
            owner.execute(CASES, {"each": EACH, "version": version[0]})
            owner.execute(CLOCKS)
            owner.execute("ANALYZE cases_case, clocks_clock")
    with scoped(SYSTEM):
        if not MonthVerdict.objects.filter(month=MONTH).exists():
            began = perf_counter()
            count_all_promises(by=None, at=AT)
            rows = judge_month(month=MONTH, by=None, at=AT)
            print(f"counted and judged in {perf_counter() - began:.0f} s: {rows:,} verdicts")


def _put_in_line() -> int:
    from akkoord.promises.report.actions import begin_run
    from akkoord.promises.report.models import DueReport, ReportRun
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        began = perf_counter()
        if begin_run(month=MONTH, whom=ReportRun.ALL, by=None, at=AT):
            print(f"put in line in {perf_counter() - began:.1f} s")
        return DueReport.objects.filter(month=MONTH).count()


def _make_reports(count: int) -> None:
    from akkoord.promises.report.actions import make_next_report
    from akkoord.promises.report.reading import MonthOfMany
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    months: dict[date, MonthOfMany] = {}
    began, worked = perf_counter(), process_time()
    for number in range(1, count + 1):
        with scoped(SYSTEM):
            due = make_next_report(months=months, by=None, at=AT)
        assert due is not None and due.report is not None, "nothing waits any more, or it failed: take another folder"
        if number in (1, count // 5, count):
            most = getrusage(RUSAGE_SELF).ru_maxrss / 1024
            print(f"{number}: {perf_counter() - began:.1f} s, {process_time() - worked:.1f} s of it here, at most {most:.0f} MiB, "
                  f"{due.report.files['nl']['size'] / 1000:.0f} kB, {len(due.report.value.cases)} cases")  # fmt: skip


if __name__ == "__main__":
    main()

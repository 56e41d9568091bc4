# SPDX-License-Identifier: EUPL-1.2
"""How long it takes to judge clocks again: `python -m bench.bench_recheck FOLDER [--clocks N]`. Goal: 3 million in 60 s.

Makes in FOLDER (an empty one, becomes AKKOORD_HOME; a second run uses what is there) 12,000 organisations and a table of their
clocks: three promises, started over five years, each with its first deadline, one in ten broken, one in fifty of the newest
running. Then runs what `akkoord promises recheck` runs of clocks: every verdict and every deadline from the rows and every count
of a month, and no difference may be found. A thousand rows of each sort (a verdict, a deadline, a count) are then made false inside
a transaction that is taken back, and each of them must be found. Months measured otherwise are measured in `bench_reports`.
"""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Any

import numpy as np

FIRST, DAYS, FALSE = datetime(2021, 11, 1, tzinfo=UTC), 1800, 1000
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
AT_A_TIME = 250_000
ORGANISATIONS = 12_000
FALSE_BY = {
    "verdicts": "UPDATE clocks_clock SET verdict = 'broken' WHERE id IN (SELECT id FROM clocks_clock WHERE verdict = 'kept' LIMIT %s)",
    "deadlines": "UPDATE clocks_clock SET due_at = due_at + interval '1 second' WHERE id IN (SELECT id FROM clocks_clock"
    " WHERE verdict = 'kept' LIMIT %s)",
    "counts": "UPDATE promises_monthofone SET kept = kept + 1 WHERE id IN (SELECT id FROM promises_monthofone LIMIT %s)",
}
PROMISES = (("2.2.3/reaction-p2", "1 working day"), ("2.2.3/recovery-p2", "1 month"), ("2.2.3/reaction-p3", "3 working days"))


def main() -> None:
    """Make what is missing, judge again, make false, find it."""
    parser = argparse.ArgumentParser(description="Clocks judged again.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clocks", type=int, default=3_000_000)
    options = parser.parse_args()
    os.environ.update(AKKOORD_HOME=str(options.folder.resolve()), AKKOORD_SECRET_KEY="of a bench, and never of anything else")
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site import cli

    cli.migrate()
    from akkoord.site.world.founding import found

    found()
    import psycopg

    with psycopg.connect(os.environ["AKKOORD_OWNER_DATABASE_URL"]) as owner:
        owner.execute("SELECT set_config('akkoord.side', 'system', false)")
        if owner.execute("SELECT count(*) FROM clocks_clock").fetchone() == (0,):
            _make(owner, options.clocks)
            from akkoord.promises.actions import count_all_promises
            from akkoord.scope.database import scoped
            from akkoord.scope.rules import SYSTEM

            began = perf_counter()
            with scoped(SYSTEM):
                count_all_promises(by=None, at=AT)
            print(f"all counted in {perf_counter() - began:.1f} s")
            owner.execute("VACUUM ANALYZE promises_monthofone, promises_monthofall")
    _judge_again()


def _judge_again() -> None:
    from django.db import connection

    from akkoord.promises.rechecking import Recount, recheck_clocks, recheck_counts
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
        for turn in ("first", "second", "third"):
            for what, again in (("clocks", recheck_clocks), ("counts", recheck_counts)):
                began, here, there, found = perf_counter(), process_time(), _used(server), Recount()
                again(found, AT)
                took = f"{perf_counter() - began:.1f} s, processor {process_time() - here:.1f} s here, {_used(server) - there:.1f} s in the database"
                print(f"{turn} time, {what}: {found.verdicts:,} verdicts, {found.deadlines:,} deadlines in {took}")
                assert found.differences == [], found.differences[:3]
        print(f"memory {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    for name, change in FALSE_BY.items():
        _find_what_is_false(name, change)


def _used(process: int) -> float:
    """The processor time of another process, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _find_what_is_false(name: str, change: str) -> None:
    from django.db import connection, transaction

    from akkoord.promises.rechecking import Recount, recheck_clocks, recheck_counts
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, [FALSE])
        found = Recount()
        recheck_counts(found, AT) if name == "counts" else recheck_clocks(found, AT)
        assert len(found.differences) == FALSE, len(found.differences)
        transaction.set_rollback(True)
    print(f"{FALSE:,} false {name} were all found")


def _make(owner: Any, clocks: int) -> None:
    from akkoord.agreements.in_force import terms_of_version
    from akkoord.agreements.models import AgreementVersion
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM
    from akkoord.timing.durations import parse_duration
    from akkoord.timing.vectors import deadlines

    with scoped(SYSTEM):
        version = AgreementVersion.objects.order_by("effective_from")[0]
        calendar = terms_of_version(version).calendar("support")
    owner.execute(
        "INSERT INTO people_organisation (kind, name, customer_number, sector, created_at)"
        " SELECT 'customer', 'Klant ' || n, 50000 + n, '', %s FROM generate_series(1, %s - (SELECT count(*) FROM people_organisation"
        " WHERE kind = 'customer')) n",
        [FIRST, ORGANISATIONS],
    )
    organisations = [row[0] for row in owner.execute("SELECT id FROM people_organisation WHERE kind = 'customer'")]
    random, made = np.random.default_rng(5), 0
    owner.execute("ALTER TABLE clocks_clock DISABLE TRIGGER decided_at_once")
    while made < clocks:
        for promise, within in PROMISES:
            count = min(AT_A_TIME, clocks - made)
            starts = int(FIRST.timestamp()) + random.integers(0, DAYS * 86_400, count)
            due = deadlines(calendar, parse_duration(within), starts)
            late = random.random(count) < 0.1
            stops = np.where(late, due + random.integers(1, 90_000, count), starts + (due - starts) // 2)
            now = int(AT.timestamp())
            runs = (due > now) & ((random.random(count) < 0.02) | (stops > now))
            _fill(owner, made, promise, within, version.pk, organisations, starts, due, stops, late, runs)
            made += count
            print(f"{made:,} clocks made", flush=True)
    owner.commit()  # what waits for the end of the transaction holds the table until then
    owner.execute("ALTER TABLE clocks_clock ENABLE TRIGGER decided_at_once")
    owner.commit()
    owner.autocommit = True
    owner.execute("VACUUM ANALYZE clocks_clock, clocks_deadline")


def _fill(
    owner: Any, before: int, promise: str, within: str, version: int, organisations: list[int], starts: Any, due: Any, stops: Any,
    late: Any, runs: Any,
) -> None:  # fmt: skip
    owner.execute(
        "CREATE TEMP TABLE filling (n bigint, organisation bigint, starts bigint, due bigint, stops bigint, late bool, runs bool)"
    )
    columns = (starts.tolist(), due.tolist(), stops.tolist(), late.tolist(), runs.tolist())
    with owner.cursor() as cursor, cursor.copy("COPY filling FROM STDIN") as copy:
        for place, row in enumerate(zip(*columns, strict=True), start=before):
            copy.write_row((place, organisations[place % len(organisations)], *row))
    owner.execute(
        """
        INSERT INTO clocks_clock (audience, parties, persons, organisation_id, subject, name, round, version_id, promise, calendar, within,
            started_at, due_at, at_risk_at, stopped_at, ended_because, verdict, imported)
        SELECT 'shared', '{}', '{}', organisation, 'bench:' || n, 'bench', 1, %s, %s, 'support', %s, to_timestamp(starts), to_timestamp(due),
            to_timestamp(starts + (due - starts) * 3 / 4), CASE WHEN NOT runs AND stops <= %s THEN to_timestamp(stops) END, '',
            CASE WHEN runs THEN 'running' WHEN late THEN 'broken' ELSE 'kept' END, false
        FROM filling ORDER BY n
        """,
        [version, promise, within, int(AT.timestamp())],
    )
    owner.execute(
        """
        INSERT INTO clocks_deadline (clock_id, set_at, counted_from, promise, within, due_at, why)
        SELECT c.id, c.started_at, c.started_at, c.promise, c.within, c.due_at, 'started'
        FROM filling f JOIN clocks_clock c ON c.subject = 'bench:' || f.n AND c.name = 'bench' AND c.round = 1
        """
    )
    owner.execute("DROP TABLE filling")


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""How long verdicts on a month of 12,000 organisations take: `python -m bench.bench_judging FOLDER`. Goal: 30 s of processor time.

In the folder of `bench_availability` (made when it is not there), where nearly everybody sits on a combination of instances of
their own, with 400 outages and 120 maintenances in the month. Judges October 2026 twice, and leaves the ledger as it was.
"""

import argparse
import json
import os
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from bench.bench_availability import AT, prepare

OCTOBER = date(2026, 10, 1)


def main() -> None:
    """Make what is missing, judge, and print the figures with a checksum of the ledger's rows."""
    parser = argparse.ArgumentParser(description="Verdicts on a month of every organisation.")
    parser.add_argument("folder", type=Path)
    prepare(parser.parse_args().folder)
    from django.db import transaction

    from akkoord.promises.actions import judge_month
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with transaction.atomic():
        with scoped(SYSTEM):
            for turn in ("first time", "again"):
                _measured(turn, lambda: judge_month(month=OCTOBER, by=None, at=AT))
            rows, checksum = _ledger()
        print(f"{rows:,} rows in force, checksum {checksum}")
        transaction.set_rollback(True)


def _measured(turn: str, work: Callable[[], int]) -> None:
    began, worked, database = perf_counter(), process_time(), _database_seconds()
    new = work()
    print(
        f"{turn}: {new:,} rows are new; {perf_counter() - began:.1f} s elapsed, {process_time() - worked:.1f} s of the processor here and"
        f" {_database_seconds() - database:.1f} s in the database; {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, load"
        f" {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _database_seconds() -> float:
    """The processor time of the database's process that serves this one."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _ledger() -> tuple[int, str]:
    from akkoord.promises.models import JUDGED, MonthVerdict

    found, rows = sha256(), 0
    verdicts = MonthVerdict.objects.filter(until=date(2026, 11, 1)).in_force()
    for row in verdicts.values_list("organisation", "reason", *JUDGED).iterator():
        found.update(json.dumps(row, default=str, sort_keys=True).encode())
        rows += 1
    return rows, found.hexdigest()[:16]


if __name__ == "__main__":
    main()

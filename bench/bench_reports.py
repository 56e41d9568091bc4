# SPDX-License-Identifier: EUPL-1.2
"""How long 12,000 monthly reports take: `python -m bench.bench_reports FOLDER [--reports 300]`. Goal: 20 minutes on 2 cores.

FOLDER is that of `bench_availability` (made when it is not there), with five incidents of October for each organisation, their
counts and verdicts (`make_ledger`). All 12,000 reports are put in line; two processes make a part of them, facts stored and PDF
kept, by the very action of the worker's job, and the whole is extrapolated from the processor time of that part. The page, CSV and
JSON are written from the stored facts when somebody asks: measured apart on twenty, and added. With `--kill` one of the processes is
killed (-9) half-way and another takes its place. `--workers 2` makes all of them instead, by that many workers as in
production, and says each minute how far they are. At the end every report that is done stands once, with all its bytes.
"""

import argparse
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from signal import SIGKILL, SIGTERM
from time import perf_counter, process_time, sleep
from typing import Any

import psutil

from .bench_availability import OUTAGES, WORKS, prepare
from .make_ledger import AT, MONTH, make_year
from .serve_and_load import ADDRESS, _database, _spent_below

LANES, OTHER_FORMS = 2, 20


def main() -> None:
    """Make what is missing, measure, extrapolate, check."""
    parser = argparse.ArgumentParser(description="Monthly reports of every organisation.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--outages", type=int, default=OUTAGES, help="in the month, of all instances together (a new folder)")
    parser.add_argument("--works", type=int, default=WORKS, help="maintenances in the month (a new folder)")
    parser.add_argument("--kill", action="store_true", help="kill one of the processes half-way")
    parser.add_argument("--workers", type=int, default=0, help="make all of them, by so many workers")
    parser.add_argument("--lane", action="store_true", help="one of the processes that make reports")
    options = parser.parse_args()
    os.environ.update(AKKOORD_HOME=str(options.folder.resolve()), AKKOORD_SECRET_KEY="of a bench, and never of anything else",
                      AKKOORD_BASE_URL=f"http://{ADDRESS}:9", AKKOORD_HOSTS=ADDRESS)  # fmt: skip
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site import cli

    if options.lane:
        cli.set_up_django()
        _make_reports(options.reports)
        return
    prepare(options.folder, options.outages, options.works)
    make_year(os.environ["AKKOORD_OWNER_DATABASE_URL"])
    total, before, database = _put_in_line(), _done(), _spent_below(_database())
    began = perf_counter()
    if options.workers:
        _work(total, options.workers)
    else:
        _run(options.folder, options.reports, is_killed=options.kill)
    took, used = perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    made, worked = _done() - before, used.ru_utime + used.ru_stime + _spent_below(_database()) - database
    print(f"{made} reports in {took:.1f} s; processor {worked:.1f} s with the database's, {worked / made:.3f} s each")
    other = _other_forms()
    for name, each in (("facts and PDF", worked / made), ("all four forms", worked / made + other)):
        print(f"{total:,} of them on 2 cores, {name}: {each * total / 2 / 60:.1f} minutes of processor time")
    print(f"{_check():,} stand once and whole; load {os.getloadavg()[0]:.1f}")


def _run(folder: Path, reports: int, *, is_killed: bool) -> None:
    command = [sys.executable, "-m", "bench.bench_reports", str(folder), "--lane", "--reports", str(reports // LANES)]
    lanes, first = [subprocess.Popen(command) for _ in range(LANES)], _done()
    if is_killed:
        while _done() - first < reports // 2:
            sleep(0.2)
        lanes[0].send_signal(SIGKILL)
        print("one was killed", flush=True)
        lanes[0].wait()
        lanes[0] = subprocess.Popen([*command[:-1], str(reports // LANES // 2)])
    for lane in lanes:
        if lane.wait():
            sys.exit("a process that makes reports failed")


def _work(total: int, count: int) -> None:
    """Until none waits any more."""
    began = perf_counter()
    workers = [subprocess.Popen([sys.executable, "-m", "akkoord.site.work"]) for _ in range(count)]
    while (done := _done()) < total:
        if any(worker.poll() is not None for worker in workers):
            sys.exit("a worker ended")
        memory = " and ".join(f"{psutil.Process(worker.pid).memory_info().rss / 2**20:.0f}" for worker in workers)
        print(f"{perf_counter() - began:.0f} s: {done} of {total} stand, {memory} MiB", flush=True)
        for _ in range(30):
            if _done() < total:
                sleep(2)
    for worker in workers:
        worker.send_signal(SIGTERM)
    for worker in workers:
        worker.wait()


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


def _done() -> int:
    from akkoord.promises.report.models import DueReport
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        return DueReport.objects.filter(month=MONTH, done_at__isnull=False).count()


def _make_reports(count: int) -> None:
    from akkoord.promises.report.actions import make_next_report
    from akkoord.promises.report.reading import MonthOfMany
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    months: dict[Any, MonthOfMany] = {}
    began, worked = perf_counter(), process_time()
    for number in range(1, count + 1):
        with scoped(SYSTEM):
            due = make_next_report(months=months, by=None, at=AT)
        assert due is not None and due.report is not None, "nothing waits any more, or it failed: take another folder"
        if number in (1, count // 5, count // 2, count):
            most = getrusage(RUSAGE_SELF).ru_maxrss / 1024
            print(f"{number}: {perf_counter() - began:.1f} s, {process_time() - worked:.1f} s of it here, at most {most:.0f} MiB, "
                  f"{due.report.files['nl']['size'] / 1000:.0f} kB, {len(due.report.value.cases)} cases", flush=True)  # fmt: skip


def _other_forms() -> float:
    """The processor time that page, CSV and JSON of one report take together, in seconds."""
    from django.core.management import call_command
    from django.test import Client

    from akkoord.people.models import Person
    from akkoord.promises.report.models import MadeReport
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    from .targets import _signed_in

    call_command("collectstatic", interactive=False, verbosity=0)
    with scoped(SYSTEM):
        (cookie,) = _signed_in([Person.objects.filter(memberships__organisation__kind="vendor").order_by("pk")[0]])
        made = list(MadeReport.objects.select_related("organisation").order_by("-pk")[: OTHER_FORMS + 1])
    client, took = Client(headers={"host": ADDRESS, "cookie": cookie}), dict.fromkeys(("", "/report.csv", "/report.json"), 0.0)
    for place, report in enumerate(made):
        for form in took:
            worked = process_time()
            answer = client.get(f"/reports/{MONTH:%Y-%m}{form}?organisation={report.organisation.key}")
            assert answer.status_code == 200 and len(answer.content) > 5000, (answer.status_code, answer.content[:200])
            took[form] += process_time() - worked if place else 0  # what is read once in a process is not each report's
    print(f"page, CSV, JSON: {', '.join(f'{its / OTHER_FORMS * 1000:.0f} ms' for its in took.values())} each")
    return sum(took.values()) / OTHER_FORMS


def _check() -> int:
    """Every report that is done stands once, its facts and its PDF with the fingerprints that were noted."""
    from akkoord.cases.store import stream_of
    from akkoord.promises.report.models import DueReport, MadeReport
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        done = DueReport.objects.filter(month=MONTH, done_at__isnull=False)
        reports = list(MadeReport.objects.filter(month=MONTH))
        assert not done.filter(report=None).exists()
        assert sorted(done.values_list("report", flat=True)) == sorted(report.pk for report in reports)
    assert len({(report.organisation_id, report.sha256) for report in reports}) == len(reports)
    for report in reports:
        assert sha256(report.facts.encode()).hexdigest() == report.sha256
        for file in report.files.values():
            assert sha256(b"".join(stream_of(file["key"]))).hexdigest() == file["sha256"]
    return len(reports)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""A storm on the status page: `python -m bench.bench_status FOLDER [--components 500]`. Needs wrk.

Makes components with 90 days of outages in a database of its own in FOLDER, serves them with two workers as `bin/serve`
does, and asks with wrk: while everything works, and while the database is stopped. Everything runs on one machine.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import psutil

from .serve_and_load import ADDRESS, _database, _free_port, _load, _memory, _web

ADDRESSES = {
    "page": "/status",
    "page, English": "/status?language=en",
    "summary.json": "/status/api/v2/summary.json",
    "Atom": "/status/outages.atom",
    "calendar": "/status/maintenance.ics",
}
PROOF = {
    "page": "Onderdeel 0",
    "page, English": "Component 0",
    "summary.json": '"part-0"',
    "Atom": "<feed",
    "calendar": "VCALENDAR",
}


def main() -> None:
    """Make, serve, measure, stop the database, measure again."""
    options = _options()
    port, home = _free_port(), options.folder.resolve()
    os.environ.update(
        AKKOORD_HOME=str(home), AKKOORD_SECRET_KEY="of a bench, and never of anything else", AKKOORD_HOSTS=ADDRESS,
        AKKOORD_BASE_URL=f"http://{ADDRESS}:{port}", AKKOORD_STATUS_COPIES=str(home / "copies"),
        AKKOORD_LOG_LEVEL="CRITICAL",
    )  # fmt: skip
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site import cli

    cli.migrate()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    at = datetime.now(UTC)
    _fill(options.components, at)
    _rendering(at)
    from akkoord.site.processes import Processes
    from akkoord.site.serve import granian

    with Processes() as processes:
        processes.start("web server", granian(address=ADDRESS, port=str(port), workers="2"))
        processes.wait_for_port(ADDRESS, port)
        web = _web()
        _storm(port, "database up", options, web, _database())
        with _stopped(home):
            _storm(port, "database stopped", options, web, psutil.Process())
        print(_memory(web), f"load {os.getloadavg()[0]:.1f}", sep="\n", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the status page.")
    parser.add_argument("folder", type=Path, help="an empty folder, to keep the database in")
    parser.add_argument("--components", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    return parser.parse_args()


def _fill(components: int, at: datetime) -> None:
    from akkoord.operations.models import Component
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    from .make_status import make

    with scoped(SYSTEM):
        if not Component.objects.exists():
            make(components, at)


def _rendering(at: datetime) -> None:
    """What one fresh rendering costs, with the size of the page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone, translation

    from akkoord.operations.status.copying import copy_everything, status_page
    from akkoord.operations.status.reading import read_scene
    from akkoord.operations.status.statuspage import answer
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import PUBLIC
    from akkoord.web.moments import page_moment

    making = {"/status": lambda: status_page(read_scene(at)), "summary.json": lambda: answer("summary", at)}
    print("| what | processor ms | statements | KB | KB packed |\n| --- | ---: | ---: | ---: | ---: |")
    with scoped(PUBLIC), translation.override("nl"), timezone.override("Europe/Amsterdam"), page_moment(at):
        for name, make in making.items():
            took = []
            for _ in range(7):
                began = process_time()
                with CaptureQueriesContext(connection) as queries:
                    body = make()
                took.append((process_time() - began) * 1000)
            sizes = f"{len(body) / 1000:.0f} | {len(gzip.compress(body, 6)) / 1000:.0f}"
            print(f"| render {name} | {median(took):.0f} | {len(queries)} | {sizes} |", flush=True)
    with scoped(PUBLIC):
        began = process_time()
        copy_everything(at)
    print(f"| the worker's copies, all 26 | {(process_time() - began) * 1000:.0f} | | | |")


@contextmanager
def _stopped(home: Path) -> Iterator[None]:
    """The database is not there inside the block; the web processes must do without."""
    from django.db import connections

    from akkoord.site.postgres_cluster import Cluster

    for connection in connections.all():
        connection.close()
    Cluster(home).stop()
    yield


def _storm(port: int, when: str, options: argparse.Namespace, web: Sequence[psutil.Process], database: psutil.Process) -> None:
    print(
        f"\n{when}\n\n| what | a second | p50 ms | p95 ms | first ms | errors | web ms |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    for name, path in ADDRESSES.items():
        first = _check(port, path, PROOF[name])
        line = f"GET\t{path}\t\t\n"
        _load(port, line, 1, web, database)
        runs = [_load(port, line, options.seconds, web, database) for _ in range(options.runs)]
        rate, p50, p95, cost = (median(getattr(run, what) for run in runs) for what in ("rate", "p50", "p95", "web"))
        errors = sum(run.errors for run in runs)
        print(f"| {name} | {rate:.0f} | {p50:.1f} | {p95:.1f} | {first:.0f} | {errors} | {cost:.2f} |", flush=True)


def _check(port: int, path: str, proof: str) -> float:
    """The first answer must hold what it should; returns its milliseconds."""
    began = perf_counter()
    client = http.client.HTTPConnection(ADDRESS, port, timeout=60)
    client.request("GET", path)
    answer = client.getresponse()
    body = answer.read().decode()
    if answer.status != 200 or proof not in body:
        sys.exit(f"{path} answers {answer.status} without {proof!r}: {body[:300]}")
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""How long the agreement's page takes: `python -m bench.bench_agreement FOLDER`. Goal: 100 ms, 95th percentile, 8 at once.

FOLDER is that of `bench_availability` (made when it is not there): 12,000 organisations, 400 outages; with a year of verdicts in the
ledger (`make_ledger`). First asks `/agreement` for people of forty customers and for the public in one process, without network, one
at a time: the first time reads the running month of that organisation anew, the second time it is a minute old at most. Then two
workers serve it and wrk asks, eight at once, for those customers in turn and for the public.
"""

import argparse
import os
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from .bench_availability import prepare
from .serve_and_load import ADDRESS, _check, _database, _free_port, _load, _row, _web

PEOPLE, RUNS, SECONDS = 40, 3, 4


def main() -> None:
    """Make what is missing, ask, and print the figures."""
    parser = argparse.ArgumentParser(description="The agreement's page.")
    parser.add_argument("folder", type=Path)
    port = _free_port()
    os.environ.update(AKKOORD_BASE_URL=f"http://{ADDRESS}:{port}", AKKOORD_HOSTS=ADDRESS)
    prepare(parser.parse_args().folder)
    from django.core.management import call_command

    from .make_ledger import make_year

    make_year(os.environ["AKKOORD_OWNER_DATABASE_URL"])
    call_command("collectstatic", interactive=False, verbosity=0)
    cookies = _cookies()
    _ask_one_at_a_time(cookies)
    _ask_eight_at_once(port, cookies)
    print(f"load {os.getloadavg()[0]:.1f}")


def _cookies() -> list[str]:
    from akkoord.people.models import Organisation, Person
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    from .targets import _signed_in

    with scoped(SYSTEM):
        customers = Organisation.objects.filter(kind="customer", memberships__isnull=False).distinct()[:PEOPLE]
        return _signed_in([Person.objects.filter(memberships__organisation=each).order_by("pk")[0] for each in customers])


def _ask_one_at_a_time(cookies: list[str]) -> None:
    from django.test import Client

    client = Client(headers={"host": ADDRESS})
    client.get("/agreement")  # templates and catalogues are read once
    _print("signed in, first time", [_time(client, cookie) for cookie in cookies])
    _print("signed in, again", [_time(client, cookie) for cookie in cookies])
    _print("the public", [_time(client, "") for _ in cookies])


def _time(client: Any, cookie: str) -> tuple[float, float]:
    began, worked = perf_counter(), process_time()
    answer = client.get("/agreement", headers={"host": ADDRESS, "cookie": cookie})
    assert answer.status_code == 200, answer.status_code
    assert ("/promises/" in answer.content.decode()) == bool(cookie)  # the way to the evidence is there for who signed in
    return (perf_counter() - began) * 1000, (process_time() - worked) * 1000


def _print(name: str, milliseconds: list[tuple[float, float]]) -> None:
    for what, its in zip(("elapsed", "processor time here"), zip(*milliseconds, strict=True), strict=True):
        print(f"{name}, {what}: median {median(its):.0f} ms, 95th percentile {quantiles(its, n=20)[-1]:.0f} ms", flush=True)


def _ask_eight_at_once(port: int, cookies: list[str]) -> None:
    from akkoord.site.processes import Processes
    from akkoord.site.serve import granian

    from .targets import Target

    signed_in = Target("signed in", 0, [("GET", "/agreement", cookie, "") for cookie in cookies], 200, "2.2.3")
    public = Target("the public", 0, [("GET", "/agreement", "", "")], 200, "2.2.3")
    with Processes() as processes:
        processes.start("web server", granian(address=ADDRESS, port=str(port), workers="2"))
        processes.wait_for_port(ADDRESS, port)
        web, database = _web(), _database()
        print("| page | goal | a second | p50 ms | p95 ms | errors | web ms | database ms |")
        for target in (signed_in, public):
            assert not (problem := _check(port, target)), problem
            _load(port, target.lines, 2, web, database)
            runs = [_load(port, target.lines, SECONDS, web, database) for _ in range(RUNS)]
            print(_row(target.name, target.goal, runs), flush=True)


if __name__ == "__main__":
    main()

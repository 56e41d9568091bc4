# SPDX-License-Identifier: EUPL-1.2
"""How long the agreement's page takes for who signed in: `python -m bench.bench_agreement FOLDER`. Goal: 100 ms.

FOLDER is that of `bench_availability` (made when it is not there): 12,000 organisations, 400 outages. Judges October 2026 of
everybody into the ledger, then asks `/agreement` for forty customers' people and for the public in one process, without network,
each twice: the first time reads the running month of that organisation anew, the second time it is a minute old at most.
"""

import argparse
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from unittest.mock import patch

from bench.bench_availability import AT, prepare

PEOPLE = 40


def main() -> None:
    """Judge, ask, and print the figures."""
    parser = argparse.ArgumentParser(description="The agreement's page.")
    parser.add_argument("folder", type=Path)
    prepare(parser.parse_args().folder)
    from akkoord.site.cli import set_up_django

    set_up_django()
    _judge()
    _ask()


def _judge() -> None:
    from akkoord.promises.actions import judge_month, judge_running_month
    from akkoord.promises.models import MonthVerdict
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        for name in ("October judged", "October judged again", "the running month judged"):
            began = perf_counter()
            is_october = name.startswith("October")
            new = judge_month(month=date(2026, 10, 1), by=None, at=AT) if is_october else judge_running_month(by=None, at=AT)
            print(f"{name}: {new:,} new rows in {perf_counter() - began:.1f} s")
        print(f"{MonthVerdict.objects.count():,} rows, memory {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def _ask() -> None:
    from django.test import Client

    from akkoord.people.models import Organisation, Person
    from akkoord.people.second_factor import PASSED
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        found = Person.objects.filter(memberships__organisation__in=Organisation.objects.filter(kind="customer")).distinct()
        people = list(found.order_by("pk")[:PEOPLE])
    clients = []
    for person in people:
        client = Client()
        with scoped(SYSTEM):
            client.force_login(person)
            session = client.session
            session[PASSED] = person.pk
            session.save()
        clients.append(client)
    with patch("django.utils.timezone.now", lambda: AT):
        public = Client()
        public.get("/agreement")
        _print("signed in, first time", [_time(client) for client in clients])
        _print("signed in, again", [_time(client) for client in clients])
        _print("the public", [_time(public) for _ in clients])


def _time(client: Any) -> float:
    began = perf_counter()
    answer = client.get("/agreement")
    assert answer.status_code == 200, answer.status_code
    return (perf_counter() - began) * 1000


def _print(name: str, milliseconds: list[float]) -> None:
    print(f"{name}: median {median(milliseconds):.0f} ms, 95th percentile {quantiles(milliseconds, n=20)[-1]:.0f} ms")


if __name__ == "__main__":
    main()

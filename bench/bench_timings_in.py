# SPDX-License-Identifier: EUPL-1.2
"""Real page loads as they come in: `python -m bench.bench_timings_in FOLDER [--seconds 60] [--rate 5000]`.

Two workers of the web server and one of the queue over a database that writes to disk, all on this machine. Some senders
post batches at the rate asked for, then as many as they can; one batch in ten is sent twice, and after each part the queue's
worker is killed and started again. At the end every load must stand once in its hour: counts, failures and sums are compared.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles
from threading import Thread
from typing import Any
from uuid import UUID

WINDOWS = ("first_window", "second_window", "third_window", "self_service_home")
SENDERS, ITEMS = 4, 1000
ADDRESS = "127.0.0.1"
PATIENCE = 120  # seconds


@dataclass
class Told:
    """What a sender sent and was answered."""

    loads: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    wrong: Counter[int] = field(default_factory=Counter)


def main() -> None:
    """Send, kill, wait, compare."""
    options = _options()
    port = _free_port()
    secret = _set_up(options.folder.resolve(), port)
    from akkoord.site.processes import Processes
    from akkoord.site.serve import granian

    with Processes() as processes:
        processes.start("web server", granian(address=ADDRESS, port=str(port), workers="2"))
        processes.wait_for_port(ADDRESS, port)
        worker = _worker()
        try:
            print("| sent | loads a second | p50 ms | p95 ms | wrong answers | still to fold at the end |", flush=True)
            print("| --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
            told: list[Told] = []
            for name, rate in (("as fast as asked", options.rate), ("as fast as it goes", 0)):
                told += _phase(name, port, secret, options.seconds, rate, worker)
                worker = _killed_and_started(worker)
            _compare(told)
        finally:
            worker.terminate()
            worker.wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Send page loads.")
    parser.add_argument("folder", type=Path, help="an empty folder, for a database of its own")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=5000, help="loads a second")
    return parser.parse_args()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _set_up(folder: Path, port: int) -> str:
    """A vendor, an agreement that names the windows, and a token."""
    os.environ.update(
        AKKOORD_HOME=str(folder), AKKOORD_SECRET_KEY="of a bench, and never of anything else",
        AKKOORD_BASE_URL=f"http://{ADDRESS}:{port}", AKKOORD_HOSTS=ADDRESS,
    )  # fmt: skip
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site import cli

    cli.migrate()
    from datetime import timedelta

    from django.core.management import call_command

    from akkoord.people.actions import create_token
    from akkoord.people.models import Organisation
    from akkoord.people.rules import OrganisationKind, TokenScope
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM
    from akkoord.site.world.founding import found

    call_command("collectstatic", interactive=False, verbosity=0)
    with scoped(SYSTEM):
        if not Organisation.objects.exists():
            found()
        vendor, at = Organisation.objects.get(kind=OrganisationKind.VENDOR), datetime.now(UTC)
        scopes, end = [TokenScope.TIMINGS_WRITE], at + timedelta(days=1)
        return create_token(organisation=vendor, name="Bench", scopes=scopes, expires_at=end, by=None, at=at)[1]


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "akkoord.site.work"], stdin=subprocess.DEVNULL)


def _killed_and_started(worker: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    return _worker()


def _phase(name: str, port: int, secret: str, seconds: int, rate: int, worker: subprocess.Popen[bytes]) -> list[Told]:
    told = [Told() for _ in range(SENDERS)]
    began = time.monotonic()
    threads = [Thread(target=_send, args=(port, secret, seconds, rate, each, n)) for n, each in enumerate(told)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began
    waits = sorted(wait for each in told for wait in each.waits)
    loads = sum(sum(each.loads.values()) + sum(each.failed.values()) for each in told)
    wrong = sum((each.wrong for each in told), Counter[int]())
    p95 = quantiles(waits, n=20)[-1]
    print(f"| {name} | {loads / took:,.0f} | {median(waits):.0f} | {p95:.0f} | {dict(wrong) or 0} | {_waiting():,} |", flush=True)
    return told


def _send(port: int, secret: str, seconds: int, rate: int, told: Told, number: int) -> None:
    """One sender: every `ITEMS * SENDERS / rate` seconds a batch, or one after the other. What failed is sent again."""
    random = Random(f"{rate}{number}")
    client = http.client.HTTPConnection(ADDRESS, port, timeout=30)
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    apart = ITEMS * SENDERS / rate if rate else 0
    began = time.monotonic()
    due = began + apart * number / SENDERS
    while time.monotonic() < began + seconds:
        time.sleep(max(0, due - time.monotonic()))
        due += apart
        items, body = _batch(random)
        while not _kept(client, headers, body, told):
            time.sleep(1)
        _count(told, items)
        if random.random() < 0.1:
            _kept(client, headers, body, told)


def _kept(client: http.client.HTTPConnection, headers: dict[str, str], body: bytes, told: Told) -> bool:
    """Whether the batch was taken, now or before."""
    asked = time.monotonic()
    try:
        client.request("POST", "/api/v1/timings", body, headers)
        answer = client.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        client.close()  # it opens again by itself
        told.wrong[0] += 1
        return False
    told.waits.append((time.monotonic() - asked) * 1000)
    if answer.status not in (200, 201):
        told.wrong[answer.status] += 1
    return answer.status in (200, 201)


def _batch(random: Random) -> tuple[list[dict[str, Any]], bytes]:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    items: list[dict[str, Any]] = [
        {"window": random.choice(WINDOWS), "at": at, "ms": random.randrange(50_000) / 16}
        if random.random() < 0.99
        else {"window": random.choice(WINDOWS), "at": at, "failed": True}
        for _ in range(ITEMS)
    ]
    return items, json.dumps({"id": str(UUID(int=random.getrandbits(128))), "items": items}).encode()


def _count(told: Told, items: list[dict[str, Any]]) -> None:
    for item in items:
        if "failed" in item:
            told.failed[item["window"]] += 1
        else:
            told.loads[item["window"]] += 1
            told.total[item["window"]] += item["ms"]


def _waiting() -> int:
    from akkoord.operations.models import TimingBatch
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        return sum(TimingBatch.objects.filter(folded_at=None).values_list("count", flat=True))


def _compare(told: list[Told]) -> None:
    """Wait until all is folded, and hold what stands against what was sent."""
    from django.db.models import Sum

    from akkoord.operations.models import TimingHour
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    began = time.monotonic()
    while _waiting() and time.monotonic() - began < PATIENCE:
        time.sleep(0.5)
    print(f"all folded {time.monotonic() - began:.0f} s after the last one was sent; load {os.getloadavg()[0]:.1f}")
    with scoped(SYSTEM):
        rows = (
            TimingHour.objects.filter(source="people").values("window").annotate(n=Sum("count"), f=Sum("failed"), ms=Sum("total"))
        )
        stands = {row["window"]: (row["n"], row["f"], row["ms"]) for row in rows}
    for window in WINDOWS:
        sent = tuple(sum(getattr(each, name)[window] for each in told) for name in ("loads", "failed", "total"))
        if stands.get(window) != sent:
            sys.exit(f"{window}: sent {sent}, but {stands.get(window)} stands")
    print(f"every one of {sum(n + f for n, f, _ in stands.values()):,} loads stands once")


if __name__ == "__main__":
    main()

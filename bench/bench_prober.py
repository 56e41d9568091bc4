# SPDX-License-Identifier: EUPL-1.2
"""What a thousand probes every thirty seconds cost: `python -m bench.bench_prober FOLDER`.

The real process, against a local web server and an embedded PostgreSQL in the folder. Prints the share of one core and the
memory of the prober, how late questions were asked, and whether any turn was missed.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from multiprocessing import Process, Queue
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psutil

ADDRESS = "127.0.0.1"
EVERY = 30
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\nConnection: close\r\n\r\n" + b"Welcome ".ljust(2000, b".")


def main() -> None:
    """Set up, probe, measure, print."""
    options = _options()
    os.environ.update(AKKOORD_HOME=str(options.folder.resolve()), AKKOORD_SECRET_KEY="of a bench, and never of anything else")
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site.cli import migrate

    migrate()
    told: Queue[int] = Queue()
    server = Process(target=_serve, args=(told,), daemon=True)
    server.start()
    _make_probes(options.probes, told.get())
    prober = subprocess.Popen([sys.executable, "-m", "akkoord.site.cli", "prober", "--place", "bench"])
    try:
        _measure(psutil.Process(prober.pid), options.probes, options.warm, options.seconds)
    finally:
        prober.terminate()
        prober.wait()
        server.kill()


def _options(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the database is made; remove it yourself")
    parser.add_argument("--probes", type=int, default=1000)
    parser.add_argument("--warm", type=int, default=45, help="seconds before measuring begins")
    parser.add_argument("--seconds", type=int, default=120)
    return parser.parse_args(words)


def _serve(told: "Queue[int]") -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(PAGE)
        except asyncio.IncompleteReadError:
            pass  # the prober stopped meanwhile
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(answer, ADDRESS, 0, backlog=1024)
        told.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


def _make_probes(count: int, port: int) -> None:
    from akkoord.operations.actions.components import add_probe, register_component, register_place
    from akkoord.operations.models import Probe
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    now = datetime.now(UTC)
    settings = {"url": f"http://{ADDRESS}:{port}/", "text": "Welcome"}
    with scoped(SYSTEM):
        if Probe.objects.exists():
            Probe.objects.update(settings=settings)
            return
        place = register_place(code="bench", name="Bench", by=None, at=now)
        for n in range(count):
            component = register_component(code=f"c{n}", name_nl=f"C{n}", name_en=f"C{n}", since=now, by=None, at=now)
            add_probe(
                instance=component.instances.get(), code=f"p{n}", kind="http", settings=settings, places=[place], every=EVERY,
                since=now, by=None, at=now,
            )  # fmt: skip


def _measure(prober: psutil.Process, probes: int, warm: int, seconds: int) -> None:
    time.sleep(warm)
    begin, used = datetime.now(UTC), _used(prober)
    memory, load = [], []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        memory.append(prober.memory_info().rss)
        load.append(psutil.getloadavg()[0])
        time.sleep(1)
    end, spent = datetime.now(UTC), _used(prober) - used
    time.sleep(3)  # the last ones are written
    rows = _samples(begin, end)
    late = [_lateness(code, at) for code, at, _ok in rows]
    percentiles = quantiles(late, n=100)
    print(f"{probes} probes every {EVERY} s for {seconds} s; load of the machine {median(load):.1f}")
    lasted = (end - begin).total_seconds()
    print(f"share of one core     {spent / lasted:.1%}")
    print(f"memory                {max(memory) / 2**20:.0f} MiB at most")
    print(f"asked                 {len(rows)} of {probes * lasted / EVERY:.0f}; failed {sum(not ok for _c, _a, ok in rows)}")
    print(
        f"late, milliseconds    median {median(late) * 1000:.1f}, p99 {percentiles[98] * 1000:.1f}, most {max(late) * 1000:.1f}"
    )


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _samples(begin: datetime, end: datetime) -> list[tuple[Any, ...]]:
    from akkoord.operations.models import Sample
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        found = Sample.objects.filter(at__gte=begin, at__lt=end, at__gt=end - timedelta(days=1))
        return list(found.values_list("probe__code", "at", "ok"))


def _lateness(code: str, at: datetime) -> float:
    """Seconds after its turn."""
    from akkoord.operations.prober.turns import phase

    return (at.timestamp() - phase(code, "bench", EVERY)) % EVERY


if __name__ == "__main__":
    main()

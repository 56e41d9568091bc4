# SPDX-License-Identifier: EUPL-1.2
"""How many pages a second: `python -m bench.serve_and_load FOLDER`, after `bench.make_cases FOLDER`. Needs wrk.

Two workers of the web server as `bin/serve` starts them, eight requests at once, people signed in. Prints the median of
the runs, the processor time a request took in the web processes and in PostgreSQL, and the memory of the two web
processes afterwards. Everything runs on one machine, so client, server and database share its processors.
"""

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

AT_ONCE = 8
ADDRESS = "127.0.0.1"


@dataclass(frozen=True)
class Result:
    """One run: rates in requests a second, waits in milliseconds, processor time in milliseconds a request."""

    rate: float
    p50: float
    p95: float
    errors: int
    web: float
    database: float


def main() -> None:
    """Serve, measure, print the table."""
    options = _options()
    port = _free_port()
    os.environ.update(
        AKKOORD_HOME=str(options.folder.resolve()), AKKOORD_SECRET_KEY="of a bench, and never of anything else",
        AKKOORD_BASE_URL=f"http://{ADDRESS}:{port}", AKKOORD_HOSTS=ADDRESS,
    )  # fmt: skip
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site.cli import set_up_django

    set_up_django()
    from django.core.management import call_command

    from akkoord.site.processes import Processes
    from akkoord.site.serve import granian

    from .targets import only, targets

    call_command("collectstatic", interactive=False, verbosity=0)
    chosen = [target for target in targets() if only(options.only)(target)]
    with Processes() as processes:
        processes.start("web server", granian(address=ADDRESS, port=str(port), workers="2"))
        processes.wait_for_port(ADDRESS, port)
        web, database = _web(), _database()
        print(f"| {'page':16} | goal | a second | p50 ms | p95 ms | errors | web ms | database ms |", flush=True)
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
        for target in chosen:
            before = _cases() if target.name.startswith("report") else 0
            problem = _check(port, target)
            if problem:
                print(f"| {target.name:16} | {target.goal} | {problem} |", flush=True)
                continue
            _load(port, target.lines, 2, web, database)
            runs = [_load(port, target.lines, options.seconds, web, database) for _ in range(options.runs)]
            print(_row(target.name, target.goal, runs), flush=True)
            if before:
                print(f"  (cases reported: {_cases() - before})")
        print(_memory(web), f"load {os.getloadavg()[0]:.1f}", sep="\n", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the pages.")
    parser.add_argument("folder", type=Path, help="the AKKOORD_HOME that make_cases filled")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--only", help="pages whose name begins with one of these, with commas between")
    return parser.parse_args()


def _check(port: int, target: "object") -> str:
    """Nothing when the first request answers with the page; otherwise what came instead."""
    method, path, cookie, body = target.requests[0]  # type: ignore[attr-defined]  # a Target; its module needs Django
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    client = http.client.HTTPConnection(ADDRESS, port, timeout=30)
    client.request(method, path, body.replace("%once%", "00000000-0000-4000-8000-000000000000") or None, headers)
    answer = client.getresponse()
    text = answer.read().decode()
    wanted = target.status, target.proof  # type: ignore[attr-defined]
    if answer.status == wanted[0] and wanted[1] in text:
        return ""
    return f"answers {answer.status} {answer.headers.get('Location', '')} instead of {wanted[0]} with {wanted[1]!r}"


def _load(port: int, lines: str, seconds: int, web: Sequence[psutil.Process], database: psutil.Process) -> Result:
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.write(lines)
        file.flush()
        command = ["wrk", "-t1", f"-c{AT_ONCE}", f"-d{seconds}s", "-s", str(Path(__file__).with_name("load.lua"))]
        before = _spent(web), _spent_below(database)
        said = subprocess.run(
            [*command, f"http://{ADDRESS}:{port}/"],
            env={**os.environ, "LOAD_FILE": file.name},
            capture_output=True,
            text=True,
            check=False,
        )
        after = _spent(web), _spent_below(database)
    found = [line for line in said.stdout.splitlines() if line.startswith("JSON ")]
    if not found:
        sys.exit(f"wrk said {said.stdout}{said.stderr}")
    told = json.loads(found[0][5:])
    count = max(told["requests"], 1)
    return Result(
        told["requests"] / told["seconds"], told["p50"], told["p95"], told["errors"],
        (after[0] - before[0]) * 1000 / count, (after[1] - before[1]) * 1000 / count,
    )  # fmt: skip


def _row(name: str, goal: int, runs: Sequence[Result]) -> str:
    def middle(what: str) -> float:
        return median(getattr(run, what) for run in runs)

    errors = sum(run.errors for run in runs)
    return (
        f"| {name:16} | {goal} | {middle('rate'):.0f} | {middle('p50'):.0f} | {middle('p95'):.0f} | {errors} |"
        f" {middle('web'):.2f} | {middle('database'):.2f} |"
    )


def _web() -> list[psutil.Process]:
    """The two workers: the server's children that Python runs in."""
    below = psutil.Process().children(recursive=True)
    servers = [p for p in below if "web_process" in " ".join(p.cmdline())]
    parents = {p.ppid() for p in servers}
    return [p for p in servers if p.pid not in parents]


def _database() -> psutil.Process:
    """PostgreSQL's first process: the one that the data folder names."""
    return psutil.Process(int((Path(os.environ["AKKOORD_HOME"]) / "postgres" / "postmaster.pid").read_text().split("\n")[0]))


def _spent(processes: Sequence[psutil.Process]) -> float:
    times = [p.cpu_times() for p in processes]
    return sum(t.user + t.system for t in times)


def _spent_below(process: psutil.Process) -> float:
    """With those that have ended meanwhile."""
    own = process.cpu_times()
    return own.user + own.system + own.children_user + own.children_system + _spent(process.children())


def _memory(web: Sequence[psutil.Process]) -> str:
    rss = sum(p.memory_info().rss for p in web) / 2**20
    pss = 0.0
    for process in web:
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        pss += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    return f"memory of {len(web)} web processes together: {pss:.0f} MiB (PSS), {rss:.0f} MiB (RSS)"


def _cases() -> int:
    from akkoord.cases.models import Case
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        return Case.objects.count()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()

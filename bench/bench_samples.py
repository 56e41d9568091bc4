# SPDX-License-Identifier: EUPL-1.2
"""Samples at scale: `python -m bench.bench_samples FOLDER [--components 500] [--years 5] [--raw-days 30]`.

Every component has one probe that asks once a minute from one place; four of them time a window. Folded days are drawn from
a pool of made ones, so that their histograms and slots have real sizes; raw samples are written by the database. Prints what
it all takes on disk, how long the questions of the pages take (in one process, as the application's role; the least of the
runs says most where other work goes on), and how long folding takes. The folder is an `AKKOORD_HOME` of its own; a second
run on it only asks. Remove it afterwards.
"""

import argparse
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any

import psutil
import psycopg

POOL, MINUTES, WINDOWS, RUNS = 200, 1440, 4, 15
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TABLES = ("operations_sample", "operations_slotfold", "operations_dayfold", "operations_timinghour", "operations_unfolded")
COMPONENTS = """
INSERT INTO operations_component (code, name_nl, name_en, group_nl, group_en, about_nl, about_en, is_public, is_production, figure,
    position, since)
SELECT 'made-' || n, 'Deel ' || n, 'Part ' || n, '', '', '', '', true, false, '', 0, %(since)s FROM generate_series(1, %(count)s) n
"""
INSTANCES = """
INSERT INTO operations_instance (component_id, code, name, for_everyone, since)
SELECT id, code, '', true, since FROM operations_component WHERE code LIKE 'made-%%' AND since = %(since)s
"""
PROBES = """
INSERT INTO operations_probe (instance_id, code, kind, settings, every, timeout, failures_to_open, places_to_open, goods_to_close,
    opens_outages, severity, "window", since)
SELECT id, code, 'tcp', '{"host": "made.example", "port": 1}', 60, 10, 3, 1, 2, true, 'major', '', since FROM operations_instance
WHERE code LIKE 'made-%%' AND since = %(since)s
"""
DRAWN = """
SELECT {columns} FROM {what} JOIN pool ON pool.n = (p * 7919 + extract(epoch FROM d)::bigint / 3600) %% %(pool)s ORDER BY d, p
"""
RAW = """
INSERT INTO operations_sample (probe_id, place_id, at, ok, ms)
SELECT p, %(place)s, t + (p %% 60) * interval '1 second', random() > 0.0005, 150 + 100 * random() + 400 * random() ^ 8
FROM unnest(%(probes)s::bigint[]) p, generate_series(%(begin)s::timestamptz, %(begin)s::timestamptz + interval '1439 minutes', '1 minute') t
ORDER BY t, p
"""


def main() -> None:
    """Make everything, ask everything."""
    options = _options()
    os.environ.update(AKKOORD_HOME=str(options.folder.resolve()), AKKOORD_SECRET_KEY="of a bench, and never of anything else")
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site import cli

    cli.migrate()
    today = datetime.now(UTC).date()
    with psycopg.connect(os.environ["AKKOORD_OWNER_DATABASE_URL"], autocommit=True) as owner:
        owner.execute("SELECT set_config('akkoord.side', 'system', false), set_config('synchronous_commit', 'off', false)")
        probes, place = _made(owner) or _make(owner, options, today)
        # The folds stand already, made; yesterday is still to be folded, as every night.
        owner.execute("DELETE FROM operations_unfolded")
        owner.execute(
            "INSERT INTO operations_unfolded (probe_id, place_id, day, samples) SELECT unnest(%s::bigint[]), %s, %s, %s",
            [probes, place, today - DAY, MINUTES],
        )
        _sizes(owner)
    _questions(probes, today)
    _folding(probes, place, today)
    print(f"load {os.getloadavg()[0]:.1f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how samples are kept and read.")
    parser.add_argument("folder", type=Path, help="an empty folder, becomes AKKOORD_HOME")
    parser.add_argument("--components", type=int, default=500)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--raw-days", type=int, default=30)
    return parser.parse_args()


def _made(owner: "psycopg.Connection[Any]") -> tuple[list[int], int] | None:
    """The probes of an earlier run in this folder, and their place."""
    probes = [pk for (pk,) in owner.execute("SELECT id FROM operations_probe WHERE code LIKE 'made-%' ORDER BY id")]
    place = owner.execute("SELECT id FROM operations_place WHERE code = 'made'").fetchone()
    return (probes, place[0]) if probes and place else None


def _make(owner: "psycopg.Connection[Any]", options: argparse.Namespace, today: date) -> tuple[list[int], int]:
    """Components, probes, folds and samples; returns the probes and their place."""
    since, began = datetime.now(UTC) - timedelta(days=366 * options.years), perf_counter()
    for statement in (COMPONENTS, INSTANCES, PROBES):
        owner.execute(statement, {"since": since, "count": options.components})
    place = owner.execute("INSERT INTO operations_place (code, name) VALUES ('made', 'Made') RETURNING id").fetchone()[0]  # type: ignore[index]
    probes = [pk for (pk,) in owner.execute("SELECT id FROM operations_probe WHERE code LIKE 'made-%' ORDER BY id")]
    for number, probe in enumerate(probes[:WINDOWS], 1):
        owner.execute("""UPDATE operations_probe SET "window" = %s WHERE id = %s""", [f"made_window_{number}", probe])
    _pool(owner, today)
    _folds(owner, {"pool": POOL, "probes": probes, "place": place, "today": today, "days": round(365.25 * options.years)})
    print(f"folds made in {perf_counter() - began:.0f} s", flush=True)
    for back in range(options.raw_days, 0, -1):
        begin = datetime.combine(today - back * DAY, datetime.min.time(), UTC)
        owner.execute("SELECT operations_sample_month(%s)", [begin.date()])
        owner.execute(RAW, {"probes": probes, "place": place, "begin": begin})
    owner.execute("VACUUM ANALYZE")
    print(f"samples made after {perf_counter() - began:.0f} s", flush=True)
    return probes, place


def _folds(owner: "psycopg.Connection[Any]", facts: dict[str, Any]) -> None:
    """Day after day, as they come."""
    days = "(SELECT p, d FROM unnest(%(probes)s::bigint[]) p, generate_series(%(today)s::date - {count}, %(today)s::date - 1, interval '1 day') d) x"
    whole = DRAWN.format(columns="p, %(place)s, d::date, count, good, total, histogram", what=days.format(count="%(days)s"))
    owner.execute(f"INSERT INTO operations_dayfold (probe_id, place_id, day, count, good, total, histogram) {whole}", facts)
    slots = DRAWN.format(columns="p, %(place)s, d::date, slots", what=days.format(count="400"))
    owner.execute(f"INSERT INTO operations_slotfold (probe_id, place_id, day, slots) {slots}", facts)
    hours = DRAWN.format(
        columns="(SELECT \"window\" FROM operations_probe WHERE id = p), d, 'probes', p, %(place)s, 60, 0, hour_total, hour_histogram",
        what="(SELECT p, d FROM unnest((%(probes)s::bigint[])[1:4]) p, generate_series((%(today)s::date - %(days)s)::timestamptz,"
        " %(today)s::date::timestamptz, '1 hour') d) x",
    )
    columns = '"window", hour, source, probe_id, place_id, count, failed, total, histogram'
    owner.execute(f"INSERT INTO operations_timinghour ({columns}) {hours}", facts)


def _pool(owner: "psycopg.Connection[Any]", today: date) -> None:
    """Made days, folded by our own rules."""
    from akkoord.operations.rules.folding import fold, hours, midnight, packed

    random = Random(4)
    owner.execute(
        "CREATE TEMP TABLE pool (n int, count int, good int, total float, histogram bytea, slots bytea, hour_total float, hour_histogram bytea)"
    )
    for n in range(POOL):
        usual, begin = random.uniform(80, 900), midnight(today)
        made = [
            (begin + minute * timedelta(minutes=1), random.random() > 0.0005, usual * random.lognormvariate(0, 0.25))
            for minute in range(MINUTES)
        ]
        folded, noon = fold(today, made), hours(made)[12]
        owner.execute(
            "INSERT INTO pool VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [n, folded.count, folded.good, folded.total, folded.histogram.packed(), packed(folded.slots), noon.total, noon.histogram.packed()],
        )  # fmt: skip


def _sizes(owner: "psycopg.Connection[Any]") -> None:
    print("| table | rows | MB with indexes | bytes a row |\n| --- | ---: | ---: | ---: |")
    for table in TABLES:
        count = owner.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[index]
        size = owner.execute(
            "SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(%s::regclass)"
            if table == "operations_sample"
            else "SELECT pg_total_relation_size(%s::regclass)",
            [table],
        ).fetchone()[0]  # type: ignore[index]
        print(f"| {table} | {count:,} | {int(size) / 1e6:,.0f} | {int(size) / max(count, 1):.0f} |", flush=True)


def _questions(probes: list[int], today: date) -> None:
    from akkoord.operations.loads import day_edges, response_times
    from akkoord.operations.models import DayFold, Probe
    from akkoord.operations.responses.reading import read_windows
    from akkoord.operations.rules.folding import midnight
    from akkoord.operations.samples import series

    month = day_edges((today.replace(day=1) - DAY).replace(day=1))
    long_ago = midnight(today - 200 * DAY)
    bars = DayFold.objects.filter(day__gte=today - 90 * DAY).values_list("probe", "place", "day", "count", "good")
    yesterday, minute, five = midnight(today - DAY), timedelta(minutes=1), timedelta(minutes=5)
    probe = _scoped(lambda: Probe.objects.get(pk=probes[len(probes) // 2]))
    asked: list[tuple[str, Callable[[], Any]]] = [
        ("90 days of every component, from days", lambda: list(bars.all())),
        ("a month's 95th percentile of one window, from hours", lambda: response_times("made_window_1", month[0], month[-1]).percentile(95)),
        ("the page of a month: four windows by day", lambda: [t.whole.percentile(95) for t in read_windows(month)]),
        ("one component, a day of 200 days ago by 5 minutes", lambda: series(probe, long_ago, long_ago + DAY, five)),
        ("one component, 30 days by 5 minutes", lambda: series(probe, long_ago, long_ago + 30 * DAY, five)),
        ("one component, five years by day", lambda: series(probe, midnight(today - 1826 * DAY), midnight(today), DAY)),
        ("one component, yesterday by minute, raw", lambda: series(probe, yesterday, yesterday + DAY, minute)),
        ("one component, yesterday by 5 minutes, not folded yet", lambda: series(probe, yesterday, yesterday + DAY, five)),
    ]  # fmt: skip
    print("| question | first, ms | least, ms | median, ms | processor ms |\n| --- | ---: | ---: | ---: | ---: |")
    for name, ask in asked:
        times, worked = [_timed(ask)], _worked()
        times += [_timed(ask) for _ in range(RUNS)]
        print(
            f"| {name} | {times[0]:.0f} | {min(times):.1f} | {median(times[1:]):.1f} | {1000 * (_worked() - worked) / RUNS:.1f} |",
            flush=True,
        )


def _folding(probes: list[int], place: int, today: date) -> None:
    from akkoord.operations.actions.folding import fold_days
    from akkoord.operations.jobs.folding import AT_ONCE

    keys, began, worked = [(probe, place, today - DAY) for probe in probes], perf_counter(), _worked()
    folded = 0
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        folded += _scoped(lambda some=some: fold_days(days=some, by=None, at=datetime.now(UTC)))  # type: ignore[misc]
    taken = perf_counter() - began
    own = _worked() - worked
    print(f"folding {folded} days of {MINUTES} samples took {taken:.1f} s, of it processor time {own:.1f} s")


def _timed(ask: Callable[[], Any]) -> float:
    began = perf_counter()
    _scoped(ask)
    return 1000 * (perf_counter() - began)


def _worked() -> float:
    """Seconds of processor time so far, of this process and of the database's that serves it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        spent = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return process_time() + float(spent.user + spent.system)


def _scoped(ask: Callable[[], Any]) -> Any:
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        return ask()


if __name__ == "__main__":
    main()

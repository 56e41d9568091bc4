# SPDX-License-Identifier: EUPL-1.2
"""How long a month of 12,000 organisations takes: `python -m bench.bench_availability FOLDER`. Goal: under a minute.

Makes in FOLDER (an empty one, becomes AKKOORD_HOME; a second run uses what is there) 12,000 organisations with contracts on five
production components of twenty instances each, one in ten of them moving in the month, 400 outages, 120 maintenances and 2,000
gaps of 100 probes. Then counts October 2026 of everybody from the rows, and compares a sample with each organisation alone.
"""

import argparse
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Any

ORGANISATIONS, INSTANCES, OUTAGES, WORKS, GAPS, ALONE = 12_000, 20, 400, 120, 2_000, 60
FIRST, MONTH = datetime(2025, 1, 6, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
Row = tuple[Any, ...]


def main() -> None:
    """Make what is missing, count, compare, and print the figures."""
    parser = argparse.ArgumentParser(description="A month of every organisation.")
    parser.add_argument("folder", type=Path)
    prepare(parser.parse_args().folder)
    _count()


def prepare(folder: Path, outages: int = OUTAGES, works: int = WORKS) -> None:
    """The folder as AKKOORD_HOME, with everything made that is not there yet; so many outages and works in the month."""
    os.environ.update(AKKOORD_HOME=str(folder.resolve()), AKKOORD_SECRET_KEY="of a bench, and never of anything else")
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site import cli

    cli.migrate()
    from akkoord.site.world.founding import found

    found()
    import psycopg

    with psycopg.connect(os.environ["AKKOORD_OWNER_DATABASE_URL"]) as owner:
        owner.execute("SELECT set_config('akkoord.side', 'system', false)")
        if owner.execute("SELECT count(*) FROM operations_gap").fetchone() == (0,):
            _make(owner, Random(3), outages, works)


def _count() -> None:
    from akkoord.operations.evidence import availability
    from akkoord.operations.evidence.many import every_organisation

    for turn in ("first", "second"):
        began, worked = perf_counter(), process_time()
        rows = every_organisation(date(2026, 10, 1), at=AT)
        print(
            f"{turn} time: {len(rows):,} organisations in {perf_counter() - began:.2f} s, {process_time() - worked:.2f} s of it here"
        )
    print(f"{len({row.share for row in rows}):,} different shares, memory {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    began = perf_counter()
    for row in Random(4).sample(rows, ALONE):
        alone = availability(date(2026, 10, 1), organisation=row.organisation, at=AT)
        assert (row.share, row.stand) == (alone.share, alone.stand), row
    print(f"{ALONE} of them alone give the same, {(perf_counter() - began) / ALONE * 1000:.0f} ms each")


def _make(owner: Any, random: Random, outages: int, works: int) -> None:
    instances = list(_instances(owner))
    organisation = int(owner.execute("SELECT max(id) FROM people_organisation").fetchone()[0])
    organisations = range(organisation + 1, organisation + ORGANISATIONS + 1)
    agreement = owner.execute("SELECT id FROM agreements_agreement WHERE code = 'reference'").fetchone()[0]
    _fill(owner, "people_organisation", "id, kind, name, customer_number, sector, created_at",
          ((o, "customer", f"Klant {o:05d}", 50_000 + o, "", FIRST) for o in organisations))  # fmt: skip
    _fill(owner, "agreements_contract", "organisation_id, agreement_id, options, licence, starts_on, overrides, signed_at",
          ((o, agreement, ["first_class"] if o % 10 == 0 else [], "erp", FIRST.date(), "{}", FIRST) for o in organisations))  # fmt: skip
    _fill(
        owner, "operations_placement", "organisation_id, instance_id, since, until", _placements(organisations, instances, random)
    )
    every = [pk for its in instances for pk, _code in its]
    codes = dict(pair for its in instances for pair in its)
    _trouble(owner, every, codes, random, outages, works)


def _instances(owner: Any) -> Iterator[list[tuple[int, str]]]:
    """Twenty of each production component; the founding world's own count too."""
    components = owner.execute("SELECT id, code FROM operations_component WHERE is_production ORDER BY id").fetchall()
    for component, code in components:
        owner.execute("UPDATE operations_instance SET for_everyone = false WHERE component_id = %s", [component])
        have = owner.execute("SELECT id, code FROM operations_instance WHERE component_id = %s", [component]).fetchall()
        for number in range(len(have), INSTANCES):
            have += owner.execute(
                "INSERT INTO operations_instance (component_id, code, name, for_everyone, since) VALUES (%s, %s, %s, false, %s)"
                " RETURNING id, code",
                [component, f"{code}-{number}", str(number), FIRST],
            ).fetchall()
        yield have


def _placements(organisations: range, instances: list[list[tuple[int, str]]], random: Random) -> Iterator[Row]:
    for o in organisations:
        moves = MONTH + timedelta(seconds=random.randrange(31 * 86_400)) if random.random() < 0.1 else None
        for its in instances:
            before, after = random.sample(its, 2)
            yield o, before[0], FIRST, moves
            if moves:
                yield o, after[0], moves, None


def _trouble(owner: Any, instances: list[int], codes: dict[int, str], random: Random, outages: int, works: int) -> None:
    def moment() -> datetime:
        return MONTH + timedelta(seconds=random.randrange(31 * 86_400))

    for number in range(outages):
        began, struck = moment(), random.sample(instances, 3)
        ended = began + timedelta(seconds=random.randrange(60, 7200))
        (pk,) = owner.execute(
            "INSERT INTO operations_outage (number, title_nl, title_en, severity, state, responsible, began_at, ended_at, cause,"
            " error_message, workaround_nl, workaround_en, opened_at, is_public, origin) VALUES (%s, 'x', 'x', 'major', 'resolved', %s,"
            " %s, %s, '', '', '', '', %s, true, 'person') RETURNING id",
            [f"OUT-2026-9{number:05d}", who := random.choice(["vendor", "vendor", "customer"]), began, ended, began],
        ).fetchone()
        owner.execute(
            "INSERT INTO operations_bounds (outage_id, began_at, ended_at, responsible, struck, set_at, reason, is_correction, decision)"
            " VALUES (%s, %s, %s, %s, jsonb_build_object(%s::text, 'down', %s::text, 'down', %s::text, 'slow'), %s, '', false, '')",
            [pk, began, ended, who, *(codes[i] for i in struck), ended],
        )
    for number in range(works):
        begin = moment()
        _work(owner, number, begin, begin + timedelta(hours=random.randrange(1, 5)), random.sample(instances, 10))
    _gaps(owner, instances, moment, random)


def _work(owner: Any, number: int, begin: datetime, end: datetime, touched: list[int]) -> None:
    announced = begin - timedelta(days=7)
    (pk,) = owner.execute(
        "INSERT INTO operations_maintenance (number, kind, is_security, title_nl, title_en, text_nl, text_en, planned_from, planned_until,"
        " announced_at, begun_at, ended_at, is_public, origin) VALUES (%s, 'planned', false, 'x', 'x', '', '', %s, %s, %s, %s, %s, true,"
        " 'person') RETURNING id",
        [f"MNT-2026-9{number:05d}", begin, end, announced, begin, end + timedelta(minutes=number % 3)],
    ).fetchone()
    owner.execute(
        "INSERT INTO operations_plan (maintenance_id, sequence, planned_from, planned_until, announced_at, exception, is_cancelled)"
        " VALUES (%s, 0, %s, %s, %s, '', false)",
        [pk, begin, end, announced],
    )
    _fill(owner, "operations_maintenance_instances", "maintenance_id, instance_id", ((pk, i) for i in touched))


def _gaps(owner: Any, instances: list[int], moment: Any, random: Random) -> None:
    (place,) = owner.execute("SELECT id FROM operations_place LIMIT 1").fetchone()
    probes = []
    owner.execute("SELECT operations_sample_month(%s)", [AT.date()])
    for instance in instances:
        (pk,) = owner.execute(
            "INSERT INTO operations_probe (instance_id, code, kind, settings, every, timeout, failures_to_open, places_to_open,"
            " goods_to_close, opens_outages, severity, window, since) VALUES (%s, %s, 'http', '{}', 60, 10, 3, 1, 2, true, 'major', '', %s)"
            " RETURNING id".replace("window,", '"window",'),
            [instance, f"bench-{instance}", FIRST],
        ).fetchone()
        owner.execute("INSERT INTO operations_probe_places (probe_id, place_id) VALUES (%s, %s)", [pk, place])
        owner.execute(
            "INSERT INTO operations_sample (probe_id, place_id, at, ok, ms) VALUES (%s, %s, %s, true, 20)", [pk, place, AT]
        )
        probes.append(pk)
    rows = {(random.choice(probes), place, moment()) for _ in range(GAPS)}
    _fill(owner, "operations_gap", 'probe_id, place_id, "begin", "end"', ((*row, row[2] + timedelta(minutes=9)) for row in rows))


def _fill(owner: Any, table: str, columns: str, rows: Iterator[Row]) -> None:
    """By way of a table of its own, for PostgreSQL copies into none that has policies."""
    owner.execute(f"CREATE TEMP TABLE filling AS SELECT {columns} FROM {table} WITH NO DATA")
    with owner.cursor() as cursor, cursor.copy("COPY filling FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    owner.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM filling")
    owner.execute("DROP TABLE filling")


if __name__ == "__main__":
    main()

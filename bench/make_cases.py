# SPDX-License-Identifier: EUPL-1.2
"""Fills a database of its own with made cases: `python -m bench.make_cases FOLDER [--cases 200000]`.

Organisations, people, contracts, cases, four timeline entries and two or three clocks a case, events, details and search
rows, in bulk and in the system's scope; one case in ten is open. Deadlines are the agreement's, by the vector form. The
folder is an `AKKOORD_HOME`; a second run on the same folder is refused.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import psycopg

ORGANISATIONS, PEOPLE_EACH, AGENTS, TEXTS = 800, 5, 24, 6000
FIRST = datetime(2025, 1, 6, tzinfo=UTC)
AREAS = ("portal", "payroll", "leave", "finance", "integrations", "app")
BULK_TABLES = ("cases_case", "cases_message", "audit_event", "clocks_deadline")
ROLES = (
    ["incident_submitter"],
    ["incident_submitter"],
    ["incident_submitter", "incident_manager"],
    ["administrator"],
    ["member"],
)
Row = tuple[Any, ...]


@dataclass(frozen=True)
class People:
    """Ids to choose from: by organisation its submitters, and who of them has First Class."""

    submitters: dict[int, list[int]]
    first_class: frozenset[int]
    agents: list[int]


def main() -> None:
    """Make everything, and say how long it took."""
    options = _options()
    began = monotonic()
    os.environ.update(AKKOORD_HOME=str(options.folder.resolve()), AKKOORD_SECRET_KEY="of a bench, and never of anything else")
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    from akkoord.site import cli

    cli.migrate()
    from akkoord.site.world.founding import found

    found()
    random = Random(2)
    with psycopg.connect(os.environ["AKKOORD_OWNER_DATABASE_URL"]) as owner:
        owner.execute("SELECT set_config('akkoord.side', 'system', false)")
        if owner.execute("SELECT count(*) FROM cases_case").fetchone() != (0,):
            sys.exit("this folder has cases already; give an empty one")
        people = _people(owner, random)
        print(f"people after {monotonic() - began:.0f} s", flush=True)
        _cases(owner, people, options.cases, random)
        print(f"rows after {monotonic() - began:.0f} s", flush=True)
    with psycopg.connect(os.environ["AKKOORD_OWNER_DATABASE_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
    print(f"{options.cases:,} cases in {monotonic() - began:.0f} s, in {options.folder}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make cases to measure with.")
    parser.add_argument("folder", type=Path, help="an empty folder, becomes AKKOORD_HOME")
    parser.add_argument("--cases", type=int, default=200_000)
    return parser.parse_args()


def _people(owner: "psycopg.Connection[Row]", random: Random) -> People:
    organisation, person = _last(owner, "people_organisation"), _last(owner, "people_person")
    vendor, agreement = (
        _one(owner, "SELECT id FROM people_organisation WHERE kind = 'vendor'"),
        _one(owner, "SELECT id FROM agreements_agreement WHERE code = 'reference'"),
    )
    organisations = range(organisation + 1, organisation + ORGANISATIONS + 1)
    _fill(
        owner,
        "people_organisation",
        "id, kind, name, customer_number, sector, created_at",
        ((o, "customer", f"Klant {o:05d} van {random.choice(AREAS)}", 50_000 + o, "", FIRST) for o in organisations),
    )
    persons: list[Row] = []
    members: list[Row] = []
    submitters: dict[int, list[int]] = {}
    for o in organisations:
        for roles in ROLES[:PEOPLE_EACH]:
            person += 1
            persons.append((person, f"Persoon {person}", f"p{person}@klant{o}.example"))
            members.append((person, o, roles))
            if "incident_submitter" in roles:
                submitters.setdefault(o, []).append(person)
    agents = list(range(person + 1, person + AGENTS + 1))
    persons += [(a, f"Behandelaar {a}", f"a{a}@meridaan.example") for a in agents]
    members += [(a, vendor, ["agent"]) for a in agents]
    _fill(
        owner,
        "people_person",
        "id, name, email, password, phone, language, time_zone, is_active, created_at",
        ((*row, "!", "", "nl", "Europe/Amsterdam", True, FIRST) for row in persons),
    )
    _fill(
        owner,
        "people_membership",
        "person_id, organisation_id, roles, is_expert, created_at",
        ((*row, False, FIRST) for row in members),
    )
    first_class = frozenset(o for o in organisations if o % 10 == 0)
    _fill(
        owner,
        "agreements_contract",
        "organisation_id, agreement_id, options, licence, starts_on, overrides, signed_at",
        ((o, agreement, ["first_class"] if o in first_class else [], "erp", FIRST.date(), "{}", FIRST) for o in organisations),
    )
    for table in ("people_organisation", "people_person"):
        owner.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    return People(submitters, first_class, agents)


def _cases(owner: "psycopg.Connection[Row]", people: People, count: int, random: Random) -> None:
    from bench.made_cases import plan_of, planned_clocks
    from bench.made_words import texts

    owner.execute("CREATE TEMP TABLE plan_text (id int, subject text, body text)")
    _copy(owner, "plan_text", ((i, *pair) for i, pair in enumerate(texts(TEXTS, random))))
    now = datetime.now(UTC).replace(microsecond=0)
    plan = list(plan_of(people, count, FIRST, now - timedelta(minutes=5), random))
    owner.execute(
        "CREATE TEMP TABLE plan (id bigint, number text, organisation bigint, reporter bigint, assignee bigint, state text,"
        " priority int, area text, category text, first_class bool, version bigint, text int, opened_at timestamptz,"
        " answered_at timestamptz, closed_at timestamptz)"
    )
    _copy(owner, "plan", (case.row for case in plan))
    owner.execute(
        "CREATE TEMP TABLE plan_clock (id bigint, case_id bigint, name text, promise text, calendar text, within text,"
        " started_at timestamptz, due_at timestamptz, at_risk_at timestamptz, stopped_at timestamptz)"
    )
    _copy(owner, "plan_clock", planned_clocks(plan))
    owner.execute("ANALYZE plan; ANALYZE plan_text; ANALYZE plan_clock; SET work_mem = '256MB'")
    for table in BULK_TABLES:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    statements = Path(__file__).with_suffix(".sql").read_text().strip().removesuffix(";").split(";\n")
    for statement in (*statements, "SET CONSTRAINTS ALL IMMEDIATE"):
        began = monotonic()
        owner.execute(statement)
        print(f"  {monotonic() - began:5.1f} s  {' '.join(statement.split())[:70]}", flush=True)
    for table in BULK_TABLES:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _copy(owner: "psycopg.Connection[Row]", into: str, rows: Iterator[Row]) -> None:
    with owner.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _fill(owner: "psycopg.Connection[Row]", table: str, columns: str, rows: Iterator[Row]) -> None:
    """By way of a table of its own, for PostgreSQL copies into none that has policies."""
    owner.execute(f"CREATE TEMP TABLE filling AS SELECT {columns} FROM {table} WITH NO DATA")
    _copy(owner, "filling", rows)
    owner.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM filling")
    owner.execute("DROP TABLE filling")


def _last(owner: "psycopg.Connection[Row]", table: str) -> int:
    return int(_one(owner, f"SELECT coalesce(max(id), 0) FROM {table}"))


def _one(owner: "psycopg.Connection[Row]", query: str) -> Any:
    row = owner.execute(query).fetchone()
    return None if row is None else row[0]


if __name__ == "__main__":
    main()

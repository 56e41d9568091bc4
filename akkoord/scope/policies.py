# SPDX-License-Identifier: EUPL-1.2
"""Row-level security as migration operations: the cheap check behind every filter. sla:2.3.3

The settings a policy reads are transaction-local (`database.py`); without them no row is visible. They are read in
sub-selects so that PostgreSQL evaluates them once a query and not once a row.

The condition of cases and what hangs on them stands in a CASE: PostgreSQL cannot guess how many rows pass it, and takes half
of them for granted then. Without the CASE it believes that hardly any row passes, and sorts ten thousands of rows for the
first page of a list rather than walk the index that has them in order (36 ms instead of 0.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import migrations

SIDE = "(SELECT current_setting('akkoord.side', true))"
PERSON = "(SELECT nullif(current_setting('akkoord.person', true), '')::bigint)"
ORGANISATIONS = "(SELECT coalesce(nullif(current_setting('akkoord.organisations', true), ''), '{}')::bigint[])"
# `= ANY ((SELECT ...))` would be read as a sub-query of rows; the cast makes it an array.
MINE = f"ANY (({ORGANISATIONS})::bigint[])"

SCOPED = f"""CASE WHEN {SIDE} = 'system'
    OR ({SIDE} = 'staff' AND audience IN ('shared', 'vendor_only'))
    OR ({SIDE} IN ('staff', 'customer') AND audience IN ('shared', 'organisation_only')
        AND (organisation_id = {MINE} OR parties && {ORGANISATIONS}))
    OR ({SIDE} IN ('staff', 'customer') AND audience = 'named_persons' AND {PERSON} = ANY (persons))
    THEN true ELSE false END
"""
# Rows that every member of the organisation and all staff may know of: contracts, memberships.
BY_ORGANISATION = f"{SIDE} IN ('system', 'staff') OR organisation_id = {MINE}"
# Rows that the organisation keeps to itself: its management organisation. Staff see none, save of where they are members.
PRIVATE = f"{SIDE} = 'system' OR ({SIDE} IN ('staff', 'customer') AND organisation_id = {MINE})"
PERSONAL = f"{SIDE} = 'system' OR person_id = {PERSON}"


def row_security(table: str, condition: str, *, write: str | None = None) -> migrations.RunSQL:
    """Enable and force row-level security on `table` under `condition`; `write` where fewer may write than may read."""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY scope ON {table} USING ({condition}) WITH CHECK ({write or condition});
        """,
        f"DROP POLICY scope ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table: str, *, but: str = "") -> migrations.RunSQL:
    """Refuse every change and removal of a row in `table`; `but` names columns that may still be filled (`sent_at, verdict`).

    The tables' owner alone may replace personal text, within the database's function `akkoord_erase_person()`.
    """
    allowed = ", ".join(f"'{c.strip()}'" for c in but.split(",") if c.strip())
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION akkoord_append_only({allowed});
        """,
        f"DROP TRIGGER append_only ON {table};",
    )


def as_its(table: str, column: str) -> str:
    """The condition of a row that belongs to a row of `table`: whoever may know of that one may know of this one."""
    return f"EXISTS (SELECT 1 FROM {table} its WHERE its.id = {column})"  # noqa: S608  # names of our own tables


def forgets_person(floor: str, columns: Mapping[str, Sequence[str]]) -> migrations.RunSQL:
    """Let who is erased (`akkoord_erase_person()`) leave texts of a floor too: name and address go, what was said stays.

    `columns` are text columns by table. Runs as the tables' owner, so also where nothing is changed otherwise.
    """
    changes = "\n".join(_without_person(table, names) for table, names in columns.items())
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {floor}_forget_person() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
        BEGIN
            {changes}
            RETURN NEW;
        END $$;
        CREATE TRIGGER {floor}_forget AFTER UPDATE OF email ON people_person FOR EACH ROW
            WHEN (NEW.email LIKE 'erased-%@erased.invalid' AND OLD.email IS DISTINCT FROM NEW.email)
            EXECUTE FUNCTION {floor}_forget_person();
        """,
        f"DROP TRIGGER {floor}_forget ON people_person; DROP FUNCTION {floor}_forget_person();",
    )


def _without_person(table: str, names: Sequence[str]) -> str:
    new = ", ".join(f"{c} = replace(replace({c}, OLD.name, NEW.name), OLD.email, NEW.email)" for c in names)
    said = " OR ".join(f"position(OLD.name IN {c}) > 0 OR position(OLD.email IN {c}) > 0" for c in names)
    return f"UPDATE {table} SET {new} WHERE {said};"  # noqa: S608  # names of our own tables

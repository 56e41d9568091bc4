# SPDX-License-Identifier: EUPL-1.2
"""Find one case by its number, for somebody: in one plain query, for no page is asked more often.

`may_see` decides for one row what `visible_to` decides for many; the database's policies stand behind both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from akkoord.people.models import Organisation, Person

from .models import Case
from .rights import may_see

JOINED: tuple[tuple[str, type[Model]], ...] = (("organisation", Organisation), ("reporter", Person), ("assignee", Person))


def find_case(number: str, person: Person) -> Case | None:
    """The case with this number if the person may see it, with `version_number` and `merged_number` for its page."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(), [number.replace("\x00", "")])
        row = cursor.fetchone()
    if row is None:
        return None
    values = iter(row)
    case = _read(Case, values)
    for name, model in JOINED:
        setattr(case, name, _read(model, values))
    case.version_number, case.merged_number = values
    return case if may_see(person, case) else None


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _sql() -> str:
    """Every column of the case and of who belongs to it."""
    columns, joins = _columns(Case, "c"), ""
    for name, model in JOINED:
        columns += _columns(model, name)
        joins += f' LEFT JOIN {model._meta.db_table} "{name}" ON "{name}".id = c.{name}_id'
    joins += " LEFT JOIN agreements_agreementversion v ON v.id = c.version_id LEFT JOIN cases_case m ON m.id = c.merged_into_id"
    return f"SELECT {', '.join(columns)}, v.number, m.number FROM cases_case c{joins} WHERE c.number = %s"  # noqa: S608  # names of our own columns


def _columns(model: type[Model], alias: str) -> list[str]:
    return [f'"{alias}"."{field.column}"' for field in model._meta.concrete_fields]


def _read(model: type[Model], values: Iterator[Any]) -> Any:
    """The next model in the row; None where the join found nothing."""
    names = _names(model)
    own = [next(values) for _ in names]
    return None if own[names.index("id")] is None else model.from_db("default", names, own)

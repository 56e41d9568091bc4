# SPDX-License-Identifier: EUPL-1.2
"""Thousands of rows in one statement. COPY is no way in: PostgreSQL refuses it under row-level security."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """That many keys of the model's table, taken from its sequence."""
    sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    return _numbers(sql, [model._meta.db_table, count])


def next_of(sequence: str, count: int) -> list[int]:
    """That many numbers of a sequence."""
    return _numbers("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], **constants: Any) -> None:
    """Insert `rows`, whose values are those of the fields called `names`; every row has the `constants` too.

    Values are as the database takes them: JSON as text. Constraints, triggers and policies hold as always.
    """
    columns = list(zip(*rows, strict=True))
    if not columns:
        return
    fields = [_field(model, name) for name in (*names, *constants)]
    types = [_type(field) for field in fields]
    arrays = ", ".join(f"%s::{kind}[]" for kind in types[: len(names)])
    fixed = "".join(f", %s::{kind}" for kind in types[len(names) :])
    quoted = ", ".join(f'"{field.column}"' for field in fields)
    sql = f'INSERT INTO "{model._meta.db_table}" ({quoted}) SELECT its.*{fixed} FROM unnest({arrays}) AS its'  # noqa: S608  # names of our own models
    with connection.cursor() as cursor:
        cursor.execute(sql, [*constants.values(), *(list(column) for column in columns)])


def _numbers(sql: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [number for (number,) in cursor.fetchall()]


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _type(field: "models.Field[Any, Any]") -> str | None:
    if isinstance(field, models.ForeignKey | models.AutoField):
        return "bigint"
    return field.db_type(connection)

# SPDX-License-Identifier: EUPL-1.2
"""Write verdicts, hundreds in one statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from ..models import JUDGED, MonthVerdict

NAMES = ("agreement_id", "organisation_id", "judged_at", "supersedes_id", "reason", "by_id", "confirmed_by_id", *JUDGED)
"""The columns of a row, in their order."""


def write_verdicts(rows: Sequence[Sequence[Any]]) -> None:
    """Add these rows, each with a value for each of NAMES.

    As one JSON text: what proves a verdict is JSON, and as an array of texts each of its quotes is escaped one by one, which takes
    longer than judging.
    """
    if not rows:
        return
    fields = [_field(name) for name in NAMES]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    types = ", ".join(f'"{field.column}" {_type(field)}' for field in fields)
    text = json.dumps([dict(zip(NAMES, row, strict=True)) for row in rows], cls=DjangoJSONEncoder)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO promises_monthverdict ({columns}) SELECT {columns} FROM json_to_recordset(%s::json) AS its ({types})",  # noqa: S608  # columns of our own model
            [text],
        )


def _field(name: str) -> models.Field[Any, Any]:
    field = MonthVerdict._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _type(field: models.Field[Any, Any]) -> str | None:
    return "bigint" if isinstance(field, models.ForeignKey) else field.db_type(connection)

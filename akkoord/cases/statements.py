# SPDX-License-Identifier: EUPL-1.2
"""What is asked all day: Django puts the statement together once for each reader and choice, which costs more than asking it.

Only the words of the statement are kept, never rows; a reader whose roles change has another key.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from akkoord.people.models import Person

MOST = 500
WORDS = "{what is searched for}"  # stands in a kept statement where each request has its own words
Statement = tuple[str, tuple[Any, ...]]
_kept: dict[Hashable, Statement] = {}


def ask(query: Callable[[], QuerySet[Any, Any]], person: Person, *choice: Hashable, words: str = "") -> list[tuple[Any, ...]]:
    """The rows of a query of values. `choice` names everything that shapes it besides its reader; it must not hang on the moment."""
    key = (person.pk, person.standings, *choice)
    known = _kept.get(key)
    if known is None:
        if len(_kept) >= MOST:
            _kept.clear()
        known = _kept[key] = _put_together(query())
    text, values = known
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute(text, [words if value is WORDS else value for value in values])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _put_together(query: QuerySet[Any, Any]) -> Statement:
    try:
        text, values = query.query.sql_with_params()
    except EmptyResultSet:  # Django knows that there can be no rows: a reader without standing
        return "", ()
    return sys.intern(text), values

# SPDX-License-Identifier: EUPL-1.2
"""Tell PostgreSQL, for one transaction, who is reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from .rules import PUBLIC, Scope, Side

_SET = (
    "SELECT set_config('akkoord.side', %s, true), set_config('akkoord.organisations', %s, true),"
    " set_config('akkoord.person', %s, true)"
)


def set_scope(scope: Scope) -> None:
    """Give the running transaction this scope; it ends with the transaction. Without one there are no rows."""
    organisations = "{" + ",".join(map(str, sorted(scope.organisations))) + "}"
    person = "" if scope.person_id is None else str(scope.person_id)
    with connection.cursor() as cursor:
        cursor.execute(_SET, [scope.side, organisations, person])


def current_scope() -> Scope:
    """The scope of the running transaction, as the database knows it; the public's where none was set."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('akkoord.side', true), current_setting('akkoord.organisations', true),"
            " current_setting('akkoord.person', true)"
        )
        side, organisations, person = cursor.fetchone()
    if not side:
        return PUBLIC
    numbers = frozenset(int(n) for n in (organisations or "").strip("{}").split(",") if n)
    return Scope(Side(side), numbers, int(person) if person else None)


@contextmanager
def scoped(scope: Scope) -> Iterator[None]:
    """A transaction (or savepoint) under this scope; what held before holds again afterwards."""
    with transaction.atomic():
        before = current_scope()
        set_scope(scope)
        yield
        set_scope(before)

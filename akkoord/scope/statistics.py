# SPDX-License-Identifier: EUPL-1.2
"""What the database knows of its tables when it plans a query.

It looks by itself, but minutes later: until then it takes a table into which an import just wrote a million rows for one of a
hundred, and a question that takes seconds takes hours.
"""

from __future__ import annotations

from django.db import connection

MANY = 10_000  # rows: fewer change no plan that matters


def analyze_written(at_least: int | None = None) -> list[str]:
    """Look again at every table in which this transaction wrote so many rows (MANY), and name them. For its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT akkoord_analyze_written(%s)", [MANY if at_least is None else at_least])
        return [name for (name,) in cursor.fetchall()]

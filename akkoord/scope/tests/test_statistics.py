# SPDX-License-Identifier: EUPL-1.2
"""After many rows were written at once the database knows of them, before anybody asks about them."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.scope.statistics import analyze_written

pytestmark = pytest.mark.django_db
TOUCHED = "promises_touched"
WRITE = f"""
    INSERT INTO {TOUCHED} (agreement_id, promise, audience, day)
    SELECT 1, 'p' || n %% 7, 'shared', date '2026-11-21' FROM generate_series(1, %s) AS n
"""


def asked(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        (found,) = cursor.fetchone()
    return found


def write(rows: int) -> None:
    set_scope(SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [rows])


def test_table_in_which_many_rows_were_written_is_looked_at_and_no_other() -> None:
    before = asked("SELECT clock_timestamp()")
    write(20_000)
    assert analyze_written(at_least=20_000) == [TOUCHED]
    looked_at = asked(f"SELECT pg_stat_get_last_analyze_time('{TOUCHED}'::regclass)")
    assert isinstance(before, datetime) and isinstance(looked_at, datetime) and looked_at >= before


def test_few_rows_are_left_to_the_database_itself() -> None:
    write(30)
    assert analyze_written(at_least=100_000) == []


def test_plans_reckon_with_the_rows_of_a_transaction_before_it_ends() -> None:
    def known() -> object:
        return asked(f"SELECT reltuples::int FROM pg_class WHERE oid = '{TOUCHED}'::regclass")

    write(7_001)
    assert known() != 7_001
    analyze_written(at_least=7_001)
    assert known() == 7_001

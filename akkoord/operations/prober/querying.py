# SPDX-License-Identifier: EUPL-1.2
"""Ask a PostgreSQL database, and a Prometheus."""

from __future__ import annotations

import asyncio
import errno
import json
import operator
import os
import time
from typing import Any
from urllib.parse import urlencode

import psycopg

from ..rules.probing import PrometheusSettings, SqlSettings
from .answers import Answer, Failed, Unsure
from .connecting import Ways
from .loading import Page, kept_headers, load

COMPARE = {"<": operator.lt, "<=": operator.le, "==": operator.eq, ">=": operator.ge, ">": operator.gt}
SHARE = 0.95  # of the time is Prometheus's own; a Prometheus that is late says nothing about what it watches
MOST = 8_000_000  # bytes of a range of many series


async def ask_sql(ways: Ways, settings: SqlSettings, timeout: float, answer: Answer) -> None:
    """Ask for one row, reading only. Raises Failed where it does not come, or reads otherwise."""
    if not (address := os.environ.get(settings.dsn_env)):
        raise Unsure(f"{settings.dsn_env} is not set")
    try:
        async with await psycopg.AsyncConnection.connect(
            address, autocommit=True, options="-c default_transaction_read_only=on", prepare_threshold=None
        ) as connection:
            row = await (await connection.execute(settings.query.encode())).fetchone()
    except psycopg.OperationalError as error:
        if os.strerror(errno.ENETUNREACH) in str(error):
            raise Unsure(str(error)) from error
        raise Failed("connection") from error
    except psycopg.Error as error:
        raise Failed("query") from error
    answer.has_come = True
    if row is None:
        raise Failed("empty")
    if settings.expect and str(row[0]) != settings.expect:
        raise Failed("text")


async def ask_prometheus(ways: Ways, settings: PrometheusSettings, timeout: float, answer: Answer) -> None:
    """Ask for the last values. Raises Failed where they compare badly or are not there, Unsure when Prometheus does not say."""
    end = round(time.time(), 3)
    begin = end - settings.seconds // settings.step * settings.step
    asked = urlencode({"query": settings.query, "start": begin, "end": end, "step": settings.step})
    page = Page(f"{settings.url.rstrip('/')}/api/v1/query_range?{asked}", kept_headers(settings.headers_env), most=MOST)
    try:
        async with asyncio.timeout(timeout * SHARE):
            said = json.loads(await load(ways, page, timeout, answer))
        series = [one["values"] for one in said["data"]["result"]]
    except (Failed, OSError, ValueError, LookupError, TypeError) as error:
        raise Unsure(f"{settings.url} gives no series: {error!r}") from error
    newest: list[list[Any]] = [values[-1] for values in series if values]
    if not newest or any(end - float(at) > 2 * settings.step for at, _value in newest):
        raise Failed("empty")
    if not all(COMPARE[settings.comparison](float(value), settings.bound) for _at, value in newest):
        raise Failed("bound")

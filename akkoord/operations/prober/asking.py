# SPDX-License-Identifier: EUPL-1.2
"""Ask one question, whatever its kind, within its time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from ..rules.probing import DnsSettings, HttpSettings, PrometheusSettings, Settings, SqlSettings, TcpSettings
from .answers import Answer, Failed, word_of
from .connecting import Ways, connected
from .loading import ask_http
from .looking_up import ask_dns
from .querying import ask_prometheus, ask_sql


async def ask(ways: Ways, settings: Settings, timeout: float) -> Answer:
    """The answer, good or not. Raises `Unsure` when the failure is our own: then there is none."""
    loop = asyncio.get_running_loop()
    answer, begin = Answer(), loop.time()
    try:
        async with asyncio.timeout(timeout):
            await ASK[type(settings)](ways, settings, timeout, answer)
        answer.ok = True
    except Failed as failed:
        answer.error = failed.word
    except OSError as error:  # a timeout is one, too
        answer.error = word_of(error)
    if answer.has_come:
        answer.ms = round((loop.time() - begin) * 1000, 2)
    return answer


async def ask_tcp(ways: Ways, settings: TcpSettings, timeout: float, answer: Answer) -> None:
    """Open a connection and close it."""
    async with connected(ways, settings.host, settings.port, timeout, answer):
        answer.has_come = True


ASK: dict[type[Settings], Callable[[Ways, Any, float, Answer], Awaitable[None]]] = {
    HttpSettings: ask_http,
    TcpSettings: ask_tcp,
    DnsSettings: ask_dns,
    SqlSettings: ask_sql,
    PrometheusSettings: ask_prometheus,
}

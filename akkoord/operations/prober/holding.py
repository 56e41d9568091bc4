# SPDX-License-Identifier: EUPL-1.2
"""One prober at a time for a place: a lock of one session of the database, which goes with that session."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import psycopg
from django.db import connection

logger = logging.getLogger(__name__)
OURS = 0x616B6B  # the first half of the lock's key; the second is the place
LEASE = 3.0  # seconds that a confirmed hold is believed
BEAT = 1.0
PATIENCE = 2.0  # seconds for the database to answer
CONNECTING = 5
# A server that went without a word is noticed within some ten seconds.
ALIVE = {
    "connect_timeout": CONNECTING, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2, "tcp_user_timeout": 10_000,
}  # fmt: skip
KEPT = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")


class Hold:
    """Holds the place while its connection lives. Whoever loses the connection stops asking before another may begin."""

    def __init__(self, place: int, code: str) -> None:
        self._place, self._code = place, code
        self._until = float("-inf")

    @property
    def is_held(self) -> bool:
        """Whether this process may ask now."""
        return asyncio.get_running_loop().time() < self._until

    async def keep(self) -> None:
        """Take the place and hold it, again after every loss, until cancelled."""
        said = ""
        while True:
            try:
                async with asyncio.timeout(CONNECTING):
                    session = await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True)
                async with session:
                    await self._take(session)
                    said = ""
                    await self._hold(session)
            except (psycopg.Error, OSError) as error:
                self._until = float("-inf")
                if type(error).__name__ != said:  # once for each sort of trouble
                    said = type(error).__name__
                    logger.warning("%s is not held, so nothing is asked: %s", self._code, error or said)
            await asyncio.sleep(BEAT)

    async def _take(self, session: psycopg.AsyncConnection[Any]) -> None:
        waited = False
        while not await _says(session, "SELECT pg_try_advisory_lock(%s, %s)", OURS, self._place):
            if not waited:
                logger.warning("another prober holds %s; this one waits", self._code)
            waited = True
            await asyncio.sleep(BEAT)
        if waited:  # the one before may still believe for so long that it holds
            await asyncio.sleep(LEASE)

    async def _hold(self, session: psycopg.AsyncConnection[Any]) -> None:
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            await _says(session, "SELECT true")
            if self._until < asked:
                logger.info("probing from %s", self._code)
            self._until = asked + LEASE
            await asyncio.sleep(BEAT)


async def _says(session: psycopg.AsyncConnection[Any], statement: str, *given: int) -> bool:
    async with asyncio.timeout(PATIENCE):
        row = await (await session.execute(statement.encode(), given or None)).fetchone()
    return bool(row and row[0])


def use_no_pool() -> None:
    """Let each thread of this process keep one connection: a pool waits ever longer before it tries a lost server again."""
    options = connection.settings_dict["OPTIONS"]
    options.pop("pool", None)
    options |= ALIVE


def _parameters() -> dict[str, Any]:
    """Where the application logs in, without its pool, and quick to see that a connection died."""
    own = {name: value for name, value in connection.get_connection_params().items() if name in KEPT}
    return {**own, **ALIVE, "application_name": "akkoord prober"}

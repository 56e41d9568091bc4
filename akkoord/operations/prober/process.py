# SPDX-License-Identifier: EUPL-1.2
"""The prober's parts together, in one event loop: hold the place, know the questions, ask each in its turn, write each second."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from ..rules.sampling import Measured, Met
from .answers import Answer, Unsure
from .asking import ask
from .connecting import Ways
from .holding import Hold
from .keeping import Batch, Kept, write
from .pulse import BEAT, Pulse
from .questions import Asked, Question, last_heard, read_questions
from .turns import Turns

logger = logging.getLogger(__name__)
READING = 3.0  # seconds after which a changed probe is seen
WRITING = 1.0
REPORTING = 60.0
NAMES_AT_ONCE = 32  # a name that hangs holds a thread for some seconds
LAST_WRITING = 5.0  # seconds for what is left at the end
T = TypeVar("T")
Work = Callable[[], Coroutine[Any, Any, None]]


class Prober:
    """Asks from one place until told to stop."""

    def __init__(self, place: int, code: str) -> None:
        self._place, self._code = place, code
        self._hold, self._turns, self._kept, self._ways = Hold(place, code), Turns[Question](code), Kept(), Ways()
        self._pulse = Pulse(time.monotonic(), time.time())
        self._database = ThreadPoolExecutor(1, "database")
        self._asked: Asked | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._counts: Counter[str] = Counter()
        self._said: dict[str, float] = {}
        self.latest = 0.0  # seconds that a question was asked after its turn, at worst

    async def run(self) -> None:
        """Until SIGTERM or SIGINT: what is under way is let go as unknown, what was heard is written."""
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        loop.set_default_executor(ThreadPoolExecutor(NAMES_AT_ONCE, "names"))
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        work: list[Work] = [
            self._beat,
            self._hold.keep,
            self._ask,
            _each(READING, self._read),
            _each(REPORTING, self._report, REPORTING),
        ]
        tasks = [asyncio.create_task(each()) for each in work]
        ended = asyncio.create_task(stop.wait())
        writing = asyncio.create_task(self._write_each_second(stop))
        done, _ = await asyncio.wait([*tasks, ended, writing], return_when=asyncio.FIRST_COMPLETED)
        for task in [*tasks, ended, *self._tasks]:
            task.cancel()
        stop.set()
        await asyncio.gather(*tasks, ended, *self._tasks, return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LAST_WRITING):
                await writing
                await self._in_thread(_leave)
        if self._kept:
            logger.error("%d samples could not be written and are lost", len(self._kept))
        self._database.shutdown(wait=False, cancel_futures=True)
        for task in done:
            task.result()  # whatever ended by itself says why

    async def _beat(self) -> None:
        while True:
            if not self._pulse.beat(time.monotonic(), time.time()):
                logger.warning("this process was late or paused: what was asked meanwhile is unknown")
                self._turns.begin_anew(time.time())
            await asyncio.sleep(BEAT)

    async def _read(self) -> None:
        """See what changed; at first, look at what was written before this process began."""
        known = self._asked
        try:
            found = await self._in_thread(lambda: _read(self._place, known))
        except (OperationalError, InterfaceError) as error:
            self._say(f"the questions cannot be read: {error}")
            return
        if found is not None:
            self._asked, heard = found
            self._kept.look_again(heard)
            self._turns.change(self._asked.questions, time.time())
            logger.info("%d questions from %s", len(self._turns), self._code)

    async def _ask(self) -> None:
        while True:
            now = time.time()
            for moment, question in self._turns.due(now):
                if self._hold.is_held:
                    self.latest = max(self.latest, now - moment)
                    task = asyncio.create_task(self._put(question))
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
            await asyncio.sleep(self._turns.wait(time.time(), 0.2))

    async def _put(self, question: Question) -> None:
        """Ask, and keep the answer where it can be believed."""
        begun, at = time.monotonic(), datetime.now(UTC)
        try:
            answer = await ask(self._ways, question.settings, question.timeout)
        except Unsure as unsure:
            self._counts["unsure"] += 1
            self._say(f"{question.code} is unknown: {unsure}")
            return
        except Exception:  # one question must not end the others; it is unknown, and said
            self._counts["unsure"] += 1
            logger.exception("%s could not be asked", question.code)
            return
        if not self._pulse.is_sound(begun, time.monotonic(), time.time()):
            self._counts["unsound"] += 1
            return
        self._counts["good" if answer.ok else "failed"] += 1
        self._kept.add(_measured(question.probe, self._place, at, answer), _met(question.probe, at, answer))

    async def _write_each_second(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), WRITING)
            while (batch := self._kept.take()) and await self._write(batch) and len(self._kept):
                pass

    async def _write(self, batch: Batch) -> bool:
        """Whether it went well."""
        try:
            self._kept.look_again(await self._in_thread(lambda: write(batch, datetime.now(UTC))))
        except (OperationalError, InterfaceError) as error:
            self._kept.give_back(batch)
            self._say(f"{len(self._kept)} samples wait: {error}")
            return False
        except DatabaseError:  # it would go wrong again and hold up all that come after it
            logger.exception("%d samples are refused and lost", len(batch.samples))
        return True

    async def _report(self) -> None:
        counts = " ".join(f"{name}={self._counts[name]}" for name in ("good", "failed", "unsure", "unsound"))
        rest = f"waiting={len(self._kept)} dropped={self._kept.dropped} latest={self.latest:.3f}"
        logger.info("from %s: questions=%d %s %s", self._code, len(self._turns), counts, rest)
        self.latest = 0.0

    def _say(self, what: str) -> None:
        """The same trouble once a minute."""
        now = time.monotonic()
        if now - self._said.get(what, -REPORTING) >= REPORTING:
            self._said = {text: at for text, at in self._said.items() if now - at < REPORTING} | {what: now}
            logger.warning("%s", what)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._database, work)


def _each(seconds: float, work: Work, first: float = 0) -> Work:
    async def repeat() -> None:
        await asyncio.sleep(first)
        while True:
            await work()
            await asyncio.sleep(seconds)

    return repeat


def _leave() -> None:
    """Close the connection of the thread that this runs in."""
    connection.close()


def _read(place: int, known: Asked | None) -> tuple[Asked, dict[int, datetime]] | None:
    try:
        found = read_questions(place, datetime.now(UTC), known.mark if known else "")
    except (OperationalError, InterfaceError):
        connection.close()  # the next one is new
        raise
    if found is None:
        return None
    return found, {} if known else last_heard(list(found.questions), place)


def _measured(probe: int, place: int, at: datetime, answer: Answer) -> Measured:
    return Measured(
        probe,
        place,
        at,
        answer.ok,
        answer.ms,
        answer.dns,
        answer.connect,
        answer.tls,
        answer.first_byte,
        answer.status,
        answer.error,
    )


def _met(probe: int, at: datetime, answer: Answer) -> Met | None:
    return Met(probe, answer.shown.tls_version, answer.shown.names, answer.shown.expires_at, at) if answer.shown else None

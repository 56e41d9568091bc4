# SPDX-License-Identifier: EUPL-1.2
"""Keep answers until they are written, each second; a database that is away for a while costs nothing but memory, up to a bound."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..actions.samples import keep_certificates, keep_samples
from ..actions.watching import watch
from ..rules.sampling import Measured, Met

logger = logging.getLogger(__name__)
MOST = 100_000  # samples in memory, some 30 MB; the oldest go first
AT_ONCE = 5_000
SEEN_AGAIN = timedelta(hours=1)  # a certificate that did not change is written so often


@dataclass(frozen=True)
class Batch:
    """What one writing takes along. `since`: each probe's first sample that nobody may have looked at."""

    samples: list[Measured]
    certificates: list[Met]
    since: dict[int, datetime]


class Kept:
    """What waits to be written; of the event loop alone."""

    def __init__(self) -> None:
        self._samples: deque[Measured] = deque()
        self._certificates: dict[int, Met] = {}
        self._since: dict[int, datetime] = {}
        self._shown: dict[int, Met] = {}
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._samples)

    def add(self, sample: Measured, met: Met | None = None) -> None:
        """Keep an answer; the oldest one goes when there are too many."""
        self._samples.append(sample)
        self._bound()
        if met is not None and _is_news(met, self._shown.get(met.probe)):
            self._certificates[met.probe] = self._shown[met.probe] = met

    def look_again(self, since: Mapping[int, datetime]) -> None:
        """These samples are written, and perhaps nobody has looked at them."""
        for probe, at in since.items():
            self._since[probe] = min(at, self._since.get(probe, at))

    def take(self) -> Batch | None:
        """The oldest that wait, for writing; nothing when nothing waits."""
        samples = [self._samples.popleft() for _ in range(min(AT_ONCE, len(self._samples)))]
        self.look_again({sample.probe: sample.at for sample in reversed(samples)})
        batch = Batch(samples, list(self._certificates.values()), self._since)
        self._certificates, self._since = {}, {}
        return batch if batch.samples or batch.since else None

    def give_back(self, batch: Batch) -> None:
        """It could not be written now."""
        self._samples.extendleft(reversed(batch.samples))
        self._bound()
        self._certificates = {met.probe: met for met in batch.certificates} | self._certificates
        self.look_again(batch.since)

    def _bound(self) -> None:
        while len(self._samples) > MOST:
            self._samples.popleft()
            self.dropped += 1


def write(batch: Batch, at: datetime) -> dict[int, datetime]:
    """Write and look; returns what is still to be looked at. Raises OperationalError, InterfaceError while the database is away."""
    try:
        with scoped(SYSTEM):
            keep_samples(samples=batch.samples, by=None, at=at)
            keep_certificates(certificates=batch.certificates, by=None, at=at)
        return _look(batch.since, at)
    except (OperationalError, InterfaceError):
        connection.close()  # the next one is new
        raise


def _look(since: dict[int, datetime], at: datetime) -> dict[int, datetime]:
    try:
        with scoped(SYSTEM):
            changed = watch(since=since, by=None, at=at)
    except (OperationalError, InterfaceError) as error:
        connection.close()
        logger.warning("outages are looked for later: %s", error)
        return since
    for outage in changed:
        logger.info("%s %s", outage.number, "runs" if outage.is_running else "is over")
    return {}


def _is_news(met: Met, known: Met | None) -> bool:
    return known is None or met.seen_at - known.seen_at > SEEN_AGAIN or met != replace(known, seen_at=met.seen_at)

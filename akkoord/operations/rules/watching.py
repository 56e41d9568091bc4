# SPDX-License-Identifier: EUPL-1.2
"""What is watched, its bounds, and whether a value is past one. sla:2.3.6

Sign-ins are held against their own history at the same hour of the week: the median of the weeks before, give or take four
times their spread. The spread is 1.4826 times the median distance from the median (what a standard deviation is for a
bell, without being led by a week that was odd), and never less than the square root of the median, which is what mere
chance does to a count. With fewer than six weeks there is too little history to say anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from math import sqrt
from statistics import median

WEEKS = 13  # of history that sign-ins are held against
LEAST_WEEKS = 6
SPREADS = 4
BELL = 1.4826  # from the median distance to a standard deviation
FEW = 10  # so many an hour, or fewer, are never too many
NEAR = 0.8  # of a bound: about to cross


class Level(StrEnum):
    """How something that is watched stands."""

    WELL = "well"
    SOON = "soon"  # about to cross its bound
    CROSSED = "crossed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Bounds:
    """From where on somebody must look. An installation changes them by name in `AKKOORD_WATCH`."""

    queue: float = 500  # jobs that wait
    queue_seconds: float = 120  # the longest that one waits
    failed_jobs: float = 0  # in a day, or tried in vain three times
    mail_seconds: float = 900  # the longest that a mail waits
    certificate_days: float = 14  # until one ends
    disk_percent: float = 85  # used
    database_gigabytes: float = 200
    standbys: float = 0  # that must be there
    lag_seconds: float = 60  # of a standby
    clocks_at_risk: float = 20  # at once
    place_seconds: float = 180  # without a sample from a place
    sample_months: float = 5  # of raw samples
    duty_days: float = 14  # ahead that the roster must cover


class BadBounds(ValueError):
    """A bound that is not known, or is no number."""


def parse_bounds(text: str) -> Bounds:
    """Bounds from `queue=1000; disk_percent=90`; what is not named stays usual. Raises BadBounds."""
    known = [field.name for field in fields(Bounds)]
    given: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, _sep, value = part.partition("=")
        if name.strip() not in known:
            raise BadBounds(f"AKKOORD_WATCH: {name.strip()!r} is not one of {', '.join(known)}")
        try:
            given[name.strip()] = float(value)
        except ValueError as error:
            raise BadBounds(f"AKKOORD_WATCH: {name.strip()} must be a number, not {value.strip()!r}") from error
        if not 0 <= given[name.strip()] < float("inf"):
            raise BadBounds(f"AKKOORD_WATCH: {name.strip()} must not be negative or endless")
    return Bounds(**given)


@dataclass(frozen=True)
class Finding:
    """One thing that is watched: its kind, which one of several, how it stands and against what."""

    kind: str
    level: Level
    value: float | None = None
    bound: float | None = None
    name: str = ""
    label: str = ""  # how people call it, where that is not its name

    @property
    def what(self) -> str:
        """Its key, the same as long as it is the same thing."""
        return f"{self.kind}:{self.name}" if self.name else self.kind


def above(kind: str, value: float | None, bound: float, name: str = "") -> Finding:
    """A value that must not go over its bound; None is not known."""
    if value is None:
        return Finding(kind, Level.UNKNOWN, None, bound, name)
    level = Level.CROSSED if value > bound else Level.SOON if bound and value > NEAR * bound else Level.WELL
    return Finding(kind, level, value, bound, name)


def below(kind: str, value: float | None, bound: float, soon: float | None = None, name: str = "") -> Finding:
    """A value that must not fall below its bound; below `soon` it is about to."""
    if value is None:
        return Finding(kind, Level.UNKNOWN, None, bound, name)
    level = Level.CROSSED if value < bound else Level.SOON if soon is not None and value < soon else Level.WELL
    return Finding(kind, level, value, bound, name)


@dataclass(frozen=True)
class Usual:
    """How many are usual at this hour of the week."""

    low: float
    middle: float
    high: float


def usual(history: Sequence[int]) -> Usual | None:
    """What the same hour of earlier weeks makes usual; None with too little history."""
    if len(history) < LEAST_WEEKS:
        return None
    middle = median(history)
    spread = max(BELL * median(abs(count - middle) for count in history), sqrt(max(middle, 1)))
    return Usual(max(0.0, middle - SPREADS * spread), middle, max(middle + SPREADS * spread, FEW))


def against_history(kind: str, count: int, history: Sequence[int]) -> Finding:
    """A count of this hour against the same hour of earlier weeks; a value under the bound that it names is too low."""
    known = usual(history)
    if known is None:
        return Finding(kind, Level.UNKNOWN, count)
    if count < known.low:
        return Finding(kind, Level.CROSSED, count, known.low)
    return Finding(kind, Level.CROSSED if count > known.high else Level.WELL, count, known.high)

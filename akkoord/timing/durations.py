# SPDX-License-Identifier: EUPL-1.2
"""How long a promise may take: "1 hour", "3 working days", "1 month". Source: spec: timing."""

import re
from dataclasses import dataclass, field
from enum import Enum


class BadDuration(ValueError):
    """A duration that the agreement cannot name; the message says what it can."""


class Unit(Enum):
    """What a duration counts. The value is the singular in the notation."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    CLOSING = "closing of next working day"  # sla:2.2.2 picked up by the closing time

    @property
    def counts_open_time(self) -> bool:
        """Seconds, minutes and hours: only the time that the calendar is open counts."""
        return self in _SECONDS

    @property
    def counts_elapsed_time(self) -> bool:
        """Days, weeks and years: calendar arithmetic from the report, open or not."""
        return self in (Unit.DAY, Unit.WEEK, Unit.YEAR)


_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
_NOTATION = re.compile(r"(\d{1,9}) (second|minute|hour|working day|day|week|month|year)s?", re.ASCII)
_ALLOWED = (
    "a whole number from 1 and second, minute, hour, working day, day, week, month or year,"
    f" singular or plural; or '{Unit.CLOSING.value}'"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A count of a unit. Raises BadDuration when the count is not a whole number from 1.

    `open_seconds` is the open time it counts in seconds, 0 for a unit that counts dates.
    Source: spec: timing ("Notation")
    """

    count: int
    unit: Unit
    open_seconds: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if isinstance(self.count, bool) or not isinstance(self.count, int) or self.count < 1:
            raise BadDuration(f"{self.count!r} is no count for a duration: use {_ALLOWED}")
        if self.unit is Unit.CLOSING and self.count != 1:
            raise BadDuration(f"'{Unit.CLOSING.value}' takes no count")
        object.__setattr__(self, "open_seconds", self.count * _SECONDS.get(self.unit, 0))

    def __str__(self) -> str:
        """The canonical notation, which `parse_duration` reads back: "1 hour"."""
        if self.unit is Unit.CLOSING:
            return str(self.unit.value)
        return f"{self.count} {self.unit.value}{'' if self.count == 1 else 's'}"


def parse_duration(text: str) -> Duration:
    """The duration that `text` writes: "1 hour", "3 working days".

    Raises BadDuration, saying what is allowed. Source: spec: timing ("Notation")
    """
    words = " ".join(text.split())
    if words == Unit.CLOSING.value:
        return Duration(1, Unit.CLOSING)
    found = _NOTATION.fullmatch(words)
    if found is None:
        raise BadDuration(f"{text!r} is no duration: use {_ALLOWED}")
    return Duration(int(found[1]), Unit(found[2]))

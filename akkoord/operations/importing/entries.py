# SPDX-License-Identifier: EUPL-1.2
"""Outages and maintenance of another program in our words, before they are rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Said:
    """What was said at a moment, by language, and how far it was then."""

    at: datetime
    state: str
    text: dict[str, str]


@dataclass(frozen=True)
class Stood:
    """When something began and ended, as established at a moment; `because` of what."""

    began_at: datetime
    ended_at: datetime | None
    set_at: datetime
    because: str = ""


@dataclass(frozen=True)
class NewOutage:
    """An outage. The last of `bounds` is what holds; the earlier ones stay beside it."""

    line: int
    external_id: str
    title: dict[str, str]  # by language
    severity: str
    impact: str
    codes: list[str]
    bounds: list[Stood]
    said: list[Said] = field(default_factory=list)

    @property
    def stood(self) -> Stood:
        """What holds."""
        return self.bounds[-1]


@dataclass(frozen=True)
class NewWork:
    """A maintenance, as planned and as done."""

    line: int
    external_id: str
    title: dict[str, str]
    kind: str
    codes: list[str]
    announced_at: datetime
    began_at: datetime
    ended_at: datetime
    said: list[Said] = field(default_factory=list)

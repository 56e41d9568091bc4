# SPDX-License-Identifier: EUPL-1.2
"""What every event is made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Fact:
    """A past-tense fact with ids and plain values, no personal text. A subclass says what it is about in `about`."""

    about: ClassVar[str] = ""  # the field that holds the subject's id, `case_id` gives subject `case:12`

    @classmethod
    def name(cls) -> str:
        """The name under which it is stored and wired."""
        return cls.__name__

    @property
    def subject(self) -> str:
        """The typed key of what it is about."""
        return f"{self.about.removesuffix('_id')}:{getattr(self, self.about)}" if self.about else ""

    @property
    def data(self) -> dict[str, Any]:
        """The fields, for the row."""
        return asdict(self)

# SPDX-License-Identifier: EUPL-1.2
"""What happens to self-checks. Private to the organisation; the answers are not in the fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class SelfCheckFilledIn(Fact):
    """A role looked at itself for a year."""

    about: ClassVar[str] = "check_id"
    check_id: int
    role: str
    year: int

# SPDX-License-Identifier: EUPL-1.2
"""What a source of facts is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..models.partners import Partner
from ..models.records import Record
from ..programme import Said
from ..rules.periods import Period
from ..rules.requirements import Facts


@dataclass(frozen=True)
class Asked:
    """How one requirement of the programme stands for one partner."""

    partner: Partner
    said: Said
    period: Period | None
    """The period in which it counts; None: ever."""
    today: date
    at: datetime
    zone: str
    records: tuple[Record, ...] = ()
    """Everything that was written down by hand for this partner, the newest first."""

    @property
    def organisation_id(self) -> int:
        """The partner's organisation, the key of most facts."""
        return self.partner.organisation_id

    def day(self, moment: datetime) -> date:
        """The date of a moment, where the programme holds."""
        return moment.astimezone(ZoneInfo(self.zone)).date()


Source = Callable[[Asked], Facts | None]
"""Gives the facts, or None where nothing was recorded."""

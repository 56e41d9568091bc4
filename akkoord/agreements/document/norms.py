# SPDX-License-Identifier: EUPL-1.2
"""A norm over a population: how many must be in time, instead of every one."""

from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from akkoord.agreements.document.periods import Period, PeriodZone
from akkoord.agreements.document.words import Frozen


class Norm(Frozen):
    """The promise is kept over a period when enough of what it is about kept it."""

    share: Decimal | None = Field(default=None, gt=0, le=100, description="The least percentage that must keep it")
    missed_at_most: int | None = Field(default=None, ge=0, description="The most that may miss it")
    at_least_counted: int = Field(default=1, ge=1, description="With fewer than this in the period there is no verdict")
    per: Period = "month"
    zone: PeriodZone = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.share is None and self.missed_at_most is None:
            raise ValueError("has no bound; a norm has share, missed_at_most, or both")
        return self

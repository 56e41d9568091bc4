# SPDX-License-Identifier: EUPL-1.2
"""The periods over which an agreement may count."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

PERIODS = (
    "day", "24 hours", "week", "2 weeks", "month", "quarter", "year", "fiscal quarter", "fiscal year", "billing cycle",
    "migration", "day of work", "case", "always",
)  # fmt: skip
ROLLING = re.compile(r"rolling ([1-9]\d{0,3}) (day|week|month|year)s?", re.ASCII)
CALENDAR_PERIODS = frozenset({"month", "quarter", "year", "fiscal quarter", "fiscal year"})
ALLOWED = f"{', '.join(PERIODS)}, or `rolling 30 days`, `rolling 6 months`"


def _period(text: str) -> str:
    if text not in PERIODS and ROLLING.fullmatch(text) is None:
        raise ValueError(f"{text!r} is no period; allowed: {ALLOWED}")
    return text


def is_dated(per: str) -> bool:
    """Whether periods of that sort end with a month, so that this release judges them: a rolling one is seen at each month's end."""
    return per in CALENDAR_PERIODS or ROLLING.fullmatch(per) is not None


Period = Annotated[
    str,
    AfterValidator(_period),
    Field(description="Over what is counted", json_schema_extra={"examples": [*PERIODS, "rolling 30 days"]}),
]
PeriodZone = Annotated[
    str | None, Field(description="The time zone in which the period begins and ends; nothing: the agreement's")
]

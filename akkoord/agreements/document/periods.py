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
LONGEST = {"day": 3660, "week": 522, "month": 120, "year": 10}
"""How many of a unit may roll: ten years, of which every month is judged from facts that must still be there."""


def _period(text: str) -> str:
    rolling = ROLLING.fullmatch(text)
    if text not in PERIODS and rolling is None:
        raise ValueError(f"{text!r} is no period; allowed: {ALLOWED}")
    if rolling is not None and int(rolling[1]) > LONGEST[rolling[2]]:
        allowed = ", ".join(f"{most} {unit}s" for unit, most in LONGEST.items())
        raise ValueError(f"{text!r} is longer than can be judged; allowed: at most {allowed}")
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

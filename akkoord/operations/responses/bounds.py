# SPDX-License-Identifier: EUPL-1.2
"""What the vendor's public agreement promises about the loading of windows. sla:2.3.2"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.agreements.terms import Terms

FIGURE = "response"


@dataclass(frozen=True)
class Bound:
    """At most so many milliseconds: of the average, or in a percentage of the cases."""

    clause: str
    ms: float
    share: float | None  # None: the average

    @property
    def is_of_average(self) -> bool:
        """Whether the average must meet it."""
        return self.share is None


def bounds_of(begin: datetime, end: datetime) -> dict[str, Bound]:
    """The bound of each window that is promised, by the version in force when a stretch began, or when it ended where none was."""
    terms = _terms(begin) or _terms(end)
    found: dict[str, Bound] = {}
    for name, promise in terms.holding("measure", end) if terms else ():
        says = promise.measure
        if says is None or says.figure != FIGURE or says.unit != "seconds" or not isinstance(says.at_most, Decimal):
            continue
        share = None if says.average else float(says.share_of_cases or 100)
        for window in says.of:
            found[window] = Bound(name.partition("/")[0], float(says.at_most) * 1000, share)
    return found


def _terms(at: datetime) -> Terms | None:
    try:
        return terms_in_force(None, at)
    except NoAgreementInForce:
        return None

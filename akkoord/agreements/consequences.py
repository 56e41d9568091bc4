# SPDX-License-Identifier: EUPL-1.2
"""What follows from a judged value: the credit, its cap, until when it may be claimed, whether the customer may terminate.

Pure and exact: values and credits are fractions, and nothing is rounded. A value is in the promise's own unit (percent as
99.5, seconds, a count) or, for what was late, in the unit that the credit names (`late_in`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import ceil

from akkoord.agreements.document import Bounds, Cap, Credit, Promise, Rate, Tier, Trigger
from akkoord.agreements.document.conditions import chosen_calendar
from akkoord.agreements.judged_values import domain_of
from akkoord.agreements.terms import Terms
from akkoord.timing.deadlines import deadline
from akkoord.timing.durations import Duration, parse_duration

Number = Fraction | int


class InNoTier(ValueError):
    """A value that no tier holds, or more than one: `check` refuses such a schedule."""


@dataclass(frozen=True, slots=True)
class Credited:
    """What is given: percent of the credit's base, days of the service, an amount in its currency. Credits add up."""

    percent: Fraction = Fraction(0)
    days: Fraction = Fraction(0)
    amount: Fraction = Fraction(0)

    def __add__(self, other: "Credited") -> "Credited":
        return Credited(self.percent + other.percent, self.days + other.days, self.amount + other.amount)


NOTHING = Credited()


def holds(bounds: Bounds, value: Number) -> bool:
    """Whether the value lies within the bounds, each open or closed as it says."""
    return (
        (bounds.at_least is None or value >= Fraction(bounds.at_least))
        and (bounds.above is None or value > Fraction(bounds.above))
        and (bounds.at_most is None or value <= Fraction(bounds.at_most))
        and (bounds.below is None or value < Fraction(bounds.below))
    )


def tier_of(credit: Credit, value: Number) -> Tier:
    """The one tier of a value that broke the promise. Raises InNoTier."""
    found = [tier for tier in credit.tiers if holds(tier, value)]
    if len(found) != 1:
        raise InNoTier(f"{len(found)} tiers hold {value}; exactly one must")
    return found[0]


def credited(credit: Credit, value: Number, bound: Number) -> Credited:
    """What a value that broke a promise with this bound gives, before any cap. Raises InNoTier."""
    tier = tier_of(credit, value)
    rate = tier.per_started or tier.linear
    if rate is None:
        return _given(tier, Fraction(1))
    since = bound if rate.counted_from is None else Fraction(rate.counted_from)
    steps = abs(Fraction(value) - since) / Fraction(rate.step)
    return _given(rate, Fraction(ceil(steps)) if tier.per_started else steps)


def credit_of(promise: Promise, value: Number) -> Credited:
    """What the judged value of a promise gives, before any cap: nothing where it was kept or nothing follows. Raises InNoTier."""
    domain = domain_of(promise)
    if promise.consequences is None or promise.consequences.credit is None or domain is None:
        return NOTHING
    if not holds(domain.broken, value):
        return NOTHING
    return credited(promise.consequences.credit, value, Fraction(domain.bound))


def _given(part: Tier | Rate, times: Fraction) -> Credited:
    each = (part.percent, part.days, part.amount)
    return Credited(*(Fraction(0) if size is None else Fraction(size) * times for size in each))


def capped(given: Iterable[Credited], cap: Cap | None) -> Credited:
    """The credits of one period of the cap together, none above what it allows."""
    total = sum(given, NOTHING)
    if cap is None:
        return total
    return Credited(_most(total.percent, cap.percent), _most(total.days, cap.days), _most(total.amount, cap.amount))


def _most(given: Fraction, most: object) -> Fraction:
    return given if most is None else min(given, Fraction(str(most)))


def claimable_until(credit: Credit, ended: datetime, terms: Terms) -> datetime | None:
    """The last moment at which the credit of a period that ended then may be asked for; None where nobody need ask."""
    if credit.claim_within is None:
        return None
    calendar = terms.calendar(chosen_calendar(credit.claim_calendar, terms.options))
    return deadline(calendar, parse_duration(credit.claim_within), ended)


def late_by(seconds: Number, unit: str) -> Fraction:
    """How late something was, in the unit that a credit names with `late_in` (`1 hour`), of seconds of its own calendar.

    Raises ValueError for a unit that is no fixed number of seconds.
    """
    length = _SECONDS_OF.get(parse_duration(unit).unit.value)
    if length is None:
        raise ValueError(f"{unit!r} is no fixed number of seconds; allowed: {', '.join(_SECONDS_OF)}")
    return max(Fraction(0), Fraction(seconds) / (length * parse_duration(unit).count))


_SECONDS_OF = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}


def may_terminate(trigger: Trigger, values: Sequence[Number | None], broken: Sequence[bool]) -> bool:
    """Whether the periods, in order and the last one newest, give the right that the trigger describes.

    A period hits when its value lies within the trigger's bounds; without bounds when it broke the promise. A period without
    a value (None) never hits.
    """
    free = all(getattr(trigger, side) is None for side in ("at_least", "above", "at_most", "below"))
    hits = [
        value is not None and (breaks if free else holds(trigger, value)) for value, breaks in zip(values, broken, strict=True)
    ]
    recent = hits[-trigger.of_last :] if trigger.of_last else hits
    if not trigger.in_a_row:
        return sum(recent) >= trigger.times
    run = longest = 0
    for hit in recent:
        run = run + 1 if hit else 0
        longest = max(longest, run)
    return longest >= trigger.times


def right_until(trigger: Trigger, ended: datetime, terms: Terms) -> datetime | None:
    """Until when a right to terminate that came with a period that ended then may be used; None: for good."""
    if trigger.use_within is None:
        return None
    within: Duration = parse_duration(trigger.use_within)
    return deadline(terms.calendar(chosen_calendar(trigger.calendar, terms.options)), within, ended)

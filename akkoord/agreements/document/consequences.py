# SPDX-License-Identifier: EUPL-1.2
"""What follows when a promise is broken: a plan, credits in tiers with a cap and a claim window, the right to terminate."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from akkoord.agreements.document.conditions import CalendarChoice
from akkoord.agreements.document.periods import Period
from akkoord.agreements.document.words import DurationText, Frozen, Text

Positive = Annotated[Decimal, Field(gt=0)]
GIVES = ("percent", "days", "amount", "per_started", "linear")
MEASURES = ("percent", "days", "amount")


class Bounds(Frozen):
    """A range of the judged value. Each side is open or closed by its name, so that exactly 99.0 has one place."""

    at_least: Decimal | None = Field(default=None, description="From this value, the value itself included")
    above: Decimal | None = Field(default=None, description="From this value, the value itself not included")
    at_most: Decimal | None = Field(default=None, description="Up to this value, the value itself included")
    below: Decimal | None = Field(default=None, description="Up to this value, the value itself not included")

    @model_validator(mode="after")
    def _sides(self) -> Self:
        for one, other in (("at_least", "above"), ("at_most", "below")):
            if getattr(self, one) is not None and getattr(self, other) is not None:
                raise ValueError(f"has {one} and {other}; a side is open or closed, not both")
        low = self.at_least if self.at_least is not None else self.above
        high = self.at_most if self.at_most is not None else self.below
        closed = self.at_least is not None and self.at_most is not None
        if low is not None and high is not None and (low > high or (low == high and not closed)):
            raise ValueError(f"holds no value: it begins at {low} and ends at {high}")
        return self


def _one_of(part: Frozen, names: tuple[str, ...], what: str) -> None:
    given = [name for name in names if getattr(part, name) not in (None, False)]
    if len(given) != 1:
        raise ValueError(f"has {' and '.join(given) or 'none of them'}; {what} has exactly one of {', '.join(names)}")


class Rate(Frozen):
    """So much for each step that the value lies beyond a point."""

    step: Positive = Field(description="The size of a step, in the value's own unit")
    counted_from: Decimal | None = Field(default=None, description="The point; nothing: the promise's own bound")
    percent: Positive | None = None
    days: Positive | None = None
    amount: Positive | None = None

    @model_validator(mode="after")
    def _gives_one(self) -> Self:
        _one_of(self, MEASURES, "a rate")
        return self


class Tier(Bounds):
    """What a value within the bounds gives."""

    percent: Positive | None = Field(default=None, description="Percent of the credit's base")
    days: Positive | None = Field(default=None, description="Days of the service")
    amount: Positive | None = Field(default=None, description="An amount in the credit's currency")
    per_started: Rate | None = Field(default=None, description="So much for every started step: half a step counts whole")
    linear: Rate | None = Field(default=None, description="So much for every step, parts of a step in proportion")
    nothing: bool = Field(default=False, description="Named on purpose: these values give no credit")

    @model_validator(mode="after")
    def _gives_one(self) -> Self:
        _one_of(self, (*GIVES, "nothing"), "a tier")
        return self


class Cap(Frozen):
    """The most that is given, all credits of the period together."""

    percent: Positive | None = None
    days: Positive | None = None
    amount: Positive | None = None
    per: Period = "month"

    @model_validator(mode="after")
    def _caps_something(self) -> Self:
        if self.percent is None and self.days is None and self.amount is None:
            raise ValueError(f"caps nothing; a cap has one or more of {', '.join(MEASURES)}")
        return self


class Credit(Frozen):
    """A credit by tiers of the judged value."""

    base: Text = Field(description="Of what the percentages are: the month's fee of the service ...")
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$", description="ISO 4217 code, for amounts")
    late_in: DurationText | None = Field(
        default=None, description="For a deadline or a duration: the value is how late it was, in this unit, such as `1 hour`"
    )
    tiers: tuple[Tier, ...] = Field(min_length=1)
    cap: Cap | None = None
    claim_within: DurationText | None = Field(
        default=None, description="Asked for within this after the period's end; nothing: without asking"
    )
    claim_calendar: CalendarChoice = "always"


class Plan(Frozen):
    """An improvement plan."""

    within: DurationText = Field(description="After the end of the period")
    calendar: CalendarChoice = "always"


class Trigger(Bounds):
    """When the customer may terminate: so many periods whose value lies within the bounds, or, without bounds, that broke it."""

    times: int = Field(default=1, ge=1)
    of_last: int | None = Field(default=None, ge=1, description="Within this number of periods; nothing: ever")
    in_a_row: bool = False
    use_within: DurationText | None = Field(
        default=None, description="The right lapses this long after the last of those periods"
    )
    calendar: CalendarChoice = "always"

    @model_validator(mode="after")
    def _can_happen(self) -> Self:
        if self.of_last is not None and self.of_last < self.times:
            raise ValueError(f"asks {self.times} times within {self.of_last} periods; allowed: at least {self.times}")
        return self


class Consequences(Frozen):
    """What follows when the promise is broken."""

    improvement_plan: Plan | None = None
    credit: Credit | None = None
    termination: tuple[Trigger, ...] = ()

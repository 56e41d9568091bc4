# SPDX-License-Identifier: EUPL-1.2
"""The kinds of promise and what each must say. Source: spec promises, "Eight kinds of promise"."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from akkoord.agreements.document.conditions import CalendarChoice, Conditions, Names
from akkoord.agreements.document.words import DurationText, Frozen, Name, Text

Period = Literal["day", "24 hours", "week", "2 weeks", "month", "quarter", "year", "migration", "day of work", "case", "always"]
NO_CONDITIONS = Conditions()


class Kind(Frozen):
    """What every kind of promise may say."""

    when: Conditions = Field(default=NO_CONDITIONS, description="When the promise holds; nothing: always")


class Deadline(Kind):
    """After something starts, a clock must have stopped within a duration."""

    on: Name = Field(description="What it is about: a kind of case, or another subject such as investigation_copy")
    clock: Name = Field(description="Which clock of that subject: reaction, recovery, assessment, contact, pick_up ...")
    within: DurationText
    calendar: CalendarChoice = Field(default="always", description="The calendar whose open time counts")
    pauses_in: Names = Field(default=(), description="The states in which the clock stands still")


class Notice(Kind):
    """Something is announced at least a duration before it happens."""

    what: Name
    before: Name = Field(description="What follows the announcement")
    at_least: DurationText | None = Field(default=None, description="How long before; nothing: simply before")
    calendar: CalendarChoice = "always"
    told_by: Names = Field(default=(), description="The channels: portal, mail, status_page")


class Measure(Kind):
    """A figure over a period meets a bound."""

    figure: Name
    of: Names = ()
    at_least: Decimal | DurationText | None = None
    at_most: Decimal | DurationText | None = None
    unit: Literal["percent", "seconds", "duration", "hours"] = "percent"
    share_of_cases: Decimal | None = Field(default=None, description="The percentage of cases in which the bound must be met")
    average: bool = Field(default=False, description="The average must meet the bound")
    per: Period = "month"
    leaves_out: Names = Field(default=(), description="What the figure does not count")
    calendar: CalendarChoice | None = None


class Window(Kind):
    """Something happens only inside, or only outside, a calendar."""

    work: Name
    inside: Name | None = None
    outside: Name | None = None


class Cadence(Kind):
    """Something happens at least n times a period."""

    what: Name
    at_least: int = Field(ge=1)
    per: Period
    in_months: tuple[int, ...] = Field(default=(), description="The months in which it must happen, 1 to 12")
    at_places: Names = Field(default=(), description="Every one of these places")


class Retention(Kind):
    """Something is kept for, or is gone after, a duration."""

    what: Name
    kept_for: DurationText | None = None
    gone_after: DurationText | None = None
    since: Name = Field(description="The event from which it counts")


class Quota(Kind):
    """At most, or at least, n of something."""

    what: Name
    at_most: Decimal | None = None
    at_least: Decimal | None = None
    by_licence: dict[Name, int] = Field(default={}, description="The bound for each licence")
    per: Period = "always"
    in_months: tuple[int, ...] = ()


class Always(Kind):
    """A condition holds at every moment."""

    condition: Name
    of: Names = ()


class Intent(Kind):
    """Wording that cannot be judged, kept and named as such."""

    because: Text = Field(description="Why nobody can judge it")

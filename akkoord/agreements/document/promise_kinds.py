# SPDX-License-Identifier: EUPL-1.2
"""The kinds of promise and what each must say. Source: spec promises, "Eight kinds of promise"."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from akkoord.agreements.document.conditions import CalendarChoice, Conditions, Names
from akkoord.agreements.document.periods import Period, PeriodZone
from akkoord.agreements.document.words import DurationText, Frozen, Name, Side, Text

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
    pauses_after_word_of: Side | None = Field(default=None, description="It stands still while this side spoke last")
    starts_at: Literal["report", "classification", "diagnosis"] = Field(default="report", description="What starts the clock")
    stops_at: Literal["first_human_answer", "workaround", "solution"] | None = Field(
        default=None, description="What stops the clock; nothing: what the kind of case names"
    )
    recurs: bool = Field(default=False, description="Each time again until the case is closed: an update every 2 hours")
    on_changed_priority: Literal["restart", "keep"] | None = Field(
        default=None, description="Whether a changed priority starts the clock anew or keeps it; nothing: targets from the report"
    )


class Notice(Kind):
    """Something is announced at least a duration before it happens."""

    what: Name
    before: Name = Field(description="What follows the announcement")
    at_least: DurationText | None = Field(default=None, description="How long before; nothing: simply before")
    calendar: CalendarChoice = "always"
    told_by: Names = Field(default=(), description="The channels: portal, mail, status_page")


class Probes(Frozen):
    """A stretch is down when at least n of m probes failed."""

    failed: int = Field(ge=1)
    of: int = Field(ge=1)

    @model_validator(mode="after")
    def _can_fail(self) -> Self:
        if self.failed > self.of:
            raise ValueError(f"asks {self.failed} failures of {self.of} probes; allowed: at most {self.of}")
        return self


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
    leaves_out: Names = Field(default=(), description="What the figure does not count: out of numerator and denominator")
    counts_as_up: Names = Field(default=(), description="What counts as up and stays in the denominator, such as maintenance")
    calendar: CalendarChoice | None = None
    zone: PeriodZone = None
    basis: Literal["intervals", "probes", "requests", "error_rate"] = Field(
        default="intervals", description="Availability as time, by probes, as the share of requests, or as the mean error rate"
    )
    probes: Probes | None = Field(default=None, description="With basis probes: when a stretch is down")
    partial: dict[Name, Decimal] = Field(
        default={}, description="How much of a partial outage counts as down, by its sort: {degraded: 0.5}"
    )
    scope: Literal["platform", "component", "instance", "customer"] | None = Field(
        default=None, description="Of what one figure is made; nothing: as the readings say"
    )


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
    zone: PeriodZone = None
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
    zone: PeriodZone = None
    in_months: tuple[int, ...] = ()
    carries_over: bool = Field(default=False, description="What is left of a period may be used in the next")
    carries_over_at_most: Decimal | None = Field(default=None, ge=0, description="So much of it; nothing: all of it")


class Always(Kind):
    """A condition holds at every moment."""

    condition: Name
    of: Names = ()


class Intent(Kind):
    """Wording that cannot be judged, kept and named as such."""

    because: Text = Field(description="Why nobody can judge it")

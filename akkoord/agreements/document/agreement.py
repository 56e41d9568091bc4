# SPDX-License-Identifier: EUPL-1.2
"""The whole agreement file."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from akkoord.agreements.document.calendars import CalendarHours, Holidays, holidays_or_none
from akkoord.agreements.document.clauses import Clause, Promise
from akkoord.agreements.document.conditions import Conditions
from akkoord.agreements.document.promise_kinds import NO_CONDITIONS
from akkoord.agreements.document.words import Frozen, Name, Source, Text, as_words


def _figure(value: object) -> object:
    """Numbers and dates as such, also when they come from stored JSON as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return Decimal(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    return value


FigureValue = Annotated[
    Decimal | date | str | dict[Name, int] | tuple[str, ...],
    BeforeValidator(_figure, json_schema_input_type=int | float | date | str | dict[str, int] | tuple[str, ...]),
]


class Named(Frozen):
    """An option, a licence, an impact, an urgency: something that has a name of its own."""

    title: Text


class Priority(Frozen):
    """One urgency class. The desk chooses it; `when` says for which cases it may."""

    number: int = Field(ge=1)
    title: Text
    criteria: Text
    when: Conditions = NO_CONDITIONS


class Figure(Frozen):
    """A figure that a running desk needs. `vendor` marks those that the agreement itself does not give."""

    value: FigureValue
    source: Source
    text: Text


class Channel(Frozen):
    """A way to reach the desk, for the page with opening hours."""

    title: Text
    calendar: Name
    option: Name | None = Field(default=None, description="Only for contracts with this option")
    by_phone: bool = False


class Readings(Frozen):
    """How wording that can be read in two ways is read; the chosen reading comes first."""

    report_before_opening: Literal["same_day", "next_working_day"] = "same_day"
    calamities_in_availability: Literal["counted", "excluded"] = "counted"
    maintenance_that_broke_its_promise: Literal["counted", "excluded"] = "counted"
    several_components: Literal["mean", "any_down"] = "mean"
    time_without_measurements: Literal["bucket_of_its_own"] = "bucket_of_its_own"
    rounding: Literal["never_upward"] = "never_upward"
    patches_in_availability: Literal["excluded", "counted"] = "excluded"
    restore_asked_the_same_day: Literal["date_of_deletion", "day_of_handling"] = "date_of_deletion"


class Agreement(Frozen):
    """A version of an agreement, as its file says it."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", description="Short name of the agreement")]
    version: Annotated[
        str, BeforeValidator(as_words), Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$", description="Such as 2026-2")
    ]
    effective_from: date = Field(description="The date from which it holds, at midnight in `zone`")
    title: Text
    summary: Text | None = None
    languages: tuple[Literal["nl", "en"], ...] = ("nl", "en")
    zone: str = Field(description="The time zone of its calendars, such as Europe/Amsterdam")
    holidays: Annotated[Holidays | None, BeforeValidator(holidays_or_none)] = None
    regions: dict[Name, Holidays] = Field(default={}, description="Holidays of other countries, for calendars that name them")
    fiscal_year_begins: int = Field(default=1, ge=1, le=12, description="The month in which the fiscal year begins")
    calendars: dict[Name, CalendarHours]
    channels: tuple[Channel, ...] = ()
    options: dict[Name, Named] = {}
    licences: dict[Name, Named] = {}
    priorities: tuple[Priority, ...] = ()
    impacts: dict[Name, Named] = Field(default={}, description="How many are hit, for `matrix`")
    urgencies: dict[Name, Named] = Field(default={}, description="How long it can wait, for `matrix`")
    matrix: dict[Name, dict[Name, int]] = Field(default={}, description="The priority by impact, then by urgency")
    figures: dict[Name, Figure] = {}
    readings: Readings = Readings()
    dropped: tuple[str, ...] = Field(
        default=(), description="Promises of the version before that end without a successor, named on purpose"
    )
    clauses: tuple[Clause, ...]

    def priority_of(self, impact: str, urgency: str) -> int:
        """The number of the priority that the matrix gives. Raises KeyError for a combination that it does not have."""
        return self.matrix[impact][urgency]

    def promises(self) -> list[tuple[Clause, Promise]]:
        """Every promise with its clause, in the order of the file."""
        return [(clause, promise) for clause in self.clauses for promise in clause.promises]

# SPDX-License-Identifier: EUPL-1.2
"""When a promise holds: conditions over the facts of a case and of its contract."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from akkoord.agreements.document.words import Frozen, Name


def _as_tuple(value: object) -> object:
    if value is None or isinstance(value, list | tuple):
        return value
    return (value,)


Names = Annotated[
    tuple[Name, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=Any),
    Field(description="One name, or a list of which any will do"),
]
Priorities = Annotated[
    tuple[int, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=Any),
    Field(description="One priority, or a list of which any will do"),
]

CalendarChoice = Annotated[
    Name | dict[Name, Name],
    Field(description="A calendar, or `{default: CALENDAR, OPTION: CALENDAR}`: the first option that the contract has decides"),
]


def chosen_calendar(choice: str | Mapping[str, str], options: frozenset[str]) -> str:
    """The calendar that `choice` names for a contract with these options."""
    if isinstance(choice, str):
        return choice
    for option, calendar in choice.items():
        if option != "default" and option in options:
            return calendar
    return choice["default"]


class Conditions(Frozen):
    """All of what is named must be so. Nothing named: it always holds."""

    priority: Priorities = ()
    category: Names = ()
    kind: Names = Field(default=(), description="The kind of case")
    channel: Names = Field(default=(), description="How it was reported: portal, phone, mail")
    licence: Names = ()
    option: Name | None = Field(default=None, description="Only with this option in the contract")
    without_option: Name | None = Field(default=None, description="Only when the contract lacks this option")
    reported_outside: CalendarChoice | None = Field(default=None, description="Only when reported while this calendar is closed")
    reported_inside: CalendarChoice | None = Field(default=None, description="Only when reported while this calendar is open")

    def as_sets(self) -> dict[str, frozenset[object]]:
        """Each condition as the values that meet it, so that two promises can be compared."""
        sets: dict[str, frozenset[object]] = {
            name: frozenset(values)
            for name in ("priority", "category", "kind", "channel", "licence")
            if (values := getattr(self, name))
        }
        if self.option:
            sets[f"option {self.option}"] = frozenset({True})
        if self.without_option:
            sets[f"option {self.without_option}"] = frozenset({False})
        for name, is_open in (("reported_outside", False), ("reported_inside", True)):
            if choice := getattr(self, name):
                sets[f"reported {choice}"] = frozenset({is_open})
        return sets

    def can_meet(self, other: "Conditions") -> bool:
        """Whether the same facts can satisfy both."""
        mine, theirs = self.as_sets(), other.as_sets()
        return all(mine[name] & theirs[name] for name in mine.keys() & theirs.keys())

    def is_narrower_than(self, other: "Conditions") -> bool:
        """Whether whatever satisfies this also satisfies the other, and not the other way round."""
        return self._implies(other) and not other._implies(self)

    def _implies(self, other: "Conditions") -> bool:
        mine, theirs = self.as_sets(), other.as_sets()
        return all(name in mine and mine[name] <= values for name, values in theirs.items())

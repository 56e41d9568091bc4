# SPDX-License-Identifier: EUPL-1.2
"""Clauses and the promises in them."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from akkoord.agreements.document.promise_kinds import (
    Always,
    Cadence,
    Deadline,
    Intent,
    Kind,
    Measure,
    Notice,
    Quota,
    Retention,
    Window,
)
from akkoord.agreements.document.words import ClauseNumber, Frozen, PromiseName, Side, Source, Text

KINDS = ("deadline", "notice", "measure", "window", "cadence", "retention", "quota", "always", "intent")
EVALUATED: dict[str, frozenset[str]] = {
    "deadline": frozenset({"availability_month"}),  # on a month, which is nobody's case
    "measure": frozenset({"availability", "network_availability", "response"}),
    "notice": frozenset({"planned_maintenance"}),
    "window": frozenset({"planned_maintenance"}),
}
"""What this release judges by the month, by kind of promise and what it is about. Other deadlines are judged by their clocks;
pages name the rest as not yet evaluated.
"""


class Promise(Frozen):
    """One thing that a clause binds a side to. Exactly one kind says what."""

    id: PromiseName = Field(description="Unique within its clause; in full 2.2.3/reaction-p2")
    text: Text
    by: Side
    source: Source = Field(default="agreement", description="`vendor`: the vendor's own figure, where the agreement gives none")
    aim: bool = Field(default=False, description="Strived for and reported, not judged")
    evaluated: bool = Field(default=True, description="false: this release does not judge it yet")
    holds_from: date | None = None
    replaces: tuple[str, ...] = Field(
        default=(), description="Promises of the version before that this one succeeds, such as 2.2.3/reaction-p2"
    )
    deadline: Deadline | None = None
    notice: Notice | None = None
    measure: Measure | None = None
    window: Window | None = None
    cadence: Cadence | None = None
    retention: Retention | None = None
    quota: Quota | None = None
    always: Always | None = None
    intent: Intent | None = None

    @model_validator(mode="after")
    def _exactly_one_kind(self) -> Self:
        given = [name for name in KINDS if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none of them"
            raise ValueError(f"has {found}; a promise has exactly one of {', '.join(KINDS)}")
        return self

    @property
    def kind(self) -> str:
        """The name of the kind: deadline, notice ..."""
        return next(name for name in KINDS if getattr(self, name) is not None)

    @property
    def says(self) -> Kind:
        """The block of the promise's kind."""
        block: Kind = getattr(self, self.kind)
        return block

    @property
    def is_evaluated(self) -> bool:
        """Whether this release judges the promise; the pages say so when it does not."""
        return self.evaluated and not self.aim and (self.deadline is not None or self.is_measured)

    @property
    def is_measured(self) -> bool:
        """Whether it is of a sort that is judged by the month, from what was recorded, rather than by clocks."""
        return self.about in EVALUATED.get(self.kind, frozenset())

    @property
    def about(self) -> str:
        """What a deadline, measure, notice or window is about: `incident`, `availability`; empty for other kinds."""
        if self.deadline is not None:
            return self.deadline.on
        if self.measure is not None:
            return self.measure.figure
        return self.notice.what if self.notice is not None else self.window.work if self.window is not None else ""


class Clause(Frozen):
    """One numbered place in the agreement."""

    clause: ClauseNumber
    title: Text
    text: Text | None = None
    promises: tuple[Promise, ...] = ()

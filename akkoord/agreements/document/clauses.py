# SPDX-License-Identifier: EUPL-1.2
"""Clauses and the promises in them."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from akkoord.agreements.document.consequences import Consequences
from akkoord.agreements.document.norms import Norm
from akkoord.agreements.document.periods import is_dated
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
    "cadence": frozenset({"agreement_revised", "first_class_report"}),
    "always": frozenset({"somebody_on_duty"}),
    "deadline": frozenset({"availability_month", "outage"}),  # what is nobody's case
    "measure": frozenset({"availability", "network_availability", "response"}),
    "notice": frozenset({"deviating_hours", "planned_maintenance"}),
    "window": frozenset({"patch", "planned_maintenance"}),
}
"""What this release judges by the month, by kind of promise and what it is about. Other deadlines are judged by their clocks;
of the rest nothing was recorded yet, and pages say so.
"""
OVER_ANY_PERIOD = frozenset({("cadence", "agreement_revised"), ("notice", "deviating_hours")})
"""Of those, what is judged over any period that has dates of its own, and not over the month alone."""
NORMED = frozenset({"notice", "window"})
"""The kinds of those in which what happened is counted one by one, so that a norm can say how many of it are enough."""

UNJUDGED: dict[str, tuple[str, ...]] = {
    "deadline": ("pauses_after_word_of", "starts_at", "stops_at", "recurs", "on_changed_priority"),
    "measure": ("counts_as_up", "zone", "basis", "probes", "partial", "scope"),
}
"""What the model can say of a promise and this release stores without judging it, by kind of promise."""


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
    norm: Norm | None = Field(default=None, description="How many must keep it over a period; nothing: every one")
    consequences: Consequences | None = Field(default=None, description="What follows when it is broken")

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
        judges = self.deadline is not None or self.is_measured
        return self.evaluated and not self.aim and judges and not self.unjudged

    @property
    def unjudged(self) -> tuple[str, ...]:
        """What it says that this release stores and does not judge; with any of it the promise is not judged at all."""
        fields = type(self.says).model_fields
        said = [name for name in UNJUDGED.get(self.kind, ()) if getattr(self.says, name) != fields[name].default]
        is_longer = is_dated(self.per) and (self.is_by_norm or (self.kind, self.about) in OVER_ANY_PERIOD)
        is_in_period = self.per == "month" or is_longer
        if self.norm is not None and not (is_in_period and (self.is_by_norm or (self.is_measured and self.kind in NORMED))):
            return (*said, "norm")
        return tuple(said) if is_in_period or not self.is_measured else (*said, "per")

    @property
    def is_measured(self) -> bool:
        """Whether its period is judged, by a norm or from what was recorded, rather than each clock by itself."""
        return self.is_by_norm or self.about in EVALUATED.get(self.kind, frozenset())

    @property
    def is_by_norm(self) -> bool:
        """Whether its clocks on cases are judged together, by how many of them kept it. Source: spec: promises ("norms")"""
        return self.norm is not None and self.deadline is not None and self.about not in EVALUATED["deadline"]

    @property
    def per(self) -> str:
        """The period over which it is judged: its norm's, or its own; the month where it names none."""
        per: str = self.norm.per if self.norm is not None else getattr(self.says, "per", "month")
        return per

    @property
    def period_zone(self) -> str | None:
        """The time zone in which that period begins and ends; None: the agreement's."""
        zone: str | None = self.norm.zone if self.norm is not None else getattr(self.says, "zone", None)
        return zone

    @property
    def about(self) -> str:
        """What a deadline, measure, notice, window or cadence is about: `incident`, `availability`; empty for other kinds."""
        if self.deadline is not None:
            return self.deadline.on
        if self.measure is not None:
            return self.measure.figure
        if self.window is not None:
            return self.window.work
        if self.always is not None:
            return self.always.condition
        of_what = self.notice or self.cadence or self.retention or self.quota
        return of_what.what if of_what is not None else ""


class Clause(Frozen):
    """One numbered place in the agreement."""

    clause: ClauseNumber
    title: Text
    text: Text | None = None
    promises: tuple[Promise, ...] = ()

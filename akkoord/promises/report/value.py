# SPDX-License-Identifier: EUPL-1.2
"""What a monthly report says, as a plain value: no words of a page, no moment of making, no personal text.

The same facts give the same text, byte for byte; moments are in UTC, figures are text so that nothing is rounded.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer

FORM = 2  # of this value; another form is another report
LATER: dict[int, Any] = {1: {"promises": {"__all__": {"follows"}}}}
"""What an earlier form did not say yet, so that a report of that form keeps its text and fingerprint."""


def exactly(value: Fraction) -> str:
    """A figure without rounding: "98.3", or "1/3" where no decimals end it."""
    places = next((n for n in range(13) if 10**n % value.denominator == 0), None)
    return str(value) if places is None else format(Decimal(int(value * 10**places)).scaleb(-places), "f")


Exact = Annotated[Fraction, PlainSerializer(exactly)]


class Plain(BaseModel):
    """Never changes once made; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Plain):
    """A text in both languages."""

    nl: str
    en: str

    def of(self, language: str) -> str:
        """In that language, or in the other one where it is missing."""
        first, second = (self.en, self.nl) if language.startswith("en") else (self.nl, self.en)
        return first or second


class ComponentFigure(Plain):
    """How much of the counted time a component was available, in percent; None where nothing counts."""

    code: str
    name: Words
    worst: Decimal | None
    best: Decimal | None


class OutageFact(Plain):
    """An outage that struck what the organisation worked with. `ended_at` None: it ran on when the month ended."""

    number: str
    title: Words
    severity: str
    responsible: str
    began_at: datetime
    ended_at: datetime | None


class WorkFact(Plain):
    """Maintenance on what the organisation worked with."""

    number: str
    title: Words
    kind: str
    planned_from: datetime
    planned_until: datetime
    announced_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None


class ClockFact(Plain):
    """The last round of a clock of a case, as it stood when the month ended."""

    name: str
    promise: str
    due_at: datetime
    stopped_at: datetime | None
    verdict: str


class CaseFact(Plain):
    """A case that was open in the month. `took` and `took_open` are seconds from report to end, by the clock on the wall and
    in the opening hours of its promise; None while it is open.
    """

    number: str
    kind: str
    area: str
    priority: int | None
    opened_at: datetime
    closed_at: datetime | None
    state: str
    took: int | None
    took_open: int | None
    clocks: tuple[ClockFact, ...]
    stars: int | None


class Given(Plain):
    """A credit: percent of its base, days of the service, an amount in its currency."""

    percent: Exact = Fraction(0)
    days: Exact = Fraction(0)
    amount: Exact = Fraction(0)


class ShareFact(Given):
    """What one value gives before any cap; `tier` is the place, from 0, of the tier that says so."""

    value: Exact
    tier: int


class RightFact(Plain):
    """A right to terminate; `trigger` is its place, from 0, in the agreement. `until` None: for good."""

    trigger: int
    until: datetime | None


class OwedFact(Plain):
    """What follows from a broken promise, seen from the month's end, and `promise` as the agreement's file has it, for the
    tiers. `claim_until` None: nobody need ask for the credit.
    """

    promise: dict[str, Any]
    plan_due: datetime | None
    shares: tuple[ShareFact, ...]
    paid: Given
    claim_until: datetime | None
    rights: tuple[RightFact, ...]


class PromiseFact(Plain):
    """How one promise went in the month. `verdict` is empty where there was nothing to judge; `why` says why it is not
    measurable. Figures in the promise's own unit.
    """

    id: str
    clause: str
    text: Words
    kind: str
    verdict: str
    why: str = ""
    worst: Decimal | None = None
    best: Decimal | None = None
    bound: Decimal | None = None
    unit: str = ""
    kept: int = 0
    broken: int = 0
    waived: int = 0
    not_measurable: int = 0
    follows: OwedFact | None = None


class MonthReport(Plain):
    """One organisation's month."""

    form: int = FORM
    organisation: str
    customer_number: int | None
    month: date  # its first day
    ends_at: datetime
    zone: str
    agreement: str
    version: str
    first_class: bool
    components: tuple[ComponentFigure, ...]
    outages: tuple[OutageFact, ...]
    maintenance: tuple[WorkFact, ...]
    cases: tuple[CaseFact, ...]
    promises: tuple[PromiseFact, ...]

    @property
    def text(self) -> str:
        """All of it as one line of JSON, always in the same order."""
        return self.model_dump_json(exclude=LATER.get(self.form))

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of `text`."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def resolved(self) -> list[CaseFact]:
        """The cases that were closed in the month or, reported in it, before it ended."""
        return [case for case in self.cases if case.closed_at is not None]

    @property
    def ratings(self) -> list[int]:
        """The stars that were given."""
        return [case.stars for case in self.cases if case.stars is not None]

    def verdicts(self) -> dict[str, int]:
        """How many promises by verdict; those with nothing to judge are not counted."""
        found: dict[str, int] = {}
        for promise in self.promises:
            if promise.verdict:
                found[promise.verdict] = found.get(promise.verdict, 0) + 1
        return found


def report_of(text: str) -> MonthReport:
    """The report whose `text` this is."""
    return MonthReport.model_validate_json(text)

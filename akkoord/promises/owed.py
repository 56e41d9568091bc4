# SPDX-License-Identifier: EUPL-1.2
"""What a broken promise owes its customer under the agreement of that period: computed when it is asked, never stored.

A value is the verdict's own figure, in the worst case where part of it is unknown; of a deadline with `late_in` how late each was.
A period that could not be measured has none: it gives nothing, uses nothing of a cap and counts for no right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction

from django.db.models import Exists, OuterRef

from akkoord.agreements.consequences import (
    NOTHING,
    Credited,
    capped,
    claimable_until,
    credit_of,
    holds,
    late_by,
    may_terminate,
    right_until,
    tier_of,
)
from akkoord.agreements.document import Credit, Promise, Tier, Trigger
from akkoord.agreements.document.conditions import chosen_calendar
from akkoord.agreements.document.periods import is_dated
from akkoord.agreements.judged_values import domain_of
from akkoord.agreements.terms import Terms
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM, Audience
from akkoord.timing.deadlines import deadline
from akkoord.timing.durations import parse_duration

from .measuring import period_for, terms_of_month
from .models import MonthVerdict
from .periods import Period, period_in
from .rules import Judged, month_before, months_until

Values = Sequence[Fraction]
MOST_PERIODS = 120


@dataclass(frozen=True)
class Share:
    """What one value gives, and the tier that says so."""

    value: Fraction
    tier: Tier
    given: Credited


@dataclass(frozen=True)
class Right:
    """A right to terminate that came with this period, and until when it may be used (None: for good)."""

    trigger: Trigger
    until: datetime | None


@dataclass(frozen=True)
class Owed:
    """What follows from one broken period: a plan, a credit with its arithmetic, rights to terminate."""

    agreement: str
    """Its code."""
    promise: Promise
    plan_due: datetime | None
    credit: Credit | None
    shares: tuple[Share, ...]
    paid: Credited
    """After the cap, of which earlier periods may have used some."""
    claim_until: datetime | None
    rights: tuple[Right, ...]

    @property
    def given(self) -> Credited:
        """Before the cap."""
        return sum((share.given for share in self.shares), NOTHING)


def owed(promise: Promise, judged: Judged, organisation: int | None, at: datetime, *, everybodys: bool = False) -> Owed | None:
    """What an organisation may have because of a period that ended broken; None where nothing follows, or not yet.

    `everybodys` where the verdict is the same for everybody.
    """
    if promise.consequences is None or judged.verdict != "broken" or organisation is None:
        return None
    with scoped(SYSTEM):
        terms = terms_of_month(month_before(judged.until), organisation, at)
        return None if terms is None else owed_under(terms, promise, judged, organisation, at, everybodys=everybodys)


def owed_under(
    terms: Terms, promise: Promise, judged: Judged, organisation: int, at: datetime, *, everybodys: bool, seen: datetime | None = None
) -> Owed | None:  # fmt: skip
    """The same under terms that are known, in the system's scope. What happened to clocks from `seen` on is left out (None: all)."""
    says = promise.consequences
    if says is None or judged.verdict != "broken":
        return None
    period = period_for(promise, terms.document, month_before(judged.until))
    if period.end > at:
        return None
    earlier: dict[date, Judged | None] = {judged.until: judged}
    if says.credit is not None or says.termination:  # a plan alone looks at no other period
        earlier = _history(promise, judged, None if everybodys else organisation, terms)
    values = {each.until: _values(promise, each, organisation, terms, seen) for each in earlier.values() if each is not None}
    return owing(promise, period, earlier, values, terms)


def owing(
    promise: Promise, period: Period, history: Mapping[date, Judged | None], values: Mapping[date, Values], terms: Terms
) -> Owed:
    """The same over plain values: `history` is every period up to this one by its end, None where nothing was judged. Pure."""
    says, ended = promise.consequences, period.end
    assert says is not None
    plan, credit = says.improvement_plan, says.credit
    due = None
    if plan is not None:
        due = deadline(terms.calendar(chosen_calendar(plan.calendar, terms.options)), parse_duration(plan.within), ended)
    shares = tuple(_shares(promise, values[period.after]))
    return Owed(
        terms.code, promise, due, credit, shares, _paid(promise, credit, period, values, terms) if credit else NOTHING,
        claimable_until(credit, ended, terms) if credit else None, tuple(_rights(promise, says.termination, history, values, period, terms)),
    )  # fmt: skip


def _shares(promise: Promise, values: Values) -> list[Share]:
    credit = promise.consequences.credit if promise.consequences else None
    domain = domain_of(promise)
    if credit is None or domain is None:
        return []
    return [Share(value, tier_of(credit, value), credit_of(promise, value)) for value in values if holds(domain.broken, value)]


def _paid(promise: Promise, credit: Credit, period: Period, values: Mapping[date, Values], terms: Terms) -> Credited:
    """What this period adds to the credits of its cap's own period."""

    def given(ends: Sequence[date]) -> Credited:
        return capped([share.given for end in ends for share in _shares(promise, values[end])], credit.cap)

    before = list[date]()
    if credit.cap is not None and is_dated(credit.cap.per):
        zone, fiscal = period.zone, terms.document.fiscal_year_begins
        together = period_in(month_before(period.after), credit.cap.per, zone, fiscal_year_begins=fiscal)
        before = [end for end in values if together.first < end < period.after]
    used, whole = given(before), given([*before, period.after])
    return Credited(whole.percent - used.percent, whole.days - used.days, whole.amount - used.amount)


def _rights(
    promise: Promise, triggers: Sequence[Trigger], history: Mapping[date, Judged | None], values: Mapping[date, Values],
    period: Period, terms: Terms,
) -> list[Right]:  # fmt: skip
    """The rights that this period gave: it counts for them itself, and with the ones before it they are complete."""
    ends = sorted(history)
    figures = [max(values[end], default=None) if history[end] is not None else None for end in ends]
    broken = [(judged := history[end]) is not None and judged.verdict == "broken" for end in ends]
    found = []
    for trigger in triggers:
        alone = trigger.model_copy(update={"times": 1, "of_last": 1, "in_a_row": False})
        if may_terminate(alone, figures[-1:], broken[-1:]) and may_terminate(trigger, figures, broken):
            found.append(Right(trigger, right_until(trigger, period.end, terms)))
    return found


def _history(promise: Promise, judged: Judged, whose: int | None, terms: Terms) -> dict[date, Judged | None]:
    """Every period up to this one by its end, from the first that was judged; None where nothing was."""
    rows = MonthVerdict.objects.filter(agreement__versions=judged.version_id, promise=judged.promise, organisation=whose)
    rows = rows.filter(until__lte=judged.until).in_force()
    known = {row.until: row.judged for row in rows} | {judged.until: judged}
    first = min(known)
    months = [month for month in months_until(month_before(judged.until), MOST_PERIODS) if month >= month_before(first)]
    ends = [p.after for month in months if month_before((p := period_for(promise, terms.document, month)).after) == month]
    return {end: known.get(end) for end in ends}


def _values(promise: Promise, judged: Judged, organisation: int, terms: Terms, seen: datetime | None) -> Values:
    """By which figures the consequences go: the verdict's own, or of deadlines how late each broken clock was."""
    credit = promise.consequences.credit if promise.consequences else None
    if judged.verdict == "none":
        return []
    if credit is None or credit.late_in is None:
        return [] if judged.worst is None else [Fraction(judged.worst)]
    begin, end = (moment.astimezone(UTC) for moment in _span(promise, judged, terms))
    clocks = Clock.objects.filter(
        promise=judged.promise, organisation=organisation, verdict=Verdict.BROKEN, audience=Audience.SHARED,
        version__agreement__versions=judged.version_id, due_at__gte=begin, due_at__lt=end, stopped_at__isnull=False,
    ).order_by("due_at", "pk")  # fmt: skip
    later = Clock.objects.filter(subject=OuterRef("subject"), name=OuterRef("name"), round=OuterRef("round") + 1)
    if seen is not None:
        clocks, later = clocks.filter(stopped_at__lt=seen), later.filter(started_at__lt=seen)
    clocks = clocks.exclude(Exists(later))  # only the last round speaks for the case
    return [late_by(_late(clock, terms), credit.late_in) for clock in clocks]


def _late(clock: Clock, terms: Terms) -> int:
    assert clock.stopped_at is not None
    return terms.calendar(clock.calendar).open_seconds(clock.due_at, clock.stopped_at)


def _span(promise: Promise, judged: Judged, terms: Terms) -> tuple[datetime, datetime]:
    period = period_for(promise, terms.document, month_before(judged.until))
    return period.begin, period.end

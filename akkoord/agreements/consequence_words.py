# SPDX-License-Identifier: EUPL-1.2
"""What follows when a promise is broken, in the reader's words: its tiers, cap, claim window and rights as the agreement has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from akkoord.web.moments import decimal, percent, thousands

from .consequences import Credited
from .document import Bounds, Cap, Consequences, Credit, Promise, Rate, Tier, Trigger
from .wording import duration_words

Value = Callable[[Decimal | Fraction], str]
"""Writes a value in the promise's own unit."""


def schedule_lines(promise: Promise) -> list[str]:
    """Every consequence that the agreement names for a broken promise, each a sentence."""
    says = promise.consequences
    return [] if says is None else list(_lines(says, value_of(promise)))


def value_of(promise: Promise) -> Value:
    """How the values of a promise are written: percent, how many missed it, how late it was, or a figure."""
    credit = promise.consequences.credit if promise.consequences else None
    unit = promise.measure.unit if promise.measure is not None else ""
    if credit is not None and credit.late_in is not None:
        late_in = credit.late_in
        return lambda value: _("%(count)s × %(unit)s late") % {"count": number(value), "unit": duration_words(late_in)}
    if promise.norm.share is not None if promise.norm is not None else unit == "percent":
        return lambda value: percent(float(value) / 100, 4)
    if promise.norm is not None:
        return lambda value: _("%(count)s missed") % {"count": number(value)}
    return number if unit != "seconds" else lambda value: f"{number(value)} s"


def bounds_words(bounds: Bounds, value: Value) -> str:
    """ "99 % or more, less than 99.95 %": each side open or closed as the agreement says; "any value" without sides."""
    sides = (
        (bounds.at_least, _("%(value)s or more")), (bounds.above, _("more than %(value)s")),
        (bounds.at_most, _("%(value)s or less")), (bounds.below, _("less than %(value)s")),
    )  # fmt: skip
    return ", ".join(words % {"value": value(bound)} for bound, words in sides if bound is not None) or _("any value")


def given_words(given: Credited | Tier | Rate | Cap, credit: Credit) -> str:
    """ "10 %", "3 days", "250 USD", and what there is of them together."""
    said = [percent(float(given.percent) / 100, 4)] if given.percent else []
    if given.days:
        days = Fraction(given.days)
        whole = ngettext("%(count)s day", "%(count)s days", days.numerator if days.denominator == 1 else 2)
        said.append(whole % {"count": number(days)})
    if given.amount:
        said.append(f"{number(given.amount)} {credit.currency or ''}".strip())
    return ", ".join(said) or _("nothing")


def of_base(given: Credited | Tier, credit: Credit) -> str:
    """What is given, and of what its percentage is: "10 % of: the month's fee"."""
    said = given_words(given, credit)
    base = credit.base.in_language(get_language() or "en").rstrip(".")
    return _("%(size)s of: %(base)s") % {"size": said, "base": base} if given.percent else said


def tier_words(tier: Tier, credit: Credit, value: Value) -> str:
    """What a tier gives: "10 % of the month's fee", "8 % for every started 0.5 %"."""
    if tier.nothing:
        return _("no credit")
    rate = tier.per_started or tier.linear
    if rate is None:
        return of_base(tier, credit)
    step = {"size": given_words(rate, credit), "step": value(rate.step)}
    return (_("%(size)s for every started %(step)s") if tier.per_started else _("%(size)s for every %(step)s")) % step


def right_words(trigger: Trigger, value: Value) -> str:
    """What must have happened before the customer may terminate: "3 of the last 6 periods broke it"."""
    free = bounds_words(trigger, value)
    what = _("broke the promise") if free == _("any value") else free
    if trigger.times == 1:
        return _("a period: %(what)s") % {"what": what}
    said = {"times": trigger.times, "of": trigger.of_last, "what": what}
    if trigger.in_a_row:
        return _("%(times)s periods in a row: %(what)s") % said
    return (_("%(times)s of the last %(of)s periods: %(what)s") if trigger.of_last else _("%(times)s periods: %(what)s")) % said


def number(value: Decimal | Fraction | int) -> str:
    """A number as the reader writes it, without needless decimals."""
    if value == int(value):
        return thousands(int(value))
    return decimal(float(value), 4).rstrip("0").rstrip(".,")


def _lines(says: Consequences, value: Value) -> Iterator[str]:
    if says.improvement_plan is not None:
        yield _("An improvement plan within %(time)s.") % {"time": duration_words(says.improvement_plan.within)}
    if (credit := says.credit) is not None:
        for tier in credit.tiers:
            yield f"{bounds_words(tier, value)}: {tier_words(tier, credit, value)}."
        if credit.cap is not None:
            yield _("At most %(size)s in all.") % {"size": given_words(credit.cap, credit)}
        if credit.claim_within is not None:
            yield _("To be asked for within %(time)s after the period.") % {"time": duration_words(credit.claim_within)}
    for trigger in says.termination:
        yield _("The right to end the contract after %(what)s.") % {"what": right_words(trigger, value)}

# SPDX-License-Identifier: EUPL-1.2
"""What the agreement of a month says about a figure: the bound, what is left out, how it reads what can be read in two ways."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.conf import settings

from akkoord.agreements.document import Promise
from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force, terms_of_each
from akkoord.agreements.terms import FigureMissing, Terms
from akkoord.timing.moments import moment_at

from ..rules.formula import NAMES, Cause, Formula
from ..rules.months import month_bounds

AVAILABILITY = "availability"  # the figure of all production components together
NOTHING_LEFT_OUT = Formula(frozenset(), patches_left_out=False)


@dataclass(frozen=True)
class Agreed:
    """`promise` is its full id (`2.3.1/availability`) and `bound` a share of 1; None where nothing is promised."""

    terms: Terms | None
    zone: str
    formula: Formula
    promise: str | None = None
    bound: Fraction | None = None
    at_risk_share: Fraction = Fraction(1)


def terms_of_month(month: date, organisation: int | None, at: datetime) -> Terms | None:
    """The terms that held when the month began or, where there were none yet, when it ended (or at `at`)."""
    for moment in _moments(month, at):
        try:
            return terms_in_force(organisation, moment)
        except NoAgreementInForce:
            continue
    return None


def terms_of_month_of_each(month: date, organisations: Collection[int], at: datetime) -> dict[int, Terms]:
    """The same of many; whoever had none is not among them. Two queries at most."""
    found: dict[int, Terms] = {}
    for moment in _moments(month, at):
        missing = [organisation for organisation in organisations if organisation not in found]
        found |= terms_of_each(missing, moment) if missing else {}
    return found


def agreed_on(month: date, figure: str, organisation: int | None, at: datetime) -> Agreed:
    """What held in a month: the version that was in force when it began or, where there was none yet, when it ended.

    The running scope must be allowed to read the contract.
    """
    own = terms_of_month(month, organisation, at)
    public = None if own is not None or organisation is None else terms_of_month(month, None, at)
    return agreed_under(own, public, month, figure)


def agreed_under(own: Terms | None, public: Terms | None, month: date, figure: str) -> Agreed:
    """What one's own terms say of a figure in a month. Of several promises that hold for a contract, the one that asks most.

    Without terms of one's own nothing is promised; time is then counted as the vendor's public terms say.
    """
    terms = own or public
    if terms is None:
        return Agreed(None, settings.TIME_ZONE, NOTHING_LEFT_OUT)
    last = moment_at(month_bounds(month, settings.TIME_ZONE)[1], UTC)
    found = [
        (name, promise) for name, promise in terms.holding("measure", last - timedelta(seconds=1)) if _is_about(promise, figure)
    ]
    if own is None or not found:
        formula = formula_of(terms, found[0][1] if found else None)
        return Agreed(terms, terms.document.zone, formula, at_risk_share=_at_risk_share(terms))
    name, promise = max(found, key=lambda pair: _bound(pair[1]))
    return Agreed(terms, terms.document.zone, formula_of(terms, promise), name, _bound(promise), _at_risk_share(terms))


def formula_of(terms: Terms, promise: Promise | None) -> Formula:
    """How a promise counts time, with the readings that its agreement chose."""
    if promise is None or promise.measure is None:
        return NOTHING_LEFT_OUT
    read, leaves_out = terms.document.readings, frozenset(promise.measure.leaves_out)
    return Formula(
        leaves_out,
        unproved_left_out=read.maintenance_that_broke_its_promise == "excluded",
        calamities_left_out=read.calamities_in_availability == "excluded",
        patches_left_out=read.patches_in_availability == "excluded" and NAMES[Cause.PLANNED] in leaves_out,
        together=read.several_components,
    )


def _moments(month: date, at: datetime) -> tuple[datetime, datetime]:
    first, last = (moment_at(second, UTC) for second in month_bounds(month, settings.TIME_ZONE))
    return first, min(last - timedelta(seconds=1), max(first, at))


def _is_about(promise: Promise, figure: str) -> bool:
    says = promise.measure
    if says is None or promise.unjudged:  # counted in a way that this release does not count
        return False
    return says.figure == figure and says.per == "month" and isinstance(says.at_least, Decimal)


def _bound(promise: Promise) -> Fraction:
    assert promise.measure is not None and isinstance(promise.measure.at_least, Decimal)
    return Fraction(promise.measure.at_least) / 100


def _at_risk_share(terms: Terms) -> Fraction:
    try:
        return Fraction(str(terms.at_risk_share))
    except FigureMissing:
        return Fraction(1)

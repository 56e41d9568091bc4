# SPDX-License-Identifier: EUPL-1.2
"""A month's availability under the agreement of that month, with the readings beside it. sla:2.3.1"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.timing.moments import moment_at

from ..models import Component
from ..rules.availability import Month, Share, Stay, month_of
from ..rules.formula import Cause, Formula
from ..rules.months import Stand, Why, month_bounds, next_month, room_left, stand_of, stand_so_far
from .agreed import AVAILABILITY, Agreed, agreed_on
from .facts import Facts, read_facts


class Other(StrEnum):
    """The readings that stand beside the agreement's own."""

    MAINTENANCE = "maintenance"  # that broke its own notice or window: counted, or left out
    CALAMITIES = "calamities"  # counted, or left out


READ_IN_TWO_WAYS = {
    Other.MAINTENANCE: frozenset({Cause.PLANNED_UNPROVED, Cause.PATCH_UNPROVED}),
    Other.CALAMITIES: frozenset({Cause.CALAMITY}),
}


@dataclass(frozen=True)
class MonthReading:
    """A month of one figure, for everybody or for one organisation. Seconds since 1970; shares are of 1."""

    month: date
    figure: str
    organisation: int | None
    agreed: Agreed
    begin: int
    end: int
    until: int  # what was counted: up to `at` in a month that is not over
    own: Month
    stand: Stand
    why: Why | None  # it is not measurable
    room: int  # seconds of downtime of all components together that the month still has room for
    by_people: frozenset[str]  # components of which some time was watched by no probe: their outages are recorded by people
    facts: Facts = field(repr=False)

    @property
    def share(self) -> Share:
        """Of all components together, as the agreement reads several."""
        return self.own.together

    @property
    def bound(self) -> Fraction | None:
        """The least share that is promised; None where nothing is."""
        return self.agreed.bound

    @property
    def is_running(self) -> bool:
        """Whether the month is not over."""
        return self.until < self.end

    @cached_property
    def others(self) -> Mapping[Other, Month]:
        """The month in the other readings, counted when somebody asks."""
        components = [component for component in self.facts.components if is_counted(component, self.figure)]
        stays = self.facts.stays(components, self.begin, self.until)
        return {other: _read_otherwise(other, self.own, stays, self.facts, self.agreed.formula) for other in Other}

    @property
    def differing(self) -> dict[Other, Month]:
        """The other readings that come to another share."""
        return {name: month for name, month in self.others.items() if month.together != self.own.together}


def availability(month: date, *, at: datetime, organisation: int | None = None, figure: str = AVAILABILITY) -> MonthReading:
    """The month that begins on `month` (any day of it), as recorded by `at`; of an organisation, as far as it sat there.

    An agreement that begins within the month holds for all of it.
    """
    return readings(month, month, at=at, organisation=organisation, figure=figure)[0]


def readings(
    first: date, last: date, *, at: datetime, organisation: int | None = None, figure: str = AVAILABILITY
) -> list[MonthReading]:
    """Each month from that of `first` to that of `last`, from one reading of the facts."""
    months = [first.replace(day=1)]
    while (following := next_month(months[-1])) <= last:
        months.append(following)
    with scoped(SYSTEM):
        agreed = {month: agreed_on(month, figure, organisation, at) for month in months}
        bounds = [month_bounds(month, agreed[month].zone) for month in months]
        begin, end = moment_at(bounds[0][0], UTC), moment_at(bounds[-1][1], UTC)
        facts = read_facts(begin, end, at, agreed[months[-1]].terms, organisation)
    return [reading_of(facts, month, agreed[month], organisation, figure) for month in months]


def reading_of(facts: Facts, month: date, agreed: Agreed, organisation: int | None, figure: str) -> MonthReading:
    """One month of the facts."""
    begin, end = month_bounds(month, agreed.zone)
    until = max(begin, min(end, facts.at))
    components = [component for component in facts.components if is_counted(component, figure)]
    stays, formula = facts.stays(components, begin, until), agreed.formula
    own = month_of(stays, facts.claims, formula)
    whole = own if until == end else month_of(facts.stays(components, begin, end), facts.claims, formula)
    why = why_not(begin, facts.at, own.together, agreed, is_empty=not own.components)
    return MonthReading(
        month=month,
        figure=figure,
        organisation=organisation,
        agreed=agreed,
        begin=begin,
        end=end,
        until=until,
        own=own,
        stand=stand_in(own.together, whole.together, agreed, why, is_over=until == end),
        why=why,
        room=0 if why or agreed.bound is None else room_left(end - begin, whole.together, agreed.bound),
        by_people=facts.by_people(stays),
        facts=facts,
    )


def is_counted(component: Component, figure: str) -> bool:
    """Whether a figure is about this component: production for availability, and what has a figure of its own."""
    return component.is_production if figure == AVAILABILITY else component.figure == figure


def _read_otherwise(other: Other, own: Month, stays: Sequence[Stay], facts: Facts, formula: Formula) -> Month:
    """The month in the other reading; without anything that it reads otherwise the same month."""
    causes = READ_IN_TWO_WAYS[other]
    if not any(claim.cause in causes for stay in stays for claim in facts.claims.get(stay.instance, ())):
        return own
    other_formula = formula.other_maintenance() if other is Other.MAINTENANCE else formula.other_calamities()
    return month_of(stays, facts.claims, other_formula)


def why_not(begin: int, at: int, share: Share, agreed: Agreed, *, is_empty: bool) -> Why | None:
    """Why a month is not measurable; None where it is. `is_empty`: nothing that the figure is about was in use."""
    if begin >= at:
        return Why.NOT_BEGUN
    if agreed.bound is None:
        return Why.NO_PROMISE
    if is_empty:
        return Why.NO_COMPONENTS
    return Why.ALL_LEFT_OUT if share.best is None else None


def stand_in(share: Share, whole: Share, agreed: Agreed, why: Why | None, *, is_over: bool) -> Stand:
    """How a month stands; `whole` is its share if all of the rest is up."""
    if why is not None or agreed.bound is None:
        return Stand.NOT_MEASURABLE
    if is_over:
        return stand_of(share, agreed.bound)
    return stand_so_far(whole, agreed.bound, agreed.at_risk_share)

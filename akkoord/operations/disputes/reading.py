# SPDX-License-Identifier: EUPL-1.2
"""What a dispute is about, and the raw intervals that were recorded of it, for one reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from akkoord.people.models import Organisation, Person

from ..availability.chosen import Chosen
from ..availability.month import interval_rows
from ..availability.wording import month_name, share_words
from ..evidence import MonthReading, availability
from ..models import Bounds, Component, Outage
from ..rules.availability import Share
from ..rules.months import Why

DECIMALS = 4
MOST = 100


@dataclass(frozen=True)
class About:
    """A month, perhaps of one component, or an outage."""

    month: date | None = None
    component: Component | None = None
    outage: Outage | None = None

    @property
    def title(self) -> str:
        """In the reader's language, as the case's subject."""
        if self.outage is not None:
            return _("Outage %(number)s: %(title)s") % {"number": self.outage.number, "title": self.outage.title}
        assert self.month is not None
        if self.component is None:
            return _("Availability in %(month)s") % {"month": month_name(self.month)}
        return _("%(component)s in %(month)s") % {"component": self.component.name, "month": month_name(self.month)}

    @property
    def asked(self) -> dict[str, str]:
        """As an address or a form says it."""
        said = {"month": f"{self.month:%Y-%m}" if self.month else "", "component": self.component.code if self.component else ""}
        return {key: value for key, value in (said | {"outage": self.outage.number if self.outage else ""}).items() if value}


@dataclass(frozen=True)
class Recorded:
    """What was recorded: the figure as it is now, and every interval; of an outage every bounds that held."""

    share: str = ""
    intervals: tuple[dict[str, Any], ...] = ()
    left_away: int = 0
    bounds: tuple[Bounds, ...] = ()


def recorded(about: About, organisation: Organisation, person: Person, at: datetime) -> Recorded | None:
    """What was recorded, as far as it concerns the organisation; None where there is nothing to dispute."""
    if about.outage is not None:
        return Recorded(bounds=tuple(row for row in about.outage.bounds.all() if row.is_confirmed or not row.is_correction))
    assert about.month is not None
    reading = availability(about.month, organisation=organisation.pk, at=at)
    components = [c for c in reading.facts.components if c.code in reading.own.components and about.component in (None, c)]
    if reading.why in (Why.NOT_BEGUN, Why.NO_COMPONENTS) or not components:
        return None
    chosen = Chosen(person, organisation, (), is_asked=True)
    rows = [row for component in components for row in interval_rows(reading, chosen, component)]
    return Recorded(_share(reading, about.component), tuple(rows[:MOST]), max(0, len(rows) - MOST))


def _share(reading: MonthReading, component: Component | None) -> str:
    if component is None:
        return share_words(reading.share, DECIMALS)
    figure = reading.own.components[component.code]
    return share_words(Share(figure.worst, figure.best), DECIMALS)

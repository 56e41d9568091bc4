# SPDX-License-Identifier: EUPL-1.2
"""What the page with twelve months is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.people.models import Person
from akkoord.web.frame import language
from akkoord.web.moments import duration

from ..evidence import MonthReading, readings
from ..models import Component
from ..rules.availability import Figure, Month, Share, month_of
from ..rules.months import Stand, Why, month_before
from .chosen import Chosen
from .kept import kept
from .wording import month_name, other_words, share_words

MONTHS = 12


@dataclass(frozen=True)
class MonthRow:
    """One month of all components together."""

    month: date
    name: str
    share: str
    stand: Stand
    strict: str
    notes: list[str]


@dataclass(frozen=True)
class ComponentRow:
    """One component over the months, in their order."""

    code: str
    name: str
    cells: list[tuple[date, str]]


@dataclass(frozen=True)
class Year:
    """The months with something to count, the newest first."""

    months: list[MonthRow]
    components: list[ComponentRow]
    everybody: dict[date, str] | None  # the share of all customers together, beside an organisation's own
    clause: str  # that promises it; empty where none does


def last_months(at: datetime, count: int = MONTHS) -> tuple[date, date]:
    """The first days of the first and the last of the months that end with the running one."""
    last = first = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().replace(day=1)
    for _each in range(count - 1):
        first = month_before(first)
    return first, last


def read_year(chosen: Chosen, at: datetime) -> Year:
    """Of the reader's organisation as it is now; of everybody as it was some seconds ago at most."""
    if chosen.pk is None:
        return _everybodys(chosen.person, at)
    own = shown(readings(*last_months(at), at=at, organisation=chosen.pk))
    everybody = {row.month: row.share for row in _everybodys(None, at).months}
    return Year(month_rows(own), component_rows(own, chosen.person), everybody, clause_of(own))


def clause_of(found: Sequence[MonthReading]) -> str:
    """The clause that promises it in the newest of these months."""
    return next((reading.agreed.promise.partition("/")[0] for reading in found if reading.agreed.promise), "")


def _everybodys(person: Person | None, at: datetime) -> Year:
    def count() -> Year:
        found = shown(readings(*last_months(at), at=at))
        return Year(month_rows(found), component_rows(found, person), None, clause_of(found))

    sees_all = person is not None and person.is_staff
    return kept(f"year:{language()}:{sees_all}", at, count)


def month_rows(found: Sequence[MonthReading]) -> list[MonthRow]:
    """The table of all components together."""
    return [
        MonthRow(
            month=reading.month,
            name=month_name(reading.month),
            share=share_words(reading.share),
            stand=reading.stand,
            strict=share_words(Share(reading.own.strict.worst, reading.own.strict.best)),
            notes=[*other_words(reading), *_unknown(reading.own.components.values())],
        )
        for reading in found
    ]


def component_rows(own: Sequence[MonthReading], person: Person | None) -> list[ComponentRow]:
    """The table by component, with those that count in no promise too; only what the reader may see."""
    counted = {reading.month: all_components(reading, person) for reading in own}
    components = dict.fromkeys(c for reading in own for c in visible(reading.facts.components, person))
    return [
        ComponentRow(
            component.code,
            component.name,
            [(month, _cell(figures.components.get(component.code))) for month, figures in counted.items()],
        )
        for component in sorted(components, key=lambda c: (c.position, c.pk))
    ]


def all_components(reading: MonthReading, person: Person | None) -> Month:
    """The month of every component that the reader may see, counted as availability is."""
    components = visible(reading.facts.components, person)
    return month_of(reading.facts.stays(components, reading.begin, reading.until), reading.facts.claims, reading.agreed.formula)


def visible(components: Sequence[Component], person: Person | None) -> list[Component]:
    """The vendor's people see internal ones too."""
    return [c for c in components if c.is_public or (person is not None and person.is_staff)]


def shown(found: list[MonthReading]) -> list[MonthReading]:
    """Months before there was anything to count are left away."""
    return [
        reading for reading in reversed(found) if reading.why not in (Why.NO_COMPONENTS, Why.NOT_BEGUN) and reading.own.components
    ]


def _cell(figure: Figure | None) -> str:
    return "–" if figure is None else share_words(Share(figure.worst, figure.best))


def _unknown(figures: Iterable[Figure]) -> list[str]:
    seconds = sum(figure.unknown for figure in figures)
    return [_("%(time)s not measured") % {"time": duration(seconds)}] if seconds else []

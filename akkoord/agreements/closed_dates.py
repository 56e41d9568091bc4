# SPDX-License-Identifier: EUPL-1.2
"""The dates on which holidays close calendars, expanded once and frozen at publication.

The `holidays` library gives the dates, the agreement says which names count. A published version keeps the dates it was
published with, so that an upgrade of the library never moves a past deadline.
"""

from collections.abc import Iterable
from datetime import date

from akkoord.agreements.document import Holidays

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""The years that are expanded: far enough back for imported history, and beyond any contract."""


class UnknownHoliday(ValueError):
    """A country, region or name that the library does not have; `allowed` says what it has."""

    def __init__(self, message: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.allowed = tuple(allowed)


def named_dates(rules: Holidays, years: Iterable[int]) -> dict[date, list[str]]:
    """Every holiday that the library knows in those years, with its names. Raises UnknownHoliday."""
    import holidays as library  # every country's: the web process does without until somebody asks

    try:
        codes = library.country_holidays(rules.country, subdiv=rules.subdivision)
        found = library.country_holidays(
            rules.country, subdiv=rules.subdivision, years=years, language=rules.language, categories=codes.supported_categories
        )
    except NotImplementedError as error:
        raise UnknownHoliday(f"the library does not know {rules.country} {rules.subdivision or ''}".strip()) from error
    return {day: found.get_list(day) for day in found}


def closed_dates(rules: Holidays | None, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> frozenset[date]:
    """The dates that count as holidays. Raises UnknownHoliday for a name that never occurs."""
    if rules is None:
        return frozenset()
    named = named_dates(rules, range(first_year, last_year + 1))
    known = {name for names in named.values() for name in names}
    dates: set[date] = set()
    for holiday in rules.names:
        if holiday.name not in known:
            raise UnknownHoliday(f"{holiday.name!r} is no holiday of {rules.country}", sorted(known))
        dates |= {day for day, names in named.items() if holiday.name in names and day.year % holiday.years_divisible_by == 0}
    return frozenset(dates)

# SPDX-License-Identifier: EUPL-1.2
"""Search over everything one may see: numbers first, then words. The text index gives ids, the rows come under the policies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from akkoord.people.models import Person

from .kind import all_kinds
from .models import Case
from .rows import COLUMNS
from .statements import WORDS, ask

SHOWN = 25
FROM_INDEX, FOR_STAFF = 400, 50  # more than is shown: some belong to colleagues, whose cases a customer may not see
YEARS_BACK = 15
_NUMBER = re.compile(r"^(?:([A-Za-z]{2,4})-?)?(?:(\d{4})-)?(\d{1,6})$")


def search_cases(words: str, person: Person, at: datetime) -> list[tuple[Any, ...]]:
    """Rows as a list shows them, cases with this number first, then those with these words, newest first."""
    words = words.replace("\x00", "").strip()[:200]
    if not words:
        return []
    numbered = _by_number(words, person, at)
    known = {row[1] for row in numbered}
    said = [row for row in _by_words(words, person) if row[1] not in known]
    return [*numbered, *said][:SHOWN]


def possible_numbers(words: str, year: int) -> list[str]:
    """The case numbers that somebody may mean: `INC-2026-000123` whole, or its last digits."""
    match = _NUMBER.match(words.replace(" ", ""))
    if match is None:
        return []
    prefix, of_year, digits = match.groups()
    prefixes = [prefix.upper()] if prefix else [kind.prefix for kind in all_kinds()]
    years = [int(of_year)] if of_year else range(year - YEARS_BACK, year + 1)
    return [f"{p}-{y}-{int(digits):06d}" for p in prefixes for y in years]


def _by_number(words: str, person: Person, at: datetime) -> Sequence[tuple[Any, ...]]:
    numbers = possible_numbers(words, at.year)
    if not numbers:
        return []
    cases = Case.objects.visible_to(person).filter(number__in=numbers)
    return list(cases.order_by("-pk").values_list(*COLUMNS)[:SHOWN])


def _by_words(words: str, person: Person) -> Sequence[tuple[Any, ...]]:
    return ask(lambda: _with_words(person), person, "search", words=words)


def _with_words(person: Person) -> QuerySet[Any, Any]:
    found = RawSQL("SELECT akkoord_search(%s, %s)", [WORDS, FOR_STAFF if person.is_staff else FROM_INDEX])
    return Case.objects.visible_to(person).filter(pk__in=found).order_by("-pk").values_list(*COLUMNS)[:SHOWN]

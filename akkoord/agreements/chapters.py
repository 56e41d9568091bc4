# SPDX-License-Identifier: EUPL-1.2
"""The clauses of an agreement as the page shows them: sections with their clauses and promises."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext

from .document import Agreement, Clause, Promise
from .document.conditions import chosen_calendar
from .document.promise_kinds import Deadline
from .terms import Terms
from .wording import duration_words


@dataclass
class Section:
    """A part of the page: a clause of the first or second level, with the clauses below it."""

    number: str
    title: str
    clauses: list[Clause] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many promises it holds."""
        return sum(len(clause.promises) for clause in self.clauses)


def sections(document: Agreement, language: str) -> list[Section]:
    """The sections in the order of the file.

    A chapter with clauses of three levels is shown by its second level, another one as a whole.
    """
    deep = {clause.clause.split(".")[0] for clause in document.clauses if clause.clause.count(".") > 1}
    found: dict[str, Section] = {}
    for clause in document.clauses:
        parts = clause.clause.split(".")
        number = ".".join(parts[: 2 if parts[0] in deep else 1])
        if number not in found:
            found[number] = Section(number, clause.title.in_language(language))
        found[number].clauses.append(clause)
    return list(found.values())


def measured_by(promise: Promise, terms: Terms, language: str) -> str:
    """How the promise is counted, in a few words; empty where its text says it all."""
    says = promise.says
    if not isinstance(says, Deadline):
        return ""
    calendar = terms.document.calendars[chosen_calendar(says.calendar, terms.options)]
    within = duration_words(says.within)
    if says.calendar == "always":
        return gettext("%(within)s, day and night") % {"within": within}
    return gettext("%(within)s, counted in the hours of: %(calendar)s") % {
        "within": within,
        "calendar": calendar.title.in_language(language),
    }

# SPDX-License-Identifier: EUPL-1.2
"""The programme's figures that exams and monthly status run on, from the version in force. No figure stands in code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from akkoord.agreements.document import Promise
from akkoord.agreements.terms import FigureMissing, Terms
from akkoord.timing.dates import date_later
from akkoord.timing.durations import Duration, Unit, parse_duration

from .programme import programme_at

EXAM, EXAM_REMINDER = "exam_result", "exam_reminder"
STATUS, STATUS_REMINDER = "assignment_status", "status_reminder"
_EVERY = {
    "week": Duration(1, Unit.WEEK),
    "month": Duration(1, Unit.MONTH),
    "quarter": Duration(3, Unit.MONTH),
    "year": Duration(1, Unit.YEAR),
}


@dataclass(frozen=True)
class Figures:
    """How long an exam counts, how often a status is told, and how many days before each somebody is reminded."""

    exam_valid_for: Duration
    exam_reminders: tuple[int, ...]
    status_every: Duration
    status_reminders: tuple[int, ...]
    zone: str

    @property
    def exam_warns(self) -> int:
        """From how many days before it lapses an exam is at risk: its first reminder."""
        return max(self.exam_reminders, default=0)

    @property
    def status_warns(self) -> int:
        """From how many days before it is due a status is at risk."""
        return max(self.status_reminders, default=0)

    def day(self, at: datetime) -> date:
        """The programme's date at a moment."""
        return at.astimezone(ZoneInfo(self.zone)).date()


def figures_at(at: datetime) -> Figures:
    """The figures in force at `at`. Raises NoProgramme, FigureMissing."""
    return _figures(programme_at(at))


@lru_cache(maxsize=8)
def _figures(terms: Terms) -> Figures:
    validity = next((p.retention.kept_for for p in _about(terms, "retention", EXAM) if p.retention), None)
    often = next((p.cadence for p in _about(terms, "cadence", STATUS) if p.cadence), None)
    if validity is None or often is None or often.per not in _EVERY or often.at_least != 1:
        raise FigureMissing(
            f"{terms.code} {terms.number} must say how long an {EXAM} is kept (retention) and how often an {STATUS} is told:"
            f" a cadence of at_least 1 per {', '.join(_EVERY)}"
        )
    return Figures(
        exam_valid_for=parse_duration(validity),
        exam_reminders=_days(terms, EXAM_REMINDER),
        status_every=_EVERY[often.per],
        status_reminders=_days(terms, STATUS_REMINDER),
        zone=terms.document.zone,
    )


def _days(terms: Terms, what: str) -> tuple[int, ...]:
    """The notices of that name in days, longest first."""
    start = date(2026, 1, 1)  # any date: notices are given in days or weeks
    found = (p.notice.at_least for p in _about(terms, "notice", what) if p.notice and p.notice.at_least)
    lengths = ((date_later(start, parse_duration(text)) - start) // timedelta(days=1) for text in found)
    return tuple(sorted(lengths, reverse=True))


def _about(terms: Terms, kind: str, what: str) -> Iterator[Promise]:
    return (p for _clause, p in terms.document.promises() if p.kind == kind and p.about == what)

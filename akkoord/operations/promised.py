# SPDX-License-Identifier: EUPL-1.2
"""What an agreement promises about a sort of maintenance: its notices and windows, as values for the rules. sla:2.3.1"""

from __future__ import annotations

from datetime import datetime

from akkoord.agreements.document import Promise
from akkoord.agreements.document.conditions import chosen_calendar
from akkoord.agreements.terms import Terms
from akkoord.timing.durations import parse_duration

from .rules.notice import NoticePromise, Promised, WindowPromise
from .rules.words import MaintenanceKind

WORK = {
    MaintenanceKind.PLANNED: "planned_maintenance",
    MaintenanceKind.EMERGENCY: "emergency_maintenance",
    MaintenanceKind.VERSION: "version_roll_out",
    MaintenanceKind.PATCH: "patch",
}
"""What agreements call each sort of work (`notice.what`, `window.work`)."""


def promised_of(terms: Terms, kind: MaintenanceKind | str, at: datetime | None = None) -> Promised:
    """The notices and windows that these terms promise for that sort of work; aims are marked.

    `at`: only those that hold for what is announced then (`holds_from`, conditions); None: all that the text has.
    """
    work = WORK[MaintenanceKind(kind)]
    holds = None if at is None else {name for sort in ("notice", "window") for name, _ in terms.holding(sort, at)}
    notices, windows = list[NoticePromise](), list[WindowPromise]()
    for clause, promise in terms.document.promises():
        name = f"{clause.clause}/{promise.id}"
        if holds is not None and name not in holds:
            continue
        if promise.notice is not None and promise.notice.what == work:
            notices.append(_notice(terms, name, promise))
        if promise.window is not None and promise.window.work == work:
            windows += _windows(terms, name, promise)
    return Promised(tuple(notices), tuple(windows))


def _notice(terms: Terms, name: str, promise: Promise) -> NoticePromise:
    says = promise.notice
    assert says is not None
    at_least = parse_duration(says.at_least) if says.at_least else None
    return NoticePromise(name, terms.calendar(chosen_calendar(says.calendar, terms.options)), at_least, promise.aim)


def _windows(terms: Terms, name: str, promise: Promise) -> list[WindowPromise]:
    says = promise.window
    assert says is not None
    sides = ((says.inside, True), (says.outside, False))
    return [WindowPromise(name, terms.calendar(calendar), inside, promise.aim) for calendar, inside in sides if calendar]

# SPDX-License-Identifier: EUPL-1.2
"""Whether a changed figure is better or worse for the customer."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from akkoord.agreements.comparison.changes import Way
from akkoord.agreements.document import Conditions, Deadline
from akkoord.agreements.document.conditions import chosen_calendar
from akkoord.agreements.terms import Terms
from akkoord.timing.calendars import NeverOpen
from akkoord.timing.deadlines import deadline_seconds
from akkoord.timing.durations import Duration, Unit, parse_duration
from akkoord.timing.moments import DAY, day_number

MORE = {
    ("measure", "at_least"), ("measure", "share_of_cases"), ("notice", "at_least"), ("cadence", "at_least"),
    ("retention", "kept_for"), ("quota", "at_least"),
}  # fmt: skip
"""Of which more is better for whom it is promised."""
LESS = {("measure", "at_most"), ("retention", "gone_after")}
"""Of which less is better. The most of a quota is neither: it may bound what one gets or what one has to bear."""
_LENGTHS = {
    Unit.SECOND: ("time", 1), Unit.MINUTE: ("time", 60), Unit.HOUR: ("time", 3600),
    Unit.DAY: ("dates", 1), Unit.WEEK: ("dates", 7), Unit.MONTH: ("months", 1), Unit.YEAR: ("months", 12),
    Unit.WORKING_DAY: ("working days", 1),
}  # fmt: skip
WEEKS, STEP = 53, 4 * 3600 + 7 * 60
"""A year of reports, one each 4 hours and 7 minutes: every hour of the week and every holiday is met."""


def way_of_figure(kind: str, name: str, before: object, after: object) -> Way:
    """The way of a figure of a promise that somebody else makes to the customer. One that was not there is a bound more."""
    if (kind, name) not in MORE | LESS:
        return Way.OTHER
    if before is None or after is None:
        return Way.BETTER if before is None else Way.WORSE
    order = _order(before, after)
    if not order:
        return Way.OTHER
    return Way.BETTER if (order > 0) == ((kind, name) in MORE) else Way.WORSE


def way_of_conditions(before: Conditions, after: Conditions) -> Way:
    """A promise that holds for less is worse."""
    if after.is_narrower_than(before):
        return Way.WORSE
    return Way.BETTER if before.is_narrower_than(after) else Way.OTHER


def way_of_less(before: set[str], after: set[str]) -> Way:
    """Of exceptions and pauses: fewer of them is better."""
    return Way.BETTER if after < before else Way.WORSE if after > before else Way.OTHER


def way_of_deadline(before: Deadline, after: Deadline, old: Terms, new: Terms, since: date) -> Way:
    """Which deadline comes first, whenever in a year somebody reports and with whichever option."""
    found: set[Way] = set()
    for option in ("", *dict.fromkeys([*old.document.options, *new.document.options])):
        options = frozenset({option} - {""})
        try:
            first, second = _due(old, before, options), _due(new, after, options)
        except KeyError:  # hours that this release does not count
            return Way.OTHER
        for moment in _moments(since):
            try:
                due, then = first(moment), second(moment)
            except NeverOpen:
                return Way.OTHER
            if due != then:
                found.add(Way.BETTER if then < due else Way.WORSE)
            if len(found) > 1:
                return Way.OTHER
    return found.pop() if found else Way.OTHER


def _due(terms: Terms, promised: Deadline, options: frozenset[str]) -> Callable[[int], int]:
    calendar, within = terms.calendar(chosen_calendar(promised.calendar, options)), parse_duration(promised.within)
    return lambda moment: deadline_seconds(calendar, within, moment)


def _moments(since: date) -> Iterator[int]:
    first = day_number(since) * DAY
    yield from range(first, first + WEEKS * 7 * DAY, STEP)


def _order(before: object, after: object) -> int:
    """Above zero when `after` is more; zero when they cannot be compared."""
    if isinstance(before, Decimal | int) and isinstance(after, Decimal | int):
        return (after > before) - (after < before)
    if isinstance(before, str) and isinstance(after, str):
        return _longer(parse_duration(before), parse_duration(after))
    return 0


def _longer(before: Duration, after: Duration) -> int:
    first, second = _LENGTHS.get(before.unit), _LENGTHS.get(after.unit)
    if first is None or second is None or first[0] != second[0]:
        return 0
    return (after.count * second[1] > before.count * first[1]) - (after.count * second[1] < before.count * first[1])

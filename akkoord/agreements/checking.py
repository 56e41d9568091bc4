# SPDX-License-Identifier: EUPL-1.2
"""What a well-formed agreement file can still have wrong: names that lead nowhere, promises that contradict. Pure."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from akkoord.agreements.closed_dates import UnknownHoliday, closed_dates
from akkoord.agreements.document import Agreement, Conditions, Deadline, Holidays, Promise, Text
from akkoord.agreements.document.calendars import CUSTOMERS_ZONE
from akkoord.agreements.faults import Fault, Place
from akkoord.agreements.figures import FIGURES, BadFigure, figure_value
from akkoord.agreements.overlaps import exclude_each_other
from akkoord.agreements.schedule import calendar_specs, parents_of
from akkoord.agreements.tiers import tier_faults
from akkoord.agreements.unjudged import unjudged_notes
from akkoord.timing.calendars import Calendar


def faults_in(document: Agreement) -> list[Fault]:
    """Every fault, with its place and what is allowed there."""
    names = [*_names_of_calendars(document)]
    if names:
        return names
    return [
        *_zones(document),
        *_holidays(document),
        *_calendars(document),
        *_channels(document),
        *_priorities(document),
        *_matrix(document),
        *_figures(document),
        *_readings(document),
        *_clauses(document),
        *_ambiguities(document),
        *_languages(document),
        *tier_faults(document),
        *unjudged_notes(document),
    ]


def _unknown(place: Place, what: str, name: str, allowed: Iterable[str]) -> Iterator[Fault]:
    known = list(allowed)
    if name not in known:
        yield Fault(place, f"{name!r} is no {what} of this agreement; allowed: {', '.join(map(str, known)) or 'none'}")


def _zones(document: Agreement) -> Iterator[Fault]:
    zones: list[tuple[Place, str]] = [(("zone",), document.zone)]
    zones += [(("calendars", name, "zone"), each.zone) for name, each in document.calendars.items() if each.zone]
    zones = [(place, zone) for place, zone in zones if zone != CUSTOMERS_ZONE or place == ("zone",)]
    zones += [(place, zone) for place, zone in _zones_of_periods(document) if zone]
    for place, zone in zones:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            yield Fault(place, f"{zone!r} is no time zone; allowed: names such as Europe/Amsterdam or UTC")


def _zones_of_periods(document: Agreement) -> Iterator[tuple[Place, str | None]]:
    for index, clause in enumerate(document.clauses):
        for number, promise in enumerate(clause.promises):
            place: Place = ("clauses", index, "promises", number)
            yield (*place, promise.kind, "zone"), getattr(promise.says, "zone", None)
            yield (*place, "norm", "zone"), promise.norm.zone if promise.norm else None


def _holidays(document: Agreement) -> Iterator[Fault]:
    rules: list[tuple[Place, Holidays | None]] = [(("holidays",), document.holidays)]
    rules += [(("regions", name), region) for name, region in document.regions.items()]
    for at, each in rules:
        try:
            closed_dates(each)
        except UnknownHoliday as error:
            names = [holiday.name for holiday in each.names] if each else []
            unknown = next((index for index, name in enumerate(names) if error.allowed and name not in error.allowed), None)
            place = at if unknown is None else (*at, "names", unknown)
            yield Fault(place, f"{error}; allowed: {', '.join(error.allowed) or 'a country of the holidays library'}")


def _names_of_calendars(document: Agreement) -> Iterator[Fault]:
    """What calendars build on: until that is sound nothing else can be looked at."""
    for name, calendar in document.calendars.items():
        for parent in parents_of(calendar):
            place: Place = ("calendars", name, "extends" if parent == calendar.extends else "union_of")
            yield from _unknown(place, "calendar", parent, document.calendars)
            if parent in document.calendars and name in _builds_on(document, parent, frozenset()):
                yield Fault(place, f"{name!r} extends itself through {parent!r}")
        if calendar.holidays_of:
            yield from _unknown(("calendars", name, "holidays_of"), "region", calendar.holidays_of, document.regions)


def _builds_on(document: Agreement, name: str, seen: frozenset[str]) -> frozenset[str]:
    """The calendar and all that it builds on."""
    if name in seen or name not in document.calendars:
        return seen
    seen |= {name}
    for parent in parents_of(document.calendars[name]):
        seen = _builds_on(document, parent, seen)
    return seen


def _calendars(document: Agreement) -> Iterator[Fault]:
    if list(_zones(document)):
        return
    for name, spec in calendar_specs(document, frozenset()).items():
        if not any(spec.weekly):
            yield Fault(("calendars", name), f"{name!r} is never open; give it hours")
        else:
            Calendar(spec)


def _channels(document: Agreement) -> Iterator[Fault]:
    for index, channel in enumerate(document.channels):
        place: Place = ("channels", index)
        yield from _unknown((*place, "calendar"), "calendar", channel.calendar, document.calendars)
        if channel.option:
            yield from _unknown((*place, "option"), "option", channel.option, document.options)


def _priorities(document: Agreement) -> Iterator[Fault]:
    seen: set[int] = set()
    for index, priority in enumerate(document.priorities):
        if priority.number in seen:
            yield Fault(("priorities", index), f"priority {priority.number} is given twice")
        seen.add(priority.number)
        yield from _conditions(document, priority.when, ("priorities", index, "when"))


def _matrix(document: Agreement) -> Iterator[Fault]:
    """Every combination of an impact and an urgency has exactly one priority."""
    numbers = [priority.number for priority in document.priorities]
    for impact, row in document.matrix.items():
        place: Place = ("matrix", impact)
        yield from _unknown(place, "impact", impact, document.impacts)
        for urgency, number in row.items():
            yield from _unknown((*place, urgency), "urgency", urgency, document.urgencies)
            if number not in numbers:
                allowed = ", ".join(map(str, numbers)) or "none"
                yield Fault((*place, urgency), f"{number} is no priority of this agreement; allowed: {allowed}")
        if missing := [urgency for urgency in document.urgencies if urgency not in row]:
            yield Fault(place, f"gives no priority for {', '.join(missing)}")
    if missing := [impact for impact in document.impacts if impact not in document.matrix]:
        yield Fault(("matrix",) if document.matrix else ("impacts",), f"the matrix has no row for {', '.join(missing)}")


def _figures(document: Agreement) -> Iterator[Fault]:
    for name in document.figures:
        if name not in FIGURES:
            yield Fault(("figures", name), f"{name!r} is no figure; allowed: {', '.join(FIGURES)}")
            continue
        try:
            value = figure_value(document, name)
        except BadFigure as error:
            yield Fault(("figures", name), f"{name}: {error}")
            continue
        if isinstance(value, dict):
            for licence in value:
                yield from _unknown(("figures", name, "value", licence), "licence", licence, document.licences)


def _readings(document: Agreement) -> Iterator[Fault]:
    if document.readings.report_before_opening != "same_day":
        yield Fault(("readings", "report_before_opening"), "this release reads it as same_day only; allowed: same_day")


def _clauses(document: Agreement) -> Iterator[Fault]:
    numbers: set[str] = set()
    for index, clause in enumerate(document.clauses):
        if clause.clause in numbers:
            yield Fault(("clauses", index), f"clause {clause.clause} is given twice")
        numbers.add(clause.clause)
        names: set[str] = set()
        for number, promise in enumerate(clause.promises):
            place: Place = ("clauses", index, "promises", number)
            if promise.id in names:
                yield Fault((*place, "id"), f"promise {clause.clause}/{promise.id} is given twice")
            names.add(promise.id)
            block = (*place, promise.kind)
            yield from _conditions(document, promise.says.when, (*block, "when"))
            for field in ("calendar", "inside", "outside"):
                yield from _choice(document, getattr(promise.says, field, None), (*block, field))
            yield from _consequences(document, promise, (*place, "consequences"))
            for licence in getattr(promise.says, "by_licence", {}):
                yield from _unknown((*block, "by_licence", licence), "licence", licence, document.licences)


def _consequences(document: Agreement, promise: Promise, place: Place) -> Iterator[Fault]:
    follows = promise.consequences
    if follows is None:
        return
    if follows.improvement_plan:
        yield from _choice(document, follows.improvement_plan.calendar, (*place, "improvement_plan", "calendar"))
    if follows.credit and follows.credit.claim_within:
        yield from _choice(document, follows.credit.claim_calendar, (*place, "credit", "claim_calendar"))
    for index, trigger in enumerate(follows.termination):
        if trigger.use_within:
            yield from _choice(document, trigger.calendar, (*place, "termination", index, "calendar"))


def _conditions(document: Agreement, when: Conditions, place: Place) -> Iterator[Fault]:
    numbers = [priority.number for priority in document.priorities]
    for number in when.priority:
        if number not in numbers:
            allowed = ", ".join(map(str, numbers)) or "none"
            yield Fault((*place, "priority"), f"{number} is no priority of this agreement; allowed: {allowed}")
    for field in ("option", "without_option"):
        if name := getattr(when, field):
            yield from _unknown((*place, field), "option", name, document.options)
    for licence in when.licence:
        yield from _unknown((*place, "licence"), "licence", licence, document.licences)
    yield from _choice(document, when.reported_outside, (*place, "reported_outside"))
    yield from _choice(document, when.reported_inside, (*place, "reported_inside"))


def _choice(document: Agreement, choice: str | dict[str, str] | None, place: Place) -> Iterator[Fault]:
    if choice is None:
        return
    if isinstance(choice, str):
        yield from _unknown(place, "calendar", choice, document.calendars)
        return
    if "default" not in choice:
        yield Fault(place, "has no default; allowed: {default: CALENDAR, OPTION: CALENDAR}")
    for option, calendar in choice.items():
        yield from _unknown(place, "option", option, ["default", *document.options])
        yield from _unknown(place, "calendar", calendar, document.calendars)


def _ambiguities(document: Agreement) -> Iterator[Fault]:
    """Two promises for one clock: the narrower wins, so for any facts there must be a narrowest."""
    found: dict[tuple[str, str], list[tuple[str, Place, Deadline]]] = {}
    for index, clause in enumerate(document.clauses):
        for number, promise in enumerate(clause.promises):
            if promise.deadline is not None and not promise.aim:
                at: Place = ("clauses", index, "promises", number, "deadline")
                key = (promise.deadline.on, promise.deadline.clock)
                found.setdefault(key, []).append((f"{clause.clause}/{promise.id}", at, promise.deadline))
    for (on, clock), promises in found.items():
        for (name, _, first), (other, place, second) in combinations(promises, 2):
            a, b = first.when, second.when
            if exclude_each_other(document, a, b):
                continue
            if a.can_meet(b) and not a.is_narrower_than(b) and not b.is_narrower_than(a):
                yield Fault(
                    place,
                    f"{name} and {other} can both hold for the {clock} of the same {on};"
                    " allowed: conditions that exclude each other, or one narrower than the other",
                )


def _languages(document: Agreement) -> Iterator[Fault]:
    for place, text in _texts(document, ()):
        missing = [language for language in document.languages if not getattr(text, language)]
        if missing:
            yield Fault(
                place, f"has no words in {', '.join(missing)}; the agreement's languages are {', '.join(document.languages)}"
            )


def _texts(part: object, place: Place) -> Iterator[tuple[Place, Text]]:
    if isinstance(part, Text):
        yield place, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _texts(value, (*place, key))
    elif isinstance(part, tuple):
        for index, value in enumerate(part):
            yield from _texts(value, (*place, index))
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*place, name))

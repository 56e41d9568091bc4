# SPDX-License-Identifier: EUPL-1.2
"""What a well-formed agreement file can still have wrong: names that lead nowhere, promises that contradict. Pure."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from akkoord.agreements.closed_dates import UnknownHoliday, closed_dates
from akkoord.agreements.document import Agreement, Conditions, Deadline, Text
from akkoord.agreements.faults import Fault, Place
from akkoord.agreements.figures import FIGURES, BadFigure, figure_value
from akkoord.agreements.schedule import calendar_specs
from akkoord.timing.calendars import Calendar


def faults_in(document: Agreement) -> list[Fault]:
    """Every fault, with its place and what is allowed there."""
    return [
        *_zones(document),
        *_holidays(document),
        *_calendars(document),
        *_channels(document),
        *_priorities(document),
        *_figures(document),
        *_readings(document),
        *_clauses(document),
        *_ambiguities(document),
        *_languages(document),
    ]


def _unknown(place: Place, what: str, name: str, allowed: Iterable[str]) -> Iterator[Fault]:
    known = list(allowed)
    if name not in known:
        yield Fault(place, f"{name!r} is no {what} of this agreement; allowed: {', '.join(map(str, known)) or 'none'}")


def _zones(document: Agreement) -> Iterator[Fault]:
    zones: list[tuple[Place, str]] = [(("zone",), document.zone)]
    zones += [(("calendars", name, "zone"), each.zone) for name, each in document.calendars.items() if each.zone]
    for place, zone in zones:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            yield Fault(place, f"{zone!r} is no time zone; allowed: names such as Europe/Amsterdam or UTC")


def _holidays(document: Agreement) -> Iterator[Fault]:
    try:
        closed_dates(document.holidays)
    except UnknownHoliday as error:
        names = [holiday.name for holiday in document.holidays.names] if document.holidays else []
        place: Place = ("holidays",)
        for index, name in enumerate(names):
            if name not in error.allowed and error.allowed:
                place = ("holidays", "names", index)
                break
        yield Fault(place, f"{error}; allowed: {', '.join(error.allowed) or 'a country of the holidays library'}")


def _calendars(document: Agreement) -> Iterator[Fault]:
    sound = True
    for name, calendar in document.calendars.items():
        place: Place = ("calendars", name, "extends")
        seen, parent = {name}, calendar.extends
        while parent is not None:
            if parent in seen:
                yield Fault(place, f"{name!r} extends itself through {parent!r}")
                sound = False
                break
            if parent not in document.calendars:
                yield from _unknown(place, "calendar", parent, document.calendars)
                sound = False
                break
            seen.add(parent)
            parent = document.calendars[parent].extends
    if not sound:
        return
    for name, spec in calendar_specs(document, frozenset()).items() if not list(_zones(document)) else ():
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
            for licence in getattr(promise.says, "by_licence", {}):
                yield from _unknown((*block, "by_licence", licence), "licence", licence, document.licences)


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
            if promise.deadline is not None and promise.is_evaluated:
                at: Place = ("clauses", index, "promises", number, "deadline")
                key = (promise.deadline.on, promise.deadline.clock)
                found.setdefault(key, []).append((f"{clause.clause}/{promise.id}", at, promise.deadline))
    for (on, clock), promises in found.items():
        for (name, _, first), (other, place, second) in combinations(promises, 2):
            a, b = first.when, second.when
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

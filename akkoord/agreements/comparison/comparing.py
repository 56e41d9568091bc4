# SPDX-License-Identifier: EUPL-1.2
"""Everything that differs between two versions."""

from collections.abc import Iterator, Mapping

from akkoord.agreements.comparison.changes import Change, Detail, Topic, Way
from akkoord.agreements.comparison.promises import clause_changes
from akkoord.agreements.document import Agreement, Readings
from akkoord.agreements.document.agreement import Channel, Named
from akkoord.agreements.document.calendars import DAY_LENGTH
from akkoord.agreements.schedule import hours_in_force
from akkoord.agreements.terms import Terms


def compare(old: Terms, new: Terms) -> list[Change]:
    """What `new` changes for a customer against `old`: clause by clause, then hours, channels and the rest.

    Deadlines are held against each other over a year from the day on which the later one takes effect.
    """
    before, after = old.document, new.document
    since = max(before.effective_from, after.effective_from)
    return [
        *_titles(before, after),
        *clause_changes(old, new, since),
        *_calendars(before, after),
        *_channels(before, after),
        *_holidays(before, after),
        *_priorities(before, after),
        *_figures(before, after),
        *_options(before.options, after.options),
        *_options(before.licences, after.licences),
        *_readings(before.readings, after.readings),
    ]


def open_minutes(document: Agreement, calendar: str) -> frozenset[tuple[int, bool]]:
    """The minutes of a week that a calendar is open, on ordinary days and on holidays."""
    return frozenset(
        (part.weekday * DAY_LENGTH // 60 + minute, on_holidays)
        for block, closes in hours_in_force(document, calendar)
        for part in block.parts
        for minute in range(part.open // 60, part.close // 60)
        for on_holidays in ((False,) if closes else (False, True))
    )


def _titles(before: Agreement, after: Agreement) -> Iterator[Change]:
    if before.title != after.title:
        yield Change(Topic.TITLE, "title", before=before.title, after=after.title)
    if before.summary != after.summary:
        yield Change(Topic.TITLE, "summary", before=before.summary, after=after.summary)


def _calendars(before: Agreement, after: Agreement) -> Iterator[Change]:
    for name, calendar in after.calendars.items():
        known = before.calendars.get(name)
        if known is None:
            yield Change(Topic.CALENDAR_NEW, name, after=calendar.title)
            continue
        details = tuple(_hours(before, after, name))
        if details or known.title != calendar.title:
            yield Change(Topic.CALENDAR_CHANGED, name, before=known.title, after=calendar.title, details=details)
    for name in before.calendars.keys() - after.calendars.keys():
        yield Change(Topic.CALENDAR_GONE, name, before=before.calendars[name].title)


def _hours(before: Agreement, after: Agreement, name: str) -> Iterator[Detail]:
    old, new = open_minutes(before, name), open_minutes(after, name)
    if old != new:
        reached = any(channel.calendar == name for channel in after.channels)  # more hours of maintenance are no gain
        way = Way.BETTER if old < new else Way.WORSE if new < old else Way.OTHER
        yield Detail("hours", (before, name), (after, name), way if reached else Way.OTHER)
    zones = before.calendars[name].zone or before.zone, after.calendars[name].zone or after.zone
    if zones[0] != zones[1]:
        yield Detail("zone", *zones)


def _channels(before: Agreement, after: Agreement) -> Iterator[Change]:
    def key(channel: Channel) -> tuple[str, str | None]:
        return channel.title.nl or channel.title.en, channel.option

    old = {key(channel): channel for channel in before.channels}
    for channel in after.channels:
        known = old.pop(key(channel), None)
        if known is None:
            yield Change(
                Topic.CHANNEL_NEW, channel.calendar, after=channel.title, details=(Detail("way in", None, None, Way.BETTER),)
            )
        elif known.calendar != channel.calendar:
            titles = before.calendars[known.calendar].title, after.calendars[channel.calendar].title
            yield Change(Topic.CHANNEL_CHANGED, channel.calendar, before=known.title, after=channel.title,
                         details=(Detail("calendar", *titles),))  # fmt: skip
    for channel in old.values():
        yield Change(
            Topic.CHANNEL_GONE, channel.calendar, before=channel.title, details=(Detail("way in", None, None, Way.WORSE),)
        )


def _holidays(before: Agreement, after: Agreement) -> Iterator[Change]:
    old = {name.name for name in before.holidays.names} if before.holidays else set()
    new = {name.name for name in after.holidays.names} if after.holidays else set()
    if old != new:
        details = [Detail("closed", None, name, Way.WORSE) for name in sorted(new - old)]
        details += [Detail("closed", name, None, Way.BETTER) for name in sorted(old - new)]
        yield Change(Topic.HOLIDAYS, "holidays", details=tuple(details))


def _priorities(before: Agreement, after: Agreement) -> Iterator[Change]:
    old = {priority.number: priority for priority in before.priorities}
    for priority in after.priorities:
        known = old.pop(priority.number, None)
        if known is None:
            yield Change(Topic.PRIORITY_NEW, str(priority.number), after=priority.title)
        elif known != priority:
            details = () if known.when == priority.when else (Detail("when", known.when, priority.when),)
            yield Change(
                Topic.PRIORITY_CHANGED, str(priority.number), before=known.criteria, after=priority.criteria, details=details
            )
    for priority in old.values():
        yield Change(Topic.PRIORITY_GONE, str(priority.number), before=priority.title)


def _figures(before: Agreement, after: Agreement) -> Iterator[Change]:
    for name in dict.fromkeys([*before.figures, *after.figures]):
        old, new = before.figures.get(name), after.figures.get(name)
        if old is None or new is None or old.value != new.value:
            values = old.value if old else None, new.value if new else None
            yield Change(Topic.FIGURE, name, before=old.text if old else None, after=new.text if new else None,
                         details=(Detail("value", *values),))  # fmt: skip


def _options(before: Mapping[str, Named], after: Mapping[str, Named]) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            yield Change(Topic.OPTION_NEW, name, after=new.title)
        elif new is None and old is not None:
            yield Change(Topic.OPTION_GONE, name, before=old.title)
        elif old is not None and new is not None and old.title != new.title:
            yield Change(Topic.OPTION_CHANGED, name, before=old.title, after=new.title)


def _readings(before: Readings, after: Readings) -> Iterator[Change]:
    for name in Readings.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(Topic.READING, name, details=(Detail("value", old, new),))

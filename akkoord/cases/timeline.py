# SPDX-License-Identifier: EUPL-1.2
"""What was said and what happened on a case, in order of time, for one reader; the newest part of a long one first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from akkoord.audit.models import Event
from akkoord.people.models import Person
from akkoord.scope.rules import Audience

from .events import CaseAdded, FileAttached, NoteWritten, VendorAdded
from .kind import Purpose
from .models import Case, Message
from .sentences import Names, line_of, sentence
from .store import SHOWN
from .wording import paragraphs

AT_ONCE = 60  # entries on a page
SPEAKS_FOR_ITSELF = {Purpose.NOTE, Purpose.ANSWER, Purpose.CONTACT, Purpose.REVIEW}
UNSAID = {CaseAdded.name(), VendorAdded.name(), NoteWritten.name()}  # the message is there already
Mark = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class File:
    """A file as the timeline shows it. Size in bytes."""

    name: str
    url: str
    size: int
    is_image: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A message, a note or an event. `id` is its anchor."""

    kind: str
    at: datetime
    id: str
    text: Markup | str
    icon: str = ""
    name: str = ""
    full_name: str = ""
    from_vendor: bool = False
    is_report: bool = False
    by_reader: bool = False
    via: str = "portal"
    files: Sequence[File] = ()


@dataclass(frozen=True)
class Timeline:
    """A part of the timeline. `earlier` is the mark of the part before, "" where nothing is before it."""

    entries: Sequence[Entry]
    names: Names
    events: Sequence[Event]
    earlier: str = ""
    is_latest: bool = True


@dataclass(frozen=True)
class Before:
    """From where to read back: of messages and of events each its own mark."""

    message: Mark | None = None
    event: Mark | None = None

    @classmethod
    def read(cls, text: str) -> Before:
        """From an address; what cannot be read is no mark."""
        marks: dict[str, Mark] = {}
        for part in text.split("."):
            letter, sep, rest = part[:1], part[1:].find("-"), part[1:]
            if letter in "me" and sep > 0 and rest.replace("-", "").isdigit() and len(rest) < 40:
                micro, key = rest.split("-", 1)
                if key.isdigit() and int(micro) < 10**17:
                    marks[letter] = (datetime.fromtimestamp(int(micro) / 1e6, UTC), int(key))
        return cls(marks.get("m"), marks.get("e"))

    def __str__(self) -> str:
        said = (("m", self.message), ("e", self.event))
        return ".".join(f"{letter}{round(m[0].timestamp() * 1e6)}-{m[1]}" for letter, m in said if m)


def timeline_of(case: Case, person: Person, *, before: Before, files: Iterable[dict[str, Any]]) -> Timeline:
    """The last entries before a mark, with the names that they need. `files` are the case's, as `beside.py` fetches them."""
    messages: list[Message] = _last(Message, "case_id", case.pk, before.message, person)
    events: list[Event] = _last(Event, "subject", case.key, before.event, person)
    attached = _files(case, files)
    names = Names(events, people=[m.by_id for m in messages], reader=person)
    said = {m.pk: m for m in messages}
    entries: list[tuple[tuple[datetime, int, int], Entry | None]] = [
        ((m.at, 0, m.pk), _message(m, names, person, attached[m.pk])) for m in messages
    ]
    for event in events:
        entry = _event(case, event, names, person, said, attached)
        entries.append(((event.at, 1, event.pk), entry))
    entries.sort(key=lambda pair: pair[0])
    more = len(messages) > AT_ONCE or len(events) > AT_ONCE or len(entries) > AT_ONCE
    shown = entries[-AT_ONCE:] if more else entries
    return Timeline(
        [entry for _key, entry in shown if entry is not None],
        names,
        events,
        earlier=str(_mark([key for key, _ in shown], before)) if more else "",
        is_latest=before == Before(),
    )


def _mark(keys: Iterable[tuple[datetime, int, int]], before: Before) -> Before:
    """Where the part before begins to be read: the first shown of each; where none was shown, as it was."""
    first: dict[int, Mark] = {}
    for at, which, key in keys:
        first.setdefault(which, (at, key))
    return Before(first.get(0, before.message), first.get(1, before.event))


def _last(model: type[Any], column: str, value: int | str, before: Mark | None, person: Person) -> list[Any]:
    """The last rows before a mark, in plain SQL: every page of a case asks it. What is for the vendor alone is left out for
    everybody else; row-level security says the same."""
    where = f"{column} = %s"
    values: list[Any] = [value]
    if not person.is_staff:
        where += f" AND audience <> '{Audience.VENDOR_ONLY}'"
    if before is not None:
        where += " AND (at, id) < (%s, %s)"
        values += before
    sql = f"SELECT * FROM {model._meta.db_table} WHERE {where} ORDER BY at DESC, id DESC LIMIT {AT_ONCE + 1}"  # noqa: S608  # our own names
    return list(model.objects.raw(sql, values))


def _files(case: Case, rows: Iterable[dict[str, Any]]) -> dict[int | str, list[File]]:
    """By message; one without a message by its own id, as `file:12`."""
    found: dict[int | str, list[File]] = defaultdict(list)
    for row in rows:
        address = f"/cases/{case.number}/attachments/{row['id']}/{quote(row['name'], safe='') or 'file'}"
        file = File(row["name"], address, row["size"], row["type"] in SHOWN)
        found[row["message"] or f"file:{row['id']}"].append(file)
    return found


def _message(message: Message, names: Names, person: Person, files: Sequence[File]) -> Entry:
    is_note = message.audience == Audience.VENDOR_ONLY or message.purpose == Purpose.NOTE
    full = names.people.get(message.by_id or 0) or message.by_name or "?"
    return Entry(
        kind="note" if is_note else "message",
        at=message.at,
        id=f"m{message.pk}",
        text=paragraphs(message.text),
        name=names.person(message.by_id, person) if message.by_id else full,
        full_name=full,
        from_vendor=message.from_vendor,
        is_report=message.purpose == Purpose.REPORT,
        via=message.via,
        by_reader=message.by_id == person.pk,
        files=files,
    )


def _event(
    case: Case, event: Event, names: Names, person: Person, said: dict[int, Message], files: dict[int | str, list[File]]
) -> Entry | None:
    message_id = event.data.get("message_id")
    if event.name in UNSAID or (message_id in said and said[message_id].purpose in SPEAKS_FOR_ITSELF):
        return None
    line = line_of(case.kind, event)
    if line is None:
        return None
    attached = files.get(f"file:{event.data.get('attachment_id')}", ()) if event.name == FileAttached.name() else ()
    return Entry(
        kind="event",
        at=event.at,
        id=f"e{event.pk}",
        icon=line.icon,
        text=sentence(line.text, case, event, names, person),
        files=attached,
    )

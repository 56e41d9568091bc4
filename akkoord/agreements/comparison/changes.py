# SPDX-License-Identifier: EUPL-1.2
"""One change between two versions, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from akkoord.agreements.document import Text


class Way(StrEnum):
    """What a change is to the customer. `OTHER`: neither, or better for one and worse for another."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"


class Topic(StrEnum):
    """What changed."""

    PROMISE_NEW = "promise_new"
    PROMISE_GONE = "promise_gone"
    PROMISE_REPLACED = "promise_replaced"
    PROMISE_CHANGED = "promise_changed"
    CLAUSE_NEW = "clause_new"
    CLAUSE_GONE = "clause_gone"
    CLAUSE_CHANGED = "clause_changed"
    CALENDAR_NEW = "calendar_new"
    CALENDAR_GONE = "calendar_gone"
    CALENDAR_CHANGED = "calendar_changed"
    CHANNEL_NEW = "channel_new"
    CHANNEL_GONE = "channel_gone"
    CHANNEL_CHANGED = "channel_changed"
    HOLIDAYS = "holidays"
    PRIORITY_NEW = "priority_new"
    PRIORITY_GONE = "priority_gone"
    PRIORITY_CHANGED = "priority_changed"
    FIGURE = "figure"
    OPTION_NEW = "option_new"
    OPTION_GONE = "option_gone"
    OPTION_CHANGED = "option_changed"
    READING = "reading"
    TITLE = "title"


@dataclass(frozen=True)
class Detail:
    """A part that changed: its name in the file (`within`, `at_least`, `hours`), both values as plain data, and the way."""

    name: str
    before: object
    after: object
    way: Way = Way.OTHER


@dataclass(frozen=True)
class Change:
    """One thing that changed. `clause` is empty for what stands outside the clauses; `name` is its name in the file."""

    topic: Topic
    name: str
    clause: str = ""
    before: Text | None = None
    after: Text | None = None
    details: tuple[Detail, ...] = ()
    replaces: tuple[str, ...] = ()
    by: str = "vendor"

    @property
    def way(self) -> Way:
        """What it is to the customer, all of it together."""
        fixed = {
            (Topic.PROMISE_NEW, "vendor"): Way.BETTER,
            (Topic.PROMISE_GONE, "vendor"): Way.WORSE,
            (Topic.PROMISE_NEW, "customer"): Way.WORSE,
            (Topic.PROMISE_GONE, "customer"): Way.BETTER,
        }
        return fixed.get((self.topic, self.by)) or together(detail.way for detail in self.details)

    @property
    def is_only_words(self) -> bool:
        """Whether the text was written anew and no figure in it changed."""
        return not self.details and self.topic in (Topic.PROMISE_CHANGED, Topic.CLAUSE_CHANGED)


def together(ways: Iterable[Way]) -> Way:
    """Better where all that counts is better, worse where all is worse, otherwise neither."""
    counted = {way for way in ways if way is not Way.OTHER}
    return counted.pop() if len(counted) == 1 else Way.OTHER

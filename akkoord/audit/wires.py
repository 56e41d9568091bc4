# SPDX-License-Identifier: EUPL-1.2
"""Which reactions hear which event. Filled once, by `site/wiring.py`, the one visible table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .events import Fact

if TYPE_CHECKING:
    from .models import Event

Reaction = Callable[["Event"], None]

_heard: dict[str, dict[str, Reaction]] = {}


def wire(table: Mapping[type[Fact], Sequence[Reaction]]) -> None:
    """Install the whole table, replacing what was there."""
    _heard.clear()
    for fact, reactions in table.items():
        _heard[fact.name()] = {f"{r.__module__}.{r.__name__}": r for r in reactions}


def is_heard(name: str) -> bool:
    """Whether anything reacts to the event."""
    return bool(_heard.get(name))


def reactions_to(name: str) -> dict[str, Reaction]:
    """The reactions to an event by their full names."""
    return _heard.get(name, {})


@contextmanager
def silenced() -> Iterator[None]:
    """Let nothing react inside the block: for the demonstration's past, whose mails would all come at once."""
    table = dict(_heard)
    _heard.clear()
    try:
        yield
    finally:
        _heard.update(table)

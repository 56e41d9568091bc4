# SPDX-License-Identifier: EUPL-1.2
"""Named places on a page of a low floor that higher floors fill: announce up, show up.

A floor defines `CASE_SIDE = Slot("case_side")` in its own `slots.py`; a higher one writes a function; `site/wiring.py`
says `CASE_SIDE.fill(show_access)`. A template shows it with `{{ slot("case_side", case=case) }}`; Python that wants the
values rather than the text asks `CASE_SIDE.gather(case=case)`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from markupsafe import Markup, escape

Filling = Callable[..., Any]
_slots: dict[str, "Slot"] = {}


class UnknownSlot(LookupError):
    """A name that no floor has defined."""


class SlotTaken(ValueError):
    """A name that is already defined."""


class Slot:
    """A place with a name, unique in the program. Raises SlotTaken."""

    __slots__ = ("_fillings", "name")

    def __init__(self, name: str) -> None:
        if name in _slots:
            raise SlotTaken(name)
        self.name = name
        self._fillings: list[tuple[int, Filling]] = []
        _slots[name] = self

    def fill(self, filling: Filling, *, order: int = 50) -> None:
        """Let `filling` take part; low `order` comes first. Filling twice with one function counts once."""
        if all(known is not filling for _, known in self._fillings):
            self._fillings.append((order, filling))
            self._fillings.sort(key=lambda filled: filled[0])

    def empty(self) -> None:
        """Forget all fillings; a test that only wants them away for a while says `emptied`."""
        self._fillings.clear()

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Without its fillings inside the block, for a test of the page alone."""
        kept, self._fillings = self._fillings, []
        try:
            yield
        finally:
            self._fillings = kept

    def gather(self, **context: Any) -> list[Any]:
        """What every filling has to say about `context`, without those that say nothing (None)."""
        answers = [filling(**context) for _, filling in self._fillings]
        return [answer for answer in answers if answer is not None]

    def first(self, **context: Any) -> Any:
        """The first answer, or None."""
        for _, filling in self._fillings:
            answer = filling(**context)
            if answer is not None:
                return answer
        return None


def find(name: str) -> Slot:
    """The slot of that name. Raises UnknownSlot."""
    try:
        return _slots[name]
    except KeyError:
        raise UnknownSlot(name) from None


def shown(name: str, **context: Any) -> Markup:
    """What stands in a slot, for templates: fillings answer Markup (text is escaped). Raises UnknownSlot."""
    return Markup("").join(escape(answer) for answer in find(name).gather(**context))

# SPDX-License-Identifier: EUPL-1.2
"""The duties of a role: the ready list, with what the organisation changed, added and left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OWN = "own-"


@dataclass(frozen=True)
class Change:
    """What the organisation made of one duty."""

    key: str
    text: str
    is_left_out: bool


@dataclass(frozen=True)
class Duty:
    """One duty as it holds here. `text` is empty while the words of the ready list hold."""

    key: str
    text: str = ""
    is_left_out: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the organisation added it."""
        return self.key.startswith(OWN)

    @property
    def is_changed(self) -> bool:
        """Whether it has other words than the ready list."""
        return bool(self.text) and not self.is_own


def duties(ready: Sequence[str], changes: Iterable[Change]) -> list[Duty]:
    """The ready list in its order, then what the organisation added, in the order of `changes`.

    A change of what the ready list no longer has counts as the organisation's own.
    """
    by_key = {change.key: change for change in changes}
    listed = [by_key.pop(key, Change(key, "", False)) for key in ready]
    own = [change for change in by_key.values() if change.text]
    return [Duty(change.key, change.text, change.is_left_out) for change in (*listed, *own)]

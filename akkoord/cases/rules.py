# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is on a case, and how long each side had it: decisions over plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Turn(StrEnum):
    """Who has to do something now, as the reader sees it."""

    READER = "reader"
    VENDOR = "vendor"  # for the customer: "we"
    COLLEAGUE = "colleague"  # for the vendor: the one responsible
    UNASSIGNED = "unassigned"  # for the vendor: nobody looks after it
    CUSTOMER = "customer"
    NOBODY = "nobody"  # closed
    ELSEWHERE = "elsewhere"  # merged: it goes on in another case


@dataclass(frozen=True)
class Situation:
    """What decides whose turn it is."""

    is_open: bool
    is_merged: bool
    waits_for_customer: bool
    reporter_id: int | None
    assignee_id: int | None


def whose_turn(case: Situation, *, reader_id: int, reader_is_vendor: bool) -> Turn:
    """Whose turn it is at this moment."""
    if case.is_merged:
        return Turn.ELSEWHERE
    if not case.is_open:
        return Turn.NOBODY
    if case.waits_for_customer:
        return Turn.READER if case.reporter_id == reader_id else Turn.CUSTOMER
    if not reader_is_vendor:
        return Turn.VENDOR
    if case.assignee_id is None:
        return Turn.UNASSIGNED
    return Turn.READER if case.assignee_id == reader_id else Turn.COLLEAGUE


@dataclass(frozen=True)
class Stretch:
    """A time in one state."""

    state: str
    since: datetime
    until: datetime


def stretches(initial: str, opened_at: datetime, changes: Iterable[tuple[datetime, str]], until: datetime) -> list[Stretch]:
    """The states that a case went through up to `until`; `changes` are the moments of change in order of time."""
    found: list[Stretch] = []
    state, since = initial, opened_at
    for at, new in changes:
        if new == state or at >= until:
            continue
        if since < at:
            found.append(Stretch(state, since, at))
        state, since = new, at
    if since < until:
        found.append(Stretch(state, since, until))
    return found


def times_in(states: Sequence[str], gone_through: Iterable[Stretch]) -> list[tuple[datetime, datetime]]:
    """When the case was in any of the states."""
    return [(s.since, s.until) for s in gone_through if s.state in states]

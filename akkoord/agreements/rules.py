# SPDX-License-Identifier: EUPL-1.2
"""Decisions about versions and contracts over plain values."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from akkoord.agreements.document import Agreement, Promise
from akkoord.people.rules import StaffRole
from akkoord.timing.durations import Duration, parse_duration
from akkoord.timing.moments import moment_at, whole_seconds
from akkoord.timing.zones import local_time

KEEPERS = (StaffRole.DESK_LEAD, StaffRole.STAFF_ADMINISTRATOR)
"""Who gives a date hours of its own."""
AUTHORS = (StaffRole.PRODUCT_MANAGER, StaffRole.DESK_LEAD)
"""Who puts in drafts, announces versions, and looks after contracts and what customers object to."""


def midnight(day: date, zone: str) -> datetime:
    """The first moment of a date in a time zone."""
    local = local_time(zone)
    wall = whole_seconds(datetime.combine(day, time(), ZoneInfo("UTC")))
    return moment_at(local.moment(wall), ZoneInfo(zone))


def kept_after_ending(document: Agreement) -> Duration | None:
    """How long the old terms hold after a contract was ended over a change; None where the agreement does not say. sla:1.2"""
    for _, promise in document.promises():
        if promise.retention is not None and promise.retention.what == "old_terms" and promise.retention.kept_for:
            return parse_duration(promise.retention.kept_for)
    return None


def promise_ids(document: Agreement) -> list[str]:
    """Every promise of a version in full, such as 2.2.3/reaction-p2."""
    return [f"{clause.clause}/{promise.id}" for clause, promise in document.promises()]


def dropped_without_successor(before: Agreement, after: Agreement) -> list[str]:
    """Promises of `before` that `after` neither has, nor replaces, nor names as dropped. sla:1.2"""
    replaced = {old for _, promise in after.promises() for old in promise.replaces}
    kept = {*promise_ids(after), *replaced, *after.dropped}
    return [name for name in promise_ids(before) if name not in kept]


def with_overrides(document: Agreement, overrides: Mapping[str, object]) -> Agreement:
    """The agreement with single promises replaced for one contract: individual terms prevail.

    `overrides` maps an id such as 2.2.3/reaction-p2 to the promise as a file says it, without its id. Raises KeyError
    for a promise that the agreement does not have, pydantic's ValidationError for one that is none.
    """
    if not overrides:
        return document
    unknown = overrides.keys() - set(promise_ids(document))
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    clauses = []
    for clause in document.clauses:
        promises = tuple(_overridden(f"{clause.clause}/{promise.id}", promise, overrides) for promise in clause.promises)
        clauses.append(clause.model_copy(update={"promises": promises}))
    return document.model_copy(update={"clauses": tuple(clauses)})


def _overridden(name: str, promise: Promise, overrides: Mapping[str, object]) -> Promise:
    if name not in overrides:
        return promise
    given = overrides[name]
    assert isinstance(given, dict)
    return Promise.model_validate({**given, "id": promise.id})


def moved_dates(frozen: Iterable[date], now: Iterable[date], since: date) -> list[date]:
    """Dates from `since` on which a frozen version and the library disagree about being closed."""
    return sorted(day for day in set(frozen) ^ set(now) if day >= since)

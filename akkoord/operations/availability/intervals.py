# SPDX-License-Identifier: EUPL-1.2
"""Every interval of a month that was no ordinary time: to the second, half-open, with its cause and where to read on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from akkoord.people.models import Person
from akkoord.timing.moments import moment_at

from ..models import Maintenance, Outage
from ..rules.availability import Month, Slice
from ..rules.formula import Cause, CountsAs

HEAD = ("component", "instance", "begin", "end", "seconds", "counts_as", "cause", "source", "also")
Source = Outage | Maintenance


@dataclass(frozen=True)
class Interval:
    """One row. `source` and `also` are only those that this reader may see."""

    component: str
    instance: int
    begin: int
    end: int
    counts_as: CountsAs
    cause: Cause
    source: Source | None
    also: tuple[Source, ...] = ()

    @property
    def seconds(self) -> int:
        """Its length."""
        return self.end - self.begin


def intervals_of(month: Month, person: Person | None, components: Collection[str] | None = None) -> list[Interval]:
    """The intervals of these components (None: of all), by component and time. Two queries."""
    kept = {stay: slices for stay, slices in month.slices.items() if components is None or stay.component in components}
    sources = _sources({key for slices in kept.values() for each in slices for key in _keys(each)}, person)
    return [
        Interval(
            stay.component,
            stay.instance,
            each.begin,
            each.end,
            each.counts_as,
            each.cause,
            sources.get(each.source),
            tuple(dict.fromkeys(sources[also.source] for also in each.also if also.source in sources)),
        )
        for stay, slices in kept.items()
        for each in slices
    ]


def as_records(rows: Iterable[Interval], instances: dict[int, str], zone: tzinfo = UTC) -> list[dict[str, object]]:
    """The rows as plain values for CSV and JSON; `instances` are codes. Moments in ISO 8601."""
    return [
        {
            "component": row.component,
            "instance": instances[row.instance],
            "begin": moment_at(row.begin, zone).isoformat(),
            "end": moment_at(row.end, zone).isoformat(),
            "seconds": row.seconds,
            "counts_as": str(row.counts_as),
            "cause": str(row.cause),
            "source": row.source.number if row.source else None,
            "also": [source.number for source in row.also],
        }
        for row in rows
    ]


def _keys(each: Slice) -> Sequence[str]:
    return [key for key in (each.source, *(claim.source for claim in each.also)) if key]


def _sources(keys: Collection[str], person: Person | None) -> dict[str, Source]:
    ids = {sort: [int(key.partition(":")[2]) for key in keys if key.startswith(sort)] for sort in ("outage:", "maintenance:")}
    outages = Outage.objects.visible_to(person).filter(pk__in=ids["outage:"])
    works = Maintenance.objects.visible_to(person).filter(pk__in=ids["maintenance:"])
    found: list[Source] = [*outages, *works]
    return {source.key: source for source in found}

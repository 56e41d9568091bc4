# SPDX-License-Identifier: EUPL-1.2
"""Facts that were written down by hand, where nothing else knows of them; and what was waived. partner:*"""

from __future__ import annotations

from decimal import Decimal

from ..models.partners import Partner
from ..models.records import Record
from ..rules.records import RecordSort
from ..rules.requirements import Evidence, Facts
from .asked import Asked


def recorded(asked: Asked) -> Facts | None:
    """What the vendor wrote down: of a condition and a figure the last counts, of a cadence every one in the period."""
    rows = [row for row in records_of(asked) if row.by_vendor and row.sort != RecordSort.WAIVED]
    shown = tuple(evidence_of(row) for row in rows)
    if asked.said.promise.cadence is not None:
        done = [row for row in rows if row.sort == RecordSort.MET and (asked.period is None or asked.period.has(row.on))]
        return Facts(value=Decimal(len(done)), evidence=shown)
    last = rows[0] if rows else None
    if last is None:
        return None
    if last.sort == RecordSort.NOT_MET:
        return Facts(holds=False, value=last.value, evidence=shown)
    if asked.said.promise.quota is not None:
        return Facts(value=last.value, evidence=shown)
    return Facts(holds=True, since_on=last.on, due_on=last.until, evidence=shown)


def waiver_of(asked: Asked) -> Record | None:
    """The waiver that holds now."""
    last = next((row for row in records_of(asked) if row.by_vendor), None)
    if last is None or last.sort != RecordSort.WAIVED or (last.until is not None and last.until < asked.today):
        return None
    return last


def claims_of(asked: Asked) -> list[Record]:
    """What the partner told since the vendor last wrote something down."""
    found = []
    for row in records_of(asked):
        if row.by_vendor:
            break
        found.append(row)
    return found


def records_of(asked: Asked) -> list[Record]:
    """Everything that was written down about it, the newest first."""
    about = asked.said.promise.about or asked.said.id
    return [row for row in asked.records if row.about == about and row.on <= asked.today and row.at <= asked.at]


def all_records(partner: Partner) -> tuple[Record, ...]:
    """What was written down for a partner, the newest first: read once for all its requirements."""
    return tuple(partner.records.select_related("by").order_by("-at", "-pk"))


def evidence_of(row: Record) -> Evidence:
    """A record as evidence."""
    return Evidence(" ".join(part for part in (row.note, f"({row.document})" if row.document else "") if part), row.on)

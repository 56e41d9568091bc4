# SPDX-License-Identifier: EUPL-1.2
"""Writes outages and maintenance with everything that hangs on them, in bulk. Importers may; nothing reacts to what they write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from akkoord.audit.actions import VENDOR
from akkoord.audit.events import Fact
from akkoord.audit.models import Event
from akkoord.importing.bulk import next_of
from akkoord.scope.models import columns_of

from ..events import (
    MaintenanceAnnounced,
    MaintenanceBegun,
    MaintenanceEnded,
    OutageOpened,
    OutageResolved,
    OutageUpdated,
)
from ..models import Affected, Bounds, Instance, Maintenance, Outage, Plan, Probe, Update
from ..numbers import zone_at
from ..rules.words import OutageState
from .entries import NewOutage, NewWork, Said

ORIGIN = "import"
Instances = Mapping[str, Sequence[Instance]]
Told = list[tuple[datetime, Fact]]


def write_outages(entries: Sequence[NewOutage], instances: Instances, *, at: datetime, probe: Probe | None = None) -> None:
    """Outages with what they struck, all their bounds, what was said, and events. `at` is the moment of the import."""
    entries = sorted(entries, key=lambda entry: entry.bounds[0].began_at)
    numbers = _numbers("OUT", "operations_outage_number", [entry.stood.began_at for entry in entries], at)
    rows = [_outage(entry, number, instances, probe) for entry, number in zip(entries, numbers, strict=True)]
    outages = Outage.objects.bulk_create(rows)
    struck, bounds, updates = list[Affected](), list[Bounds](), list[Update]()
    for entry, outage in zip(entries, outages, strict=True):
        its = [instance for code in entry.codes for instance in instances[code]]
        struck += [Affected(outage=outage, instance=instance, impact=entry.impact) for instance in its]
        bounds += _bounds(entry, outage, {instance.code: entry.impact for instance in its})
        updates += [_update(said, outage) for said in entry.said]
    Affected.objects.bulk_create(struck)
    Bounds.objects.bulk_create(bounds)
    Update.objects.bulk_create(updates)
    told: Told = [(outage.opened_at, OutageOpened(outage.pk)) for outage in outages]
    told += [(each.at, OutageUpdated(each.outage_id, each.pk)) for each in updates if each.state != OutageState.RESOLVED]
    ends = [(entry.bounds[0].ended_at, outage) for entry, outage in zip(entries, outages, strict=True)]
    told += [(ended, OutageResolved(outage.pk)) for ended, outage in ends if ended is not None]
    _tell(told)


def write_works(entries: Sequence[NewWork], instances: Instances, language: str, *, at: datetime) -> None:
    """Maintenance with its plan and events; what was said about it becomes its text, each with its moment."""
    entries = sorted(entries, key=lambda entry: entry.began_at)
    numbers = _numbers("MNT", "operations_maintenance_number", [entry.announced_at for entry in entries], at)
    rows = [_work(entry, number, instances, language) for entry, number in zip(entries, numbers, strict=True)]
    works = Maintenance.objects.bulk_create(rows)
    touched = Maintenance.instances.through
    touched.objects.bulk_create(
        touched(maintenance_id=work.pk, instance_id=instance.pk)
        for entry, work in zip(entries, works, strict=True)
        for code in entry.codes
        for instance in instances[code]
    )
    Plan.objects.bulk_create(
        Plan(
            maintenance=work, sequence=0, planned_from=work.planned_from, planned_until=work.planned_until,
            announced_at=work.announced_at,
        )
        for work in works
    )  # fmt: skip
    told: Told = [(entry.announced_at, MaintenanceAnnounced(work.pk, 0)) for entry, work in zip(entries, works, strict=True)]
    told += [(entry.began_at, MaintenanceBegun(work.pk)) for entry, work in zip(entries, works, strict=True)]
    told += [(entry.ended_at, MaintenanceEnded(work.pk)) for entry, work in zip(entries, works, strict=True)]
    _tell(told)


def _numbers(prefix: str, sequence: str, moments: Sequence[datetime], at: datetime) -> list[str]:
    zone = zone_at(at)
    drawn = next_of(sequence, len(moments))
    return [f"{prefix}-{moment.astimezone(zone).year}-{n:06d}" for n, moment in zip(drawn, moments, strict=True)]


def _outage(entry: NewOutage, number: str, instances: Instances, probe: Probe | None) -> Outage:
    stood, first = entry.stood, entry.bounds[0]
    ended = stood.ended_at is not None
    return Outage(
        number=number,
        title_nl=entry.title.get("nl", ""),
        title_en=entry.title.get("en", ""),
        severity=entry.severity,
        state=OutageState.RESOLVED if ended else entry.said[-1].state if entry.said else OutageState.INVESTIGATING,
        began_at=stood.began_at,
        ended_at=stood.ended_at,
        opened_at=first.began_at,
        probe=probe,
        is_public=any(instance.component.is_public for code in entry.codes for instance in instances[code]),
        origin=ORIGIN,
        external_id=entry.external_id,
    )


def _bounds(entry: NewOutage, outage: Outage, struck: dict[str, str]) -> list[Bounds]:
    """That it began, known from then on; then how it turned out to have been."""
    opened = Bounds(
        outage=outage, began_at=outage.opened_at, responsible=outage.responsible, struck=struck, set_at=outage.opened_at
    )
    later = [
        Bounds(
            outage=outage, began_at=stood.began_at, ended_at=stood.ended_at, responsible=outage.responsible, struck=struck,
            set_at=stood.set_at, reason=stood.because,
        )
        for stood in entry.bounds if stood.ended_at is not None
    ]  # fmt: skip
    return [opened, *later]


def _update(said: Said, outage: Outage) -> Update:
    text_nl, text_en = said.text.get("nl", ""), said.text.get("en", "")
    return Update(outage=outage, at=said.at, state=said.state, text_nl=text_nl, text_en=text_en)


def _work(entry: NewWork, number: str, instances: Instances, language: str) -> Maintenance:
    first, *later = entry.said or [Said(entry.announced_at, "", {language: ""})]
    text = "\n\n".join([first.text[language], *(f"{said.at:%Y-%m-%d %H:%M} UTC: {said.text[language]}" for said in later)])
    return Maintenance(
        number=number,
        kind=entry.kind,
        title_nl=entry.title.get("nl", ""),
        title_en=entry.title.get("en", ""),
        text_nl=text if language == "nl" else "",
        text_en=text if language == "en" else "",
        planned_from=entry.began_at,
        planned_until=entry.ended_at,
        announced_at=entry.announced_at,
        begun_at=entry.began_at,
        ended_at=entry.ended_at,
        is_public=any(instance.component.is_public for code in entry.codes for instance in instances[code]),
        origin=ORIGIN,
        external_id=entry.external_id,
    )


def _tell(told: Told) -> None:
    """What the log knows to have happened; no reaction is deferred."""
    told = sorted(told, key=lambda each: each[0])
    columns = columns_of(VENDOR)
    Event.objects.bulk_create(
        Event(name=fact.name(), at=at, subject=fact.subject, data=fact.data, **columns) for at, fact in told
    )

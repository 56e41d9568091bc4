# SPDX-License-Identifier: EUPL-1.2
"""Hold a row until the transaction ends, so that two people do not change it at once; write its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from akkoord.people.models import Person

from ..models import Affected, Bounds, Instance, Maintenance, Outage
from ..rules.words import Impact


def held_outage(outage: Outage, *, by: Person | None, at: datetime) -> Outage:
    """The outage as it is now, held."""
    return Outage.objects.select_for_update(no_key=True).get(pk=outage.pk)


def held_maintenance(maintenance: Maintenance, *, by: Person | None, at: datetime) -> Maintenance:
    """The maintenance as it is now, held."""
    return Maintenance.objects.select_for_update(no_key=True).get(pk=maintenance.pk)


def strike(*, outage: Outage, struck: Mapping[Instance, str], by: Person | None, at: datetime) -> None:
    """Make exactly these instances the struck ones."""
    outage.affected.exclude(instance__in=list(struck)).delete()
    rows = [Affected(outage=outage, instance=instance, impact=Impact(impact)) for instance, impact in struck.items()]
    Affected.objects.bulk_create(rows, update_conflicts=True, unique_fields=["outage", "instance"], update_fields=["impact"])


def write_bounds(*, outage: Outage, by: Person | None, at: datetime, reason: str = "") -> Bounds:
    """Write down the bounds that the outage has now; the rows before stay."""
    return Bounds.objects.create(
        outage=outage,
        began_at=outage.began_at,
        ended_at=outage.ended_at,
        responsible=outage.responsible,
        struck=outage.struck_now,
        set_at=at,
        by=by,
        reason=reason,
    )

# SPDX-License-Identifier: EUPL-1.2
"""Short ways to let a month of the past happen in a test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection

from akkoord.agreements.in_force import version_in_force
from akkoord.operations.actions.components import add_probe
from akkoord.operations.actions.outages import close_outage, open_outage
from akkoord.operations.models import Instance, Maintenance, Outage, Place, Plan, Probe
from akkoord.operations.rules.words import Impact

PRODUCTION = ("professional", "professional-b", "self-service", "self-service-b", "public-portal", "mobile-app", "connectors")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def broke(
    *codes: str, began: datetime, lasted: timedelta | None, impact: Impact = Impact.DOWN, responsible: str = "vendor",
    origin: str = "person",
) -> Outage:  # fmt: skip
    """An outage, opened when it began and closed when it ended; None: it runs."""
    struck = {Instance.objects.get(code=code): impact for code in codes}
    outage = open_outage(
        title_nl="Eruit", title_en="Down", instances=struck, severity="major", began_at=began, by=None, at=began, origin=origin
    )
    if responsible != "vendor":
        Outage.objects.filter(pk=outage.pk).update(responsible=responsible)
        outage.refresh_from_db()
    if lasted is not None:
        close_outage(outage, ended_at=began + lasted, by=None, at=began + lasted)
    return outage


def worked(
    *codes: str, begin: datetime, lasted: timedelta, ahead: timedelta = 7 * DAY, kind: str = "planned",
    began: datetime | None = None, until: datetime | None = None, **more: object,
) -> Maintenance:  # fmt: skip
    """Maintenance that was announced so long ahead, and done as planned unless told otherwise."""
    planned = {"planned_from": begin, "planned_until": begin + lasted, "announced_at": begin - ahead}
    made = Maintenance.objects.create(
        number=f"MNT-2026-{Maintenance.objects.count() + 1:06d}", kind=kind, title_nl="Onderhoud", title_en="Maintenance",
        begun_at=began or begin, ended_at=until or begin + lasted, version=version_in_force("reference", begin), **planned, **more,
    )  # fmt: skip
    made.instances.set(Instance.objects.filter(code__in=codes))
    Plan.objects.create(maintenance=made, sequence=0, **planned)
    return made


def probed(code: str, name: str = "probe", since: datetime | None = None, places: Iterable[str] = ("here",)) -> Probe:
    """A probe of an instance that asks every minute."""
    instance = Instance.objects.get(code=code)
    since = since or instance.since
    return add_probe(
        instance=instance, code=name, kind="http", settings={"url": "http://127.0.0.1:9/"}, every=60, since=since, by=None, at=since,
        places=[Place.objects.get_or_create(code=place, defaults={"name": place})[0] for place in places],
    )  # fmt: skip


def heard(probe: Probe, *moments: datetime) -> None:
    """Good answers at these moments, from every place of the probe."""
    with connection.cursor() as cursor:
        for at in moments:
            cursor.execute("SELECT operations_sample_month(%s)", [at.date()])
            cursor.execute(
                "INSERT INTO operations_sample (probe_id, place_id, at, ok, ms)"
                " SELECT %s, place_id, %s, true, 20 FROM operations_probe_places WHERE probe_id = %s",
                [probe.pk, at, probe.pk],
            )

# SPDX-License-Identifier: EUPL-1.2
"""Fills a database of its own with what a large status page shows: made components, outages, silences and maintenance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

DAYS, GROUPS = 90, 20
OUTAGES_EACH, GAPS_EACH, WORKS = 4, 6, 200


def make(components: int, at: datetime) -> None:
    """So many components, each with a probe from one place, and 90 days of what happened to them. Under the system's scope."""
    from akkoord.operations.actions.components import add_probe, register_component, register_place

    random = Random(7)
    place = register_place(code="north", name="North", by=None, at=at)
    since = at - timedelta(days=400)
    for n in range(components):
        group = n * GROUPS // components
        component = register_component(
            code=f"part-{n}", name_nl=f"Onderdeel {n}", name_en=f"Component {n}", group_nl=f"Groep {group}",
            group_en=f"Group {group}", position=n, since=since, by=None, at=at,
        )  # fmt: skip
        instance = component.instances.get()
        settings = {"url": f"https://part-{n}.meridaan.example/"}
        add_probe(
            instance=instance, code=f"probe-{n}", kind="http", settings=settings, places=[place], since=since, by=None, at=at
        )
    _outages(random, at)
    _gaps(random, at)
    _works(random, at)


def _outages(random: Random, at: datetime) -> None:
    from akkoord.operations.models import Affected, Instance, Outage, Update

    instances = list(Instance.objects.order_by("id"))
    made, struck, said = [], [], []
    for n, past in enumerate(_moments(random, at, len(instances) * OUTAGES_EACH)):
        is_running = n < 3
        began = at - timedelta(minutes=20 + n) if is_running else past
        ended = None if is_running else began + timedelta(minutes=random.randint(1, 240))
        outage = Outage(
            number=f"OUT-2026-{n:06d}", title_nl=f"Storing {n}", title_en=f"Outage {n}", severity="major", began_at=began,
            ended_at=ended, opened_at=began, state="resolved" if ended else "investigating",
        )  # fmt: skip
        made.append(outage)
        impact = random.choice(("down", "down", "partly", "slow"))
        struck.append(Affected(outage=outage, instance=random.choice(instances), impact=impact))
        said += [
            Update(
                outage=outage,
                at=began + timedelta(minutes=k),
                state="investigating",
                text_nl=f"Stand {k}.",
                text_en=f"State {k}.",
            )
            for k in range(3)
        ]
    Outage.objects.bulk_create(made)
    Affected.objects.bulk_create(struck)
    Update.objects.bulk_create(said)


def _gaps(random: Random, at: datetime) -> None:
    from akkoord.operations.models import Gap, Place, Probe

    place = Place.objects.get()
    rows = [
        Gap(probe=probe, place=place, begin=begin, end=begin + timedelta(minutes=random.randint(2, 90)))
        for probe in Probe.objects.all()
        for begin in _moments(random, at, GAPS_EACH)
    ]
    Gap.objects.bulk_create(rows, ignore_conflicts=True)


def _works(random: Random, at: datetime) -> None:
    from akkoord.operations.models import Instance, Maintenance, Plan

    instances = list(Instance.objects.order_by("id"))
    for n, begin in enumerate(_moments(random, at + timedelta(days=30), WORKS)):
        times = {"planned_from": begin, "planned_until": begin + timedelta(hours=4), "announced_at": begin - timedelta(days=8)}
        past = {"begun_at": begin, "ended_at": begin + timedelta(hours=3)} if begin < at - timedelta(hours=5) else {}
        work = Maintenance.objects.create(
            number=f"MNT-2026-{n:06d}", kind="planned", title_nl=f"Onderhoud {n}", title_en=f"Maintenance {n}", **times, **past
        )
        work.instances.set(random.sample(instances, min(20, len(instances))))
        Plan.objects.create(maintenance=work, sequence=0, **times)


def _moments(random: Random, at: datetime, count: int) -> Iterator[datetime]:
    for _ in range(count):
        yield at - timedelta(seconds=random.randint(7200, DAYS * 86_400))

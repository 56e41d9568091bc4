# SPDX-License-Identifier: EUPL-1.2
"""Outages open and close from samples: by themselves, once, and never against what people established. sla:2.3.1"""

from __future__ import annotations

from datetime import timedelta

import pytest

from akkoord.operations.actions.components import add_probe, register_place
from akkoord.operations.actions.outages import ask_correction, close_outage, decide_correction, open_outage
from akkoord.operations.actions.samples import keep_samples
from akkoord.operations.actions.watching import watch
from akkoord.operations.models import Instance, Maintenance, Outage, Place
from akkoord.operations.rules.sampling import Measured
from akkoord.operations.rules.words import Impact


@pytest.fixture
def since(amsterdam):
    return amsterdam("Tue 2026-11-17 10:00")


@pytest.fixture
def place(world) -> Place:
    return Place.objects.get(code="here")


@pytest.fixture
def portal(world) -> Instance:
    return Instance.objects.get(code="public-portal")


@pytest.fixture
def asks(portal, place, since):
    def give(code: str = "asked", **more):
        return add_probe(
            instance=portal, code=code, kind="tcp", settings={"host": "x", "port": 1}, places=[place], since=since,
            by=None, at=since, **more,
        )  # fmt: skip

    return give


@pytest.fixture
def says(since, place):
    """`..xx` from so many seconds on: two good samples and two failing ones, kept and watched, each 30 seconds later."""

    def give(probe, marks: str, begin: int = 0, where: Place | None = None, *, at_once: bool = False) -> list[Outage]:
        line = [
            Measured(probe.pk, (where or place).pk, since + timedelta(seconds=begin + 30 * i), mark == ".")
            for i, mark in enumerate(marks)
            if mark != " "
        ]
        changed = []
        for batch in [line] if at_once else [[one] for one in line]:
            at = batch[-1].at + timedelta(seconds=1)
            keep_samples(samples=batch, by=None, at=at)
            changed += watch(since={probe.pk: batch[0].at}, by=None, at=at)
        return changed

    return give


@pytest.fixture
def lasted(since):
    def give() -> list[tuple[float, float | None]]:
        rows = Outage.objects.filter(origin="probe").order_by("began_at").values_list("began_at", "ended_at")
        return [((b - since).total_seconds(), (e - since).total_seconds() if e else None) for b, e in rows]

    return give


def test_an_outage_opens_with_the_first_failing_sample_and_closes_with_the_first_good_one(asks, says, lasted, portal):
    probe = asks()
    says(probe, "..xxxx")
    assert lasted() == [(60, None)]
    says(probe, "...", begin=180)
    assert lasted() == [(60, 180)]
    outage = Outage.objects.get(probe=probe)
    assert outage.struck_now == {"public-portal": "down"} and outage.severity == "major" and outage.is_public
    assert (outage.title_nl, outage.title_en) == ("Publiek portaal werkt niet", "Public portal does not work")
    assert all(update.text_nl != update.text_en and update.by is None for update in outage.updates.all())


def test_an_outage_that_is_learned_of_late_opens_and_closes_at_once(asks, says, lasted):
    assert len(says(asks(), "..xxxx...", at_once=True)) == 2
    assert lasted() == [(60, 180)]


def test_the_same_samples_again_open_nothing_new(asks, says, lasted, since):
    probe = asks()
    says(probe, "..xxxx....")
    for begin in (0, 60, 180):
        watch(since={probe.pk: since + timedelta(seconds=begin)}, by=None, at=since + timedelta(seconds=300))
    assert lasted() == [(60, 180)]


def test_a_probe_that_opens_no_outages_opens_none(asks, says, lasted):
    says(asks(opens_outages=False), "xxxxxx")
    assert lasted() == []


def test_a_known_outage_is_not_opened_again_by_a_second_probe(asks, says, lasted):
    says(asks(), "xxxx")
    says(asks("second"), "xxxxxx")
    assert lasted() == [(0, None)]


def test_what_still_fails_when_a_known_outage_ends_opens_anew(asks, says, lasted):
    first, second = asks(), asks("second")
    says(first, "xxxx..")
    says(second, "xxxxxxxx")
    assert lasted() == [(0, 120), (120, None)]


def test_an_outage_that_a_person_opened_is_neither_doubled_nor_closed(asks, says, lasted, world, portal, since):
    known = open_outage(
        title_nl="Plat", title_en="Down", instances={portal: Impact.DOWN}, severity="major", began_at=since, by=world.operator, at=since
    )  # fmt: skip
    says(asks(), "xxxx....")
    known.refresh_from_db()
    assert lasted() == [] and known.is_running


def test_a_slow_component_that_falls_down_is_an_outage(asks, says, lasted, world, portal, since):
    open_outage(
        title_nl="Traag", title_en="Slow", instances={portal: Impact.SLOW}, severity="minor", began_at=since, by=world.operator, at=since
    )  # fmt: skip
    says(asks(), ".xxx")
    assert lasted() == [(30, None)]


def test_failures_during_maintenance_open_nothing_but_its_overrun_does(asks, says, lasted, portal, since, world):
    work = Maintenance.objects.create(
        number="MNT-X", kind="planned", planned_from=since, planned_until=since + timedelta(seconds=120), announced_at=since,
        begun_at=since,
    )  # fmt: skip
    work.instances.add(portal)
    probe = asks()
    says(probe, "xxxx")
    assert lasted() == []
    says(probe, "xxx", begin=120)
    assert lasted() == [(120, None)]


def test_an_outage_that_a_person_closed_stays_closed(asks, says, lasted, since, world):
    probe = asks()
    says(probe, "xxxx")
    close_outage(
        Outage.objects.get(probe=probe),
        ended_at=since + timedelta(seconds=95),
        by=world.operator,
        at=since + timedelta(seconds=100),
    )
    watch(since={probe.pk: since}, by=None, at=since + timedelta(seconds=100))
    assert lasted() == [(0, 95)]
    says(probe, "xxx", begin=120)
    assert lasted() == [(0, 95), (120, None)], "it fails again, by as many samples as it takes"


def test_what_was_corrected_is_not_found_anew(asks, says, lasted, since, world):
    probe = asks()
    says(probe, "xxxxxxxx..")
    later = since + timedelta(seconds=400)
    outage = Outage.objects.get(probe=probe)
    ask_correction(
        outage=outage, reason="De meting zat fout", began_at=since + timedelta(seconds=180), by=world.operator, at=later
    )
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=later)
    watch(since={probe.pk: since}, by=None, at=later)
    assert lasted() == [(180, 240)]


def test_two_places_must_fail_where_the_probe_says_so(asks, says, lasted, since):
    there = register_place(code="there", name="Zwolle", by=None, at=since)
    probe = asks(places_to_open=2)
    says(probe, "xxxxx")
    assert lasted() == []
    says(probe, "xxx", begin=65, where=there)
    assert lasted() == [(65, None)]


def test_a_row_of_failures_that_was_never_looked_at_begins_where_it_began(asks, says, lasted, since, place):
    probe = asks()
    line = [Measured(probe.pk, place.pk, since + timedelta(seconds=30 * i), i < 3) for i in range(200)]
    keep_samples(samples=line, by=None, at=line[-1].at)
    watch(since={probe.pk: line[-1].at}, by=None, at=line[-1].at)
    assert lasted() == [(90, None)]

# SPDX-License-Identifier: EUPL-1.2
"""Samples are kept once however they come; what was not measured is unknown, neither up nor down. sla:2.3.1"""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from akkoord.operations.actions.components import add_probe, register_place
from akkoord.operations.actions.samples import keep_certificates, keep_samples, note_silence
from akkoord.operations.jobs.silence import silence
from akkoord.operations.models import Certificate, Gap, Instance, Place, Sample
from akkoord.operations.rules.probing import BadSettings
from akkoord.operations.rules.sampling import Measured, Met, gaps, patience


@pytest.fixture
def since(amsterdam):
    return amsterdam("Tue 2026-11-17 10:00")


@pytest.fixture
def place(world) -> Place:
    return Place.objects.get(code="here")


@pytest.fixture
def probe(world, place, since):
    return add_probe(
        instance=Instance.objects.get(code="public-portal"), code="asked", kind="tcp", settings={"host": "x", "port": 1},
        places=[place], since=since, by=None, at=since,
    )  # fmt: skip


@pytest.fixture
def keeps(probe, place, since):
    """Samples at so many seconds after the probe's begin."""

    def give(*seconds: float, ok: bool = True) -> int:
        moments = [since + timedelta(seconds=s) for s in seconds]
        return keep_samples(
            samples=[Measured(probe.pk, place.pk, at, ok, ms=12.5) for at in moments],
            by=None,
            at=moments[-1] if moments else since,
        )

    return give


@pytest.fixture
def unknown(probe, since):
    """The gaps, in seconds after the probe's begin."""

    def give() -> list[tuple[float, float | None]]:
        rows = Gap.objects.filter(probe=probe).order_by("begin").values_list("begin", "end")
        return [((b - since).total_seconds(), (e - since).total_seconds() if e else None) for b, e in rows]

    return give


def test_the_same_sample_twice_is_one(keeps, probe):
    assert keeps(0, 30, 30) == 2
    assert keeps(0, 30, 60) == 1
    assert Sample.objects.filter(probe=probe).count() == 3


def test_what_came_first_stands(keeps, probe, place, since):
    keeps(0)
    keeps(0, ok=False)
    assert Sample.objects.get(probe=probe).ok


def test_nothing_at_all_is_nothing(keeps):
    assert keeps() == 0


def test_samples_of_months_that_no_partition_has_yet_are_kept(keeps, probe):
    assert keeps(0, 90 * 86400, -400 * 86400) == 3
    assert Sample.objects.filter(probe=probe).count() == 3


def test_a_silence_longer_than_patience_is_unknown(keeps, unknown):
    keeps(0, 30, 60)
    keeps(131)
    assert unknown() == [(60, 131)], "patience is twice 30 and 10 seconds"


def test_one_missed_sample_is_no_silence(keeps, unknown):
    keeps(0, 30, 90, 160)
    assert unknown() == []


def test_a_late_sample_splits_a_gap(keeps, unknown):
    keeps(0, 600)
    keeps(300)
    assert unknown() == [(0, 300), (300, 600)]


def test_a_late_sample_shrinks_a_gap_and_the_last_one_ends_it(keeps, unknown):
    keeps(0, 200)
    keeps(150)
    assert unknown() == [(0, 150)]
    keeps(75)
    assert unknown() == [(0, 75), (75, 150)]
    keeps(40, 110)
    assert unknown() == []


def test_time_before_the_first_sample_is_unknown_from_when_the_probe_was_to_ask(keeps, unknown):
    keeps(100)
    assert unknown() == [(0, 100)]
    keeps(50)
    assert unknown() == []


def test_a_dead_prober_is_unknown_time_until_it_is_heard_again(keeps, unknown, since):
    keeps(0, 30)
    assert note_silence(by=None, at=since + timedelta(seconds=100)) == 0
    assert note_silence(by=None, at=since + timedelta(seconds=101)) == 1
    assert note_silence(by=None, at=since + timedelta(seconds=200)) == 0
    assert unknown() == [(30, None)]
    keeps(300)
    assert unknown() == [(30, 300)]


def test_a_sample_that_comes_late_moves_the_begin_of_the_silence(keeps, unknown, since):
    keeps(0)
    note_silence(by=None, at=since + timedelta(seconds=200))
    keeps(60)
    assert unknown() == []
    note_silence(by=None, at=since + timedelta(seconds=200))
    assert unknown() == [(60, None)]


def test_a_probe_that_was_never_heard_is_unknown_from_its_begin(unknown, since, probe):
    note_silence(by=None, at=since + timedelta(seconds=71))
    assert unknown() == [(0, None)]


def test_a_probe_that_ended_is_no_longer_awaited(keeps, unknown, since, probe):
    keeps(0)
    note_silence(by=None, at=since + timedelta(seconds=200))
    probe.until = since + timedelta(seconds=150)
    probe.save()
    note_silence(by=None, at=since + timedelta(seconds=300))
    assert unknown() == [(0, 150)]


def test_a_place_that_left_is_no_longer_awaited(keeps, unknown, since, probe):
    keeps(0)
    note_silence(by=None, at=since + timedelta(seconds=200))
    probe.places.clear()
    note_silence(by=None, at=since + timedelta(seconds=300))
    note_silence(by=None, at=since + timedelta(seconds=400))
    assert unknown() == [(0, 300)]


def test_places_have_gaps_of_their_own(keeps, probe, since):
    there = register_place(code="there", name="Zwolle", by=None, at=since)
    probe.places.add(there)
    keeps(0, 30, 60, 90)
    keep_samples(samples=[Measured(probe.pk, there.pk, since + timedelta(seconds=s), True) for s in (0, 90)], by=None, at=since)
    assert [gap.place for gap in Gap.objects.filter(probe=probe)] == [there]


@pytest.mark.parametrize("seed", range(12))
def test_gaps_are_the_same_in_whatever_order_and_however_often_samples_come(keeps, unknown, since, seed):
    chance = random.Random(seed)
    line = [0, *sorted(chance.sample(range(10, 3000), 25))]
    line = [s for s in line if not any(0 < s - other < 5 for other in line)]
    given = line + chance.sample(line, 8)
    chance.shuffle(given)
    while given:
        batch = [given.pop() for _ in range(min(len(given), chance.randint(1, 6)))]
        keeps(*batch)
        if chance.random() < 0.4:
            note_silence(by=None, at=since + timedelta(seconds=max(batch) + 500))
    note_silence(by=None, at=since + timedelta(seconds=5000))
    moments = [since + timedelta(seconds=s) for s in line]
    expected = [((a - since).total_seconds(), (b - since).total_seconds()) for a, b in gaps(moments, patience(30, 10))]
    assert unknown() == [*expected, (line[-1], None)]


def test_the_newest_certificate_stands(probe, since):
    def met(days: int, seen: int) -> Met:
        return Met(probe.pk, "TLSv1.3", ("hr.example",), since + timedelta(days=days), since + timedelta(seconds=seen))

    keep_certificates(certificates=[met(90, 60)], by=None, at=since)
    keep_certificates(certificates=[met(30, 0)], by=None, at=since)
    assert Certificate.objects.get(probe=probe).expires_at == since + timedelta(days=90)
    keep_certificates(certificates=[met(400, 90)], by=None, at=since)
    assert Certificate.objects.get(probe=probe).expires_at == since + timedelta(days=400)


def test_a_probe_of_settings_that_are_none_is_refused(place, since, probe):
    with pytest.raises(BadSettings, match="needs url"):
        add_probe(instance=probe.instance, code="bad", kind="http", settings={}, places=[place], since=since, by=None, at=since)


def test_silence_is_noted_by_the_clockwork(probe, unknown):
    silence(timestamp=0)
    assert unknown() == [(0, None)]

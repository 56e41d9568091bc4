# SPDX-License-Identifier: EUPL-1.2
"""When a probe has its turn, when a process can be believed, and what waits for a database that is away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ..prober import keeping
from ..prober.keeping import Kept
from ..prober.pulse import Pulse
from ..prober.turns import Turns, next_turn, phase
from ..rules.sampling import Measured, Met

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    code: str
    every: int = 30
    settings: str = ""


# Turns


@given(st.floats(0, 2e9), st.integers(1, 3600), st.text())
def test_a_turn_comes_within_its_interval_and_always_at_the_same_phase(now, every, code):
    turn = next_turn(now, every, phase(code, "here", every))
    assert now < turn <= now + every + 1e-5
    assert abs((turn - phase(code, "here", every)) / every - round((turn - phase(code, "here", every)) / every)) < 1e-5


def test_probes_are_spread_over_their_interval_and_otherwise_at_another_place():
    seconds = Counter(int(phase(f"probe-{n}", "here", 30)) for n in range(3000))
    assert len(seconds) == 30 and max(seconds.values()) < 150
    assert phase("probe-1", "here", 30) != phase("probe-1", "there", 30)


def test_each_is_asked_once_an_interval():
    turns = Turns[Asked]("here")
    turns.change({n: Asked(f"p{n}") for n in range(50)}, 1000.0)
    asked = Counter(q.code for second in range(1000, 1301) for _moment, q in turns.due(float(second)))
    assert set(asked.values()) <= {10, 11} and len(asked) == 50


def test_turns_that_were_missed_are_not_made_up_for():
    turns = Turns[Asked]("here")
    turns.change({1: Asked("p")}, 1000.0)
    found = list(turns.due(1600.0))
    assert len(found) <= 1, "the last one alone, when it is not old"
    assert len(list(turns.due(1630.0))) <= 1


def test_a_changed_question_replaces_the_old_one_and_one_that_went_is_not_asked():
    turns = Turns[Asked]("here")
    turns.change({1: Asked("p"), 2: Asked("gone")}, 1000.0)
    turns.change({1: Asked("p", settings="new")}, 1000.0)
    turns.change({1: Asked("p", settings="new")}, 1000.0)
    found = [q for second in range(1000, 1031) for _moment, q in turns.due(float(second))]
    assert found == [Asked("p", settings="new")]
    assert turns.wait(1030.0, 0.2) <= 0.2


def test_a_clock_that_was_put_back_does_not_silence_a_probe():
    turns = Turns[Asked]("here")
    turns.change({1: Asked("p")}, 10_000.0)
    turns.begin_anew(6_400.0)
    assert len([q for second in range(6_400, 6_431) for _moment, q in turns.due(float(second))]) == 1


# Pulse


def test_what_a_paused_process_measured_is_not_believed():
    pulse = Pulse(100.0, 5000.0)
    assert pulse.beat(100.3, 5000.3) and pulse.is_sound(100.1, 100.5, 5000.5)
    assert not pulse.is_sound(100.1, 160.0, 5059.7), "before the late beat"
    assert not pulse.beat(160.1, 5059.8)
    assert not pulse.is_sound(100.1, 160.2, 5059.9), "after it: it began before"
    assert pulse.is_sound(160.15, 160.3, 5060.0)


def test_a_machine_that_slept_or_a_clock_that_jumped_spoils_what_was_under_way():
    pulse = Pulse(100.0, 5000.0)
    assert not pulse.beat(100.3, 8600.3), "the steady clock stood still meanwhile"
    assert not pulse.is_sound(100.1, 100.4, 8600.4)
    assert pulse.beat(100.6, 8600.6)


# Keeping


def sample(n: int, probe: int = 1) -> Measured:
    return Measured(probe, 1, NOW + timedelta(seconds=n), True)


def test_what_could_not_be_written_comes_first_the_next_time():
    kept = Kept()
    for n in range(3):
        kept.add(sample(n))
    batch = kept.take()
    assert batch is not None and batch.since == {1: NOW}
    kept.add(sample(3))
    kept.give_back(batch)
    again = kept.take()
    assert again is not None and again.samples == [sample(n) for n in range(4)] and again.since == {1: NOW}
    assert kept.take() is None


def test_memory_is_bounded_and_what_goes_is_counted(monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 5)
    kept = Kept()
    for n in range(8):
        kept.add(sample(n))
    assert (len(kept), kept.dropped) == (5, 3)
    batch = kept.take()
    assert batch is not None and batch.samples[0] == sample(3), "the oldest went"
    kept.add(sample(8))
    kept.give_back(batch)
    assert (len(kept), kept.dropped) == (5, 4)


def test_a_certificate_is_written_when_it_changes_and_each_hour():
    kept = Kept()

    def shown(seconds: int, days: int = 90) -> list[Met]:
        met = Met(1, "TLSv1.3", ("hr.example",), NOW + timedelta(days=days), NOW + timedelta(seconds=seconds))
        kept.add(sample(seconds), met)
        batch = kept.take()
        assert batch is not None
        return batch.certificates

    assert shown(0) and not shown(30) and shown(60, days=180) and not shown(90, days=180)
    assert shown(4000, days=180)

# SPDX-License-Identifier: EUPL-1.2
"""A day of samples made smaller loses no sample, whatever order it is in, and its percentiles are as near as they say."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.operations.rules.folding import NOTHING, SLOTS, Slot, fold, hours, midnight, packed, unpacked
from akkoord.operations.rules.histograms import LEAST, RELATIVE_ERROR, NotPacked
from akkoord.operations.rules.responses import Response, together

DAY = date(2026, 10, 25)  # on which the vendor's clock goes back
seconds = st.integers(min_value=0, max_value=86_399)
answers = st.tuples(st.booleans(), st.none() | st.floats(min_value=0, max_value=60_000, allow_nan=False))
days = st.dictionaries(seconds, answers, max_size=80).map(
    lambda found: [(midnight(DAY) + timedelta(seconds=s), *answer) for s, answer in found.items()]
)


@given(days, st.randoms())
def test_the_order_of_samples_does_not_matter(samples, random) -> None:
    shuffled = list(samples)
    random.shuffle(shuffled)
    assert fold(DAY, shuffled) == fold(DAY, samples)
    assert hours(shuffled) == hours(samples)


@given(days)
def test_no_sample_is_lost_or_counted_twice(samples) -> None:
    folded = fold(DAY, samples)
    times = [ms for _, ok, ms in samples if ok and ms is not None]
    assert (folded.count, folded.good) == (len(samples), sum(ok for _, ok, _ in samples))
    assert folded.histogram.count == len(times) == sum(slot.timed for slot in folded.slots)
    assert folded.total == pytest.approx(sum(times))
    for number, slot in enumerate(folded.slots):
        begin = midnight(DAY) + number * timedelta(minutes=5)
        own = [(ok, ms) for at, ok, ms in samples if begin <= at < begin + timedelta(minutes=5)]
        assert (slot.count, slot.good) == (len(own), sum(ok for ok, _ in own))
        assert abs(slot.total - sum(ms for ok, ms in own if ok and ms is not None)) <= 0.51


@given(days, st.sampled_from([50, 95, 99]))
def test_the_percentile_of_hours_together_is_that_of_the_samples_within_the_stated_error(samples, share) -> None:
    whole = together(hours(samples), midnight(DAY), midnight(DAY) + timedelta(days=1))
    times = sorted(ms for _, ok, ms in samples if ok and ms is not None)
    if not times:
        assert whole.percentile(share) is None
        return
    true, found = times[max(1, ceil(share * len(times) / 100)) - 1], whole.percentile(share)
    assert found is not None
    assert abs(found - true) <= max(LEAST, true * (RELATIVE_ERROR + 1e-9))
    assert whole.mean == pytest.approx(sum(times) / len(times))
    assert whole.failed == sum(not ok for _, ok, _ in samples)


@given(days)
def test_what_is_packed_comes_out_again(samples) -> None:
    slots = fold(DAY, samples).slots
    assert unpacked(packed(slots)) == slots


def test_a_day_is_that_of_utc_so_it_has_as_many_slots_when_the_clock_changes() -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    twice = [datetime(2026, 10, 25, 2, 30, tzinfo=amsterdam, fold=turn) for turn in (0, 1)]
    slots = fold(DAY, [(at.astimezone(UTC), True, 100.0) for at in twice]).slots
    assert len(slots) == SLOTS
    assert [number for number, slot in enumerate(slots) if slot.count] == [6, 18]


def test_the_first_moment_of_the_next_day_is_not_of_this_one() -> None:
    last = midnight(DAY) + timedelta(days=1)
    assert fold(DAY, [(last - timedelta(microseconds=1), True, 5.0)]).slots[-1] == Slot(1, 1, 1, 5)
    with pytest.raises(IndexError):
        fold(DAY, [(last, True, 5.0)])


def test_a_day_of_a_sample_a_minute_packs_into_some_hundreds_of_bytes() -> None:
    slots = [Slot(5, 5, 5, 1500 + n * 37 % 900) for n in range(SLOTS)]
    assert len(packed(slots)) < 700
    assert len(packed([NOTHING] * SLOTS)) < 40


@pytest.mark.parametrize("broken", [b"", b"\x02", b"\x01nothing", packed([NOTHING] * SLOTS)[:-9], b"\x01" + zlib.compress(b"B")])
def test_broken_bytes_are_refused(broken) -> None:
    with pytest.raises(NotPacked):
        unpacked(broken)


def test_loads_of_no_hour_are_no_loads() -> None:
    assert together([], midnight(DAY), midnight(DAY)) == Response(midnight(DAY), midnight(DAY))

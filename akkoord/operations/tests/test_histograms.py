# SPDX-License-Identifier: EUPL-1.2
"""Histograms add up exactly, and their percentiles are as near as they say."""

from datetime import UTC, datetime
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.operations.rules.histograms import (
    LEAST,
    RELATIVE_ERROR,
    Histogram,
    NotPacked,
    bounds_of,
    bucket_of,
    counted,
    merged,
    unpacked,
)
from akkoord.operations.rules.responses import Response

ROUNDING = 1e-9  # of floating point, where a time lies on a bucket's very bound
times = st.floats(min_value=0, max_value=3_600_000, allow_nan=False)
shares = st.sampled_from([0, 0.1, 5, 50, 90, 95, 99, 99.9, 100])


def exact(values: list[float], share: float) -> float:
    """The percentile by its definition: sort, and take the one of that rank."""
    return sorted(values)[max(1, ceil(share * len(values) / 100)) - 1]


@given(st.lists(times, min_size=1), shares)
def test_a_percentile_is_no_further_off_than_stated(values, share) -> None:
    found, true = counted(values).percentile(share), exact(values, share)
    assert found is not None
    assert abs(found - true) <= max(LEAST, true * (RELATIVE_ERROR + ROUNDING))


@given(st.lists(times, min_size=1), shares)
def test_the_exact_percentile_lies_within_its_bounds(values, share) -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    found = Response(at, at, count=len(values), total=sum(values), histogram=counted(values)).percentile_bounds(share)
    assert found is not None
    true = exact(values, share)
    assert found[0] * (1 - ROUNDING) <= true <= found[1] * (1 + ROUNDING)


@given(st.lists(st.lists(times)))
def test_histograms_together_are_the_histogram_of_all_times(parts) -> None:
    assert merged(counted(part) for part in parts) == counted([ms for part in parts for ms in part])


@given(st.lists(times), st.integers(min_value=1, max_value=10**9))
def test_what_is_packed_comes_out_again(values, times_each) -> None:
    histogram = Histogram({bucket: n * times_each for bucket, n in counted(values).counts.items()})
    assert unpacked(histogram.packed()) == histogram


@given(st.lists(times, min_size=1), times)
def test_the_share_within_a_bound_is_enclosed(values, bound) -> None:
    found = counted(values).within(bound)
    assert found is not None
    true = sum(ms <= bound for ms in values) / len(values)
    beside = sum(bucket_of(ms) == bucket_of(bound) for ms in values) / len(values)
    assert found[0] <= true <= found[1]
    assert found[1] - found[0] == pytest.approx(beside)


def test_a_bucket_ends_where_the_next_begins() -> None:
    assert bounds_of(0) == (0.0, LEAST)
    assert [bucket_of(0), bucket_of(LEAST), bucket_of(LEAST * 1.001)] == [0, 0, 1]
    assert bounds_of(8)[0] == pytest.approx(bounds_of(7)[1])


def test_a_day_of_loads_packs_into_few_bytes() -> None:
    day = [300 + 200 * ((n * 37) % 1440) / 1440 for n in range(1440)]
    assert len(counted(day).packed()) < 60


def test_nothing_has_no_percentile() -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    empty = Response(at, at)
    assert (empty.mean, empty.percentile(95), empty.percentile_bounds(95), empty.within(2500)) == (None, None, None, None)


@pytest.mark.parametrize("broken", [b"", b"\x02", b"\x01\x80", b"\x01\x05", b"\x01\x05\x01\x07"])
def test_broken_bytes_are_refused(broken) -> None:
    with pytest.raises(NotPacked):
        unpacked(broken)


@pytest.mark.parametrize("share", [-1, 101])
def test_no_share_lies_beyond_a_hundred(share) -> None:
    with pytest.raises(ValueError, match="no percentage"):
        counted([1.0, 2.0]).percentile(share)

# SPDX-License-Identifier: EUPL-1.2
"""A bar a day: the worst that happened; what is unknown is never shown as up."""

from __future__ import annotations

import itertools
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from akkoord.operations.rules.bars import Day, Look, Past, at_once, days_of, local_days, merged
from akkoord.operations.status.picture import in_words

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EDGES = [0, 100, 200, 300]
moments = st.integers(-50, 350)
intervals = st.lists(st.tuples(moments, moments), max_size=6)


def seconds(found):
    return {s for begin, end in found for s in range(begin, end)}


def test_a_day_has_its_real_length_when_the_clock_changes():
    edges = local_days(date(2026, 10, 26), 3, AMSTERDAM)
    assert [b - a for a, b in itertools.pairwise(edges)] == [86_400, 90_000, 86_400]
    edges = local_days(date(2026, 3, 29), 1, AMSTERDAM)
    assert edges[1] - edges[0] == 82_800


def test_the_worst_of_a_day_is_shown_and_all_of_it_counted():
    past = Past(down=[(150, 160), (155, 170)], part=[(50, 210)], work=[(210, 290)], unknown=[(0, 10)])
    days = days_of(EDGES, past)
    assert [day.look for day in days] == [Look.PART, Look.DOWN, Look.PART]
    assert (days[1].down, days[1].part, days[2].work, days[0].unknown) == (20, 100, 80, 10)


def test_unknown_time_alone_is_a_gap_and_nothing_at_all_is_good():
    days = days_of(EDGES, Past(unknown=[(120, 121)]))
    assert [day.look for day in days] == [Look.OK, Look.GAP, Look.OK]


def test_a_component_is_unknown_only_while_all_that_measure_it_are_silent():
    assert at_once([[(0, 50)], [(30, 80)]]) == [(30, 50)]
    assert at_once([[(0, 50)], []]) == []
    assert at_once([]) == []


@given(intervals, intervals, intervals)
def test_silence_of_all_is_what_every_second_says(a, b, c):
    assert seconds(at_once([a, b, c])) == seconds(a) & seconds(b) & seconds(c)


@given(intervals, intervals, intervals, intervals)
def test_days_count_every_second_once(down, part, work, unknown):
    days = days_of(EDGES, Past(down, part, work, unknown))
    for n, day in enumerate(days):
        within = set(range(EDGES[n], EDGES[n + 1]))
        counted = [len(seconds(each) & within) for each in (down, part, work, unknown)]
        assert [day.down, day.part, day.work, day.unknown] == counted
        looks = [Look.DOWN, Look.PART, Look.WORK, Look.GAP]
        assert day.look == next((look for look, count in zip(looks, counted, strict=True) if count), Look.OK)


@given(intervals)
def test_merging_keeps_the_time_and_leaves_no_overlap(given_intervals):
    whole = merged(given_intervals)
    assert seconds(whole) == seconds(given_intervals)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(whole))


def test_a_long_outage_is_said_in_hours() -> None:
    bad = [Day(Look.DOWN, down=18_600), Day(Look.DOWN, down=2_100), Day(), Day(Look.PART, part=60)]
    with translation.override("nl"):
        said = in_words(bad).replace("\xa0", " ")
    assert said == "2 dagen met een storing (5 u 10 min en 35 min), 1 dag gedeeltelijk (1 minuut)"

# SPDX-License-Identifier: EUPL-1.2
"""When something that is watched is past its bound, and when too little is known to say so."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from akkoord.operations.rules.findings import PlaceHeard, Readings, crossed, findings, lag
from akkoord.operations.rules.watching import BadBounds, Bounds, Level, above, against_history, below, parse_bounds, usual

AT = datetime(2026, 11, 19, 12, tzinfo=UTC)
WELL: dict[str, Any] = {"at": AT, "disk_used": 1, "disk_total": 10, "duty_until": AT + timedelta(days=1)}


def found(**read):
    return {finding.what: finding for finding in findings(Readings(**{**WELL, **read}), Bounds())}


def poisson(source, mean):
    """Knuth's way, for a mean that is not large."""
    limit, count, product = 2.718281828459045**-mean, 0, source.random()
    while product > limit:
        count, product = count + 1, product * source.random()
    return count


def test_five_weeks_are_too_little_history_and_six_are_enough():
    assert usual([40] * 5) is None
    assert against_history("sign_ins", 0, [40] * 5).level == Level.UNKNOWN
    assert against_history("sign_ins", 0, [40] * 6).level == Level.CROSSED


def test_unusually_many_and_unusually_few_are_both_found_with_the_bound_that_was_crossed():
    history = [100, 104, 97, 101, 95, 99, 103, 98]
    many, few = against_history("sign_ins", 160, history), against_history("sign_ins", 40, history)
    assert many.level == few.level == Level.CROSSED
    assert many.bound == pytest.approx(99.5 + 4 * 99.5**0.5) and few.bound == pytest.approx(99.5 - 4 * 99.5**0.5)
    assert against_history("sign_ins", 110, history).level == Level.WELL


def test_one_odd_week_does_not_move_what_is_usual():
    calm = usual([100] * 12)
    odd = usual([100] * 12 + [4000])
    assert odd == calm


def test_a_quiet_night_is_never_too_quiet_and_ten_are_never_too_many():
    history = [0] * 13
    assert against_history("failed_sign_ins", 0, history).level == Level.WELL
    assert against_history("failed_sign_ins", 10, history).level == Level.WELL
    assert against_history("failed_sign_ins", 11, history).level == Level.CROSSED


@pytest.mark.parametrize("mean", [2, 20, 120])
def test_mere_chance_raises_hardly_any_alarm(mean):
    source = random.Random(mean)  # a repeatable toss, no secret
    alarms = 0
    for _ in range(2000):
        weeks = [poisson(source, mean) for _ in range(14)]
        alarms += against_history("sign_ins", weeks[0], weeks[1:]).level == Level.CROSSED
    assert alarms <= 4, "at most two in a thousand hours"


def test_a_value_on_its_bound_is_not_past_it():
    assert above("queue", 500, 500).level == Level.SOON
    assert above("queue", 501, 500).level == Level.CROSSED
    assert above("queue", 400, 500).level == Level.WELL
    assert below("certificate", 14, 14, 42).level == Level.SOON
    assert below("certificate", 13.9, 14, 42).level == Level.CROSSED
    assert above("lag", None, 60).level == Level.UNKNOWN


def test_everything_that_is_well_is_well():
    assert {f.level for f in found().values()} == {Level.WELL, Level.UNKNOWN}
    assert [f.kind for f in found().values() if f.level == Level.UNKNOWN] == ["sign_ins", "failed_sign_ins"]


def test_nobody_on_duty_is_a_finding_and_a_hole_ahead_is_told_in_time():
    assert found(duty_until=None)["duty"].level == Level.CROSSED
    assert found(first_gap=AT + timedelta(days=3))["duty"].level == Level.SOON
    assert found(first_gap=AT + timedelta(days=15))["duty"].level == Level.WELL


def test_every_certificate_that_ends_soon_has_its_line_and_otherwise_the_first_one():
    days = [("a", AT + timedelta(days=3)), ("b", AT + timedelta(days=30)), ("c", AT + timedelta(days=300))]
    levels = {what: f.level for what, f in found(certificates=days).items() if what.startswith("certificate")}
    assert levels == {"certificate:a": Level.CROSSED, "certificate:b": Level.SOON}
    assert found(certificates=days[2:])["certificate:c"].level == Level.WELL


def test_a_place_is_silent_after_its_own_patience():
    ago = AT - timedelta(seconds=200)
    places = [PlaceHeard("ams", "", ago, 1, 0, 70), PlaceHeard("fra", "", ago, 1, 0, 610), PlaceHeard("lon", "", None, 1, 1, 70)]
    levels = {what: f.level for what, f in found(places=places).items() if what.startswith("place")}
    assert levels == {"place:ams": Level.CROSSED, "place:fra": Level.WELL, "place:lon": Level.CROSSED}


def test_a_standby_that_has_everything_is_not_behind_and_one_we_may_not_see_is_unknown():
    assert lag(0, 90) == 0 and lag(5, 90) == 90 and lag(None, None) is None
    assert found(standbys=[(None, None)])["lag:1"].level == Level.UNKNOWN
    assert found(standbys=[(10, 61)])["lag:1"].level == Level.CROSSED
    assert found()["standbys"].level == Level.WELL, "none is asked for"


def test_a_running_outage_and_a_full_disk_are_crossed():
    past = crossed(findings(Readings(**{**WELL, "outages": ["OUT-2026-000001"], "disk_used": 9}), Bounds()))
    assert set(past) == {"outage:OUT-2026-000001", "disk"}


def test_bounds_are_read_by_name():
    assert parse_bounds("") == Bounds()
    assert parse_bounds("queue=5; disk_percent = 90.5;") == Bounds(queue=5, disk_percent=90.5)


@pytest.mark.parametrize("text", ["ques=1", "queue=many", "queue=-1", "queue", "queue=nan", "queue=inf"])
def test_a_bound_that_is_none_is_refused_with_what_is_allowed(text):
    with pytest.raises(BadBounds, match="AKKOORD_WATCH"):
        parse_bounds(text)

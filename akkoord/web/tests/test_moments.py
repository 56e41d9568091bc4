# SPDX-License-Identifier: EUPL-1.2
"""Moments and durations are written as people write them, in both languages."""

import pytest
from django.utils import timezone, translation

from akkoord.web.gallery import on
from akkoord.web.moments import Style, decimal, duration, filesize, moment, percent, thousands, working_days, written

NB = "\u00a0"


@pytest.mark.parametrize(
    ("at", "style", "dutch", "english"),
    [
        (on(11, 19, 16), "short", "do 16:00", "Thu 16:00"),
        (on(11, 17, 9, 12), "short", "di 09:12", "Tue 09:12"),
        (on(11, 25, 8), "short", "wo 08:00", "Wed 08:00"),
        (on(11, 26, 8), "short", "do 26 nov 08:00", "Thu 26 Nov 08:00"),
        (on(11, 13, 10, 10), "short", "vr 13 nov 10:10", "Fri 13 Nov 10:10"),
        (on(2, 17, 9, 12, 2027), "short", "wo 17 feb 2027 09:12", "Wed 17 Feb 2027 09:12"),
        (on(11, 27, 9, 10), "line", "vr 27 nov", "Fri 27 Nov"),
        (on(2, 12, 9, 10, 2027), "line", "vr 12 feb", "Fri 12 Feb"),
        (on(8, 12, 9, 10, 2027), "line", "do 12 aug 2027", "Thu 12 Aug 2027"),
        (on(11, 18, 15, 58), "dated", "wo 18 nov 15:58", "Wed 18 Nov 15:58"),
        (on(11, 19, 16), "spoken", "vandaag om 16:00", "today at 16:00"),
        (on(11, 20, 12, 50), "spoken", "morgen om 12:50", "tomorrow at 12:50"),
        (on(11, 18, 10, 5), "spoken", "gisteren om 10:05", "yesterday at 10:05"),
        (on(11, 24, 12, 50), "spoken", "dinsdag om 12:50", "Tuesday at 12:50"),
        (on(12, 7, 7), "spoken", "maandag 7 december om 07:00", "Monday 7 December at 07:00"),
        (on(11, 19, 16), "full", "donderdag 19 november 2026, 16:00 uur", "Thursday 19 November 2026, 16:00"),
        (on(7, 1, 0), "long_date", "1 juli 2026", "1 July 2026"),
        (on(11, 18, 8), "date", "wo 18 nov", "Wed 18 Nov"),
        (on(1, 5, 8), "weekday", "ma 08:00", "Mon 08:00"),
    ],
)
def test_a_moment_is_as_short_as_it_can_be_without_doubt(at: object, style: Style, dutch: str, english: str) -> None:
    assert written(at, style) == dutch  # type: ignore[arg-type]
    with translation.override("en"):
        assert written(at, style) == english  # type: ignore[arg-type]


def test_a_moment_is_written_in_the_readers_zone_and_exact_on_hover() -> None:
    with timezone.override("America/Curacao"):
        assert moment(on(11, 19, 16)) == (
            '<time datetime="2026-11-19T11:00-04:00" title="donderdag 19 november 2026, 11:00 uur">do 11:00</time>'
        )


def test_just_after_midnight_yesterday_is_yesterday() -> None:
    assert written(on(11, 18, 23, 59), "spoken") == "gisteren om 23:59"


@pytest.mark.parametrize(
    ("seconds", "dutch", "english"),
    [
        (11_400, f"3{NB}u{NB}10{NB}min", f"3{NB}h{NB}10{NB}min"),
        (840, f"14{NB}min", f"14{NB}min"),
        (6 * 3600, f"6{NB}u", f"6{NB}h"),
        (40, f"40{NB}s", f"40{NB}s"),
        (-11_400, f"3{NB}u{NB}10{NB}min", f"3{NB}h{NB}10{NB}min"),
        (5_000_400, f"1.389{NB}u", f"1,389{NB}h"),
    ],
)
def test_a_duration_is_hours_and_minutes_that_do_not_break(seconds: int, dutch: str, english: str) -> None:
    assert duration(seconds) == dutch
    with translation.override("en"):
        assert duration(seconds) == english


def test_numbers_follow_the_language() -> None:
    assert [working_days(1), working_days(62)] == [f"1{NB}werkdag", f"62{NB}werkdagen"]
    assert [thousands(1204), percent(0.9992, 2), percent(1.0), decimal(4.6)] == ["1.204", f"99,92{NB}%", f"100{NB}%", "4,6"]
    assert [filesize(84_000), filesize(1_200_000), filesize(12)] == [f"84{NB}kB", f"1,2{NB}MB", f"12{NB}B"]
    with translation.override("en"):
        assert [thousands(1204), percent(0.9992, 2), decimal(4.6)] == ["1,204", "99.92%", "4.6"]

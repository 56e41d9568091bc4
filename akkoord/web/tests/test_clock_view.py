# SPDX-License-Identifier: EUPL-1.2
"""The sentence of a clock says everything that its bar shows."""

import re

import pytest
from django.utils import translation

from akkoord.web.clock_parts import clock_bar, clock_cell, clock_line, clock_sentence
from akkoord.web.clock_view import ClockView, clock_view
from akkoord.web.clock_why import explain
from akkoord.web.gallery import SEEN_FROM, SUPPORT, clocks, on


def plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", markup).replace("\u00a0", " ").split())


def named(title: str) -> ClockView:
    with translation.override("en"):
        return next(view for view in clocks() if str(view.title) == title)


@pytest.mark.parametrize(
    ("title", "dutch", "english"),
    [
        (
            "Running",
            "Te beantwoorden voor do 16:00, nog 3 u 10 min openingstijd",
            "To be answered by Thu 16:00, 3 h 10 min of opening time left",
        ),
        (
            "At risk",
            "Op te lossen voor vr 27 nov 09:10, nog 6 werkdagen",
            "To be solved by Fri 27 Nov 09:10, 6 working days left",
        ),
        ("Kept", "Beantwoord di 11:30, na 2 u 18 min", "Answered Tue 11:30, after 2 h 18 min"),
        (
            "Broken, still open",
            "Had wo 15:00 beantwoord moeten zijn, 6 u 50 min te laat",
            "Should have been answered Wed 15:00, 6 h 50 min late",
        ),
        ("Broken, finished", "Beantwoord di 11:12, 1 u 12 min te laat", "Answered Tue 11:12, 1 h 12 min late"),
        (
            "Waiting for opening",
            "De klok begint vr 08:00. Te beantwoorden voor vr 09:00",
            "The clock starts Fri 08:00. To be answered by Fri 09:00",
        ),
        (
            "Paused",
            "Wacht op jouw antwoord. Staat stil sinds wo 10:00; het einde schuift zo lang mee.",
            "Waiting for your answer. Paused since Wed 10:00; the deadline moves along.",
        ),
        (
            "Three months",
            "Op te lossen voor wo 17 feb 2027, nog 62 werkdagen",
            "To be solved by Wed 17 Feb 2027, 62 working days left",
        ),
    ],
)
def test_the_sentence_says_what_by_when_and_how_much_is_left(title: str, dutch: str, english: str) -> None:
    view = named(title)
    assert plain(clock_sentence(view)) == dutch
    with translation.override("en"):
        assert plain(clock_sentence(view)) == english


def test_a_waived_clock_gives_its_reason() -> None:
    assert plain(clock_sentence(named("Waived"))).startswith("Tarik Benhaddou zag ervan af")


def test_the_line_and_the_cell_are_shorter_but_say_the_verdict_without_colour() -> None:
    assert plain(clock_line(named("At risk"))) == "Oplossing voor vr 27 nov, nog 6 werkdagen"
    assert plain(clock_line(named("Broken, still open"))) == "6 u 50 min te laat, was wo 15:00"
    assert plain(clock_cell(named("Running"))) == "3 u 10 min, loopt, antwoord do 16:00"
    assert plain(clock_cell(named("Kept"))).startswith("nagekomen")


def test_the_bar_is_not_read_aloud() -> None:
    assert 'aria-hidden="true"' in clock_bar(named("Running"))
    assert 'aria-hidden="true"' in clock_line(named("Running"))


def test_the_explanation_adds_up_to_the_open_time_of_the_promise() -> None:
    why = explain(calendar=SUPPORT, starts_at=on(11, 18, 16), due_at=on(11, 19, 16), until=SEEN_FROM)
    assert [(row.kind, row.seconds) for row in why.rows] == [("passed", 3600), ("shut", 0), ("passed", 17_400), ("left", 11_400)]
    assert sum(row.seconds for row in why.rows) == why.total_seconds == 9 * 3600
    assert why.has_closed


def test_the_explanation_of_a_late_clock_says_how_much_came_after_the_deadline() -> None:
    why = explain(calendar=SUPPORT, starts_at=on(11, 17, 15), due_at=on(11, 18, 15), until=SEEN_FROM)
    late = [row.seconds for row in why.rows if row.kind == "late"]
    assert sum(late) == why.late_seconds == 6 * 3600 + 50 * 60


def test_a_long_clock_is_explained_by_month() -> None:
    why = explain(calendar=SUPPORT, starts_at=on(11, 17, 9, 12), due_at=on(2, 17, 9, 12, 2027), until=SEEN_FROM)
    assert len(why.rows) <= 12
    assert [row.since.month for row in why.rows] == [11, 11, 12, 1, 2]
    assert sum(row.seconds for row in why.rows) == why.total_seconds


def test_a_clock_that_starts_after_hours_waits_for_the_opening():
    view = clock_view(
        calendar=SUPPORT,
        title="Answer",
        verdict="running",
        clause="2.2.3",
        starts_at=on(11, 19, 20),
        due_at=on(11, 20, 9),
        at_risk_at=None,
        now=on(11, 19, 21),
    )
    assert view.verdict == "waiting"
    assert view.starts_at == on(11, 20, 8)

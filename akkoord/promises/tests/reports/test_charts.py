# SPDX-License-Identifier: EUPL-1.2
"""Bars are as wide as there is room, and their letters as large on a phone as on paper."""

from __future__ import annotations

from xml.etree import ElementTree

from akkoord.promises.report.charts import CLASSES, FILLS, Bar, bars

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    Bar("Selfservice & <portaal>", 1.0, "100 %"),
    Bar("Koppelingen", 0.4, "40,5 %", "running"),
    Bar("Te veel", 7.0, "?", "none"),
]


def test_a_bar_is_a_share_of_the_room_and_the_letters_stay_of_one_size() -> None:
    drawn = ElementTree.fromstring(bars(ROWS, "Beschikbaar").svg)
    assert drawn.get("width") == "100%" and drawn.get("viewBox") is None  # nothing scales the letters down
    assert [each.get("width") for each in drawn.iter(f"{SVG}rect")] == ["100.0%", "40.0%", "100.0%"]
    texts = list(drawn.iter(f"{SVG}text"))
    assert {each.get("font-size") for each in texts} == {"13"}
    assert [each.text for each in texts] == ["Selfservice & <portaal>", "100 %", "Koppelingen", "40,5 %", "Te veel", "?"]
    assert [each.get("x") for each in texts] == ["0", "100%"] * 3


def test_it_says_in_words_what_it_shows() -> None:
    chart = bars(ROWS, "Beschikbaar")
    assert chart.words == "Beschikbaar: Selfservice & <portaal> 100 %, Koppelingen 40,5 %, Te veel ?"
    assert ElementTree.fromstring(chart.svg).get("aria-label") == chart.words


def test_on_paper_it_has_a_width_and_a_font_of_its_own() -> None:
    drawn = ElementTree.fromstring(bars(ROWS, "Beschikbaar").with_font("Libertinus Serif"))
    assert (drawn.get("width"), drawn.get("font-family")) == ("480", "Libertinus Serif")


def test_every_look_has_a_colour_on_the_page_and_on_paper() -> None:
    assert CLASSES.keys() == FILLS.keys() and all(name.startswith("t-") for name in CLASSES.values())

# SPDX-License-Identifier: EUPL-1.2
"""Low floors define places on their pages; high floors fill them."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from markupsafe import Markup

from akkoord.web.frame import PLACES, Place, ShownPlace, places
from akkoord.web.slots import Slot, SlotTaken, UnknownSlot, shown

SIDE = Slot("test_side")


@pytest.fixture(autouse=True)
def emptied() -> Iterator[None]:
    with PLACES.emptied(), SIDE.emptied():
        yield


def test_fillings_stand_in_order_and_silence_takes_no_room() -> None:
    SIDE.fill(lambda case: Markup("<i>{}</i>").format(case), order=60)
    SIDE.fill(lambda case: None)
    SIDE.fill(lambda case: "first & foremost", order=10)
    assert shown("test_side", case="A") == "first &amp; foremost<i>A</i>"


def test_filling_twice_with_one_function_counts_once() -> None:
    def say() -> str:
        return "x"

    SIDE.fill(say)
    SIDE.fill(say)
    assert SIDE.gather() == ["x"]


def test_a_slot_that_nobody_defined_is_an_error() -> None:
    with pytest.raises(UnknownSlot):
        shown("nowhere")
    with pytest.raises(SlotTaken):
        Slot("test_side")


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "/"),
        ("/cases", "/cases"),
        ("/cases/INC-1", "/cases"),
        ("/report", "/cases"),
        ("/casesque", None),
        ("/agreement", None),
    ],
)
def test_the_place_with_the_longest_matching_path_is_current(path: str, current: str | None) -> None:
    PLACES.fill(lambda request, side: [Place("Zaken", "/cases", "z", 20, also=("/report",)), Place("Overzicht", "/", "o", 10)])
    request = HttpRequest()
    request.path = path
    found = places(request, "customer")
    assert [place.url for place in found] == ["/", "/cases"]
    assert [place.url for place in found if place.current] == ([current] if current else [])
    assert isinstance(found[0], ShownPlace)

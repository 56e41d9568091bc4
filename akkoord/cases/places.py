# SPDX-License-Identifier: EUPL-1.2
"""Where cases are in the frame of every page: a place in the bar, and search."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akkoord.people.slots import COMING
from akkoord.web import frame
from akkoord.web.frame import Place
from akkoord.web.said import url

from .coming import coming_deadlines


def fill() -> None:
    """Take the places that the frame offers; called by `site/wiring.py`."""
    frame.PLACES.fill(show_places)
    frame.SEARCH.fill(search_address)
    COMING.fill(coming_deadlines)


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """Cases, for everybody who signed in."""
    return None if side == "public" else [Place(_("Cases"), url("cases"), letter="z", order=20, also=("/search",))]


def search_address(request: HttpRequest, side: str) -> str | None:
    """The search page, for everybody who signed in."""
    return None if side == "public" else url("search")

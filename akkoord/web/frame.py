# SPDX-License-Identifier: EUPL-1.2
"""What stands around every page: the side, the places in the bar, who is reading. Higher floors fill it through slots."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language

from akkoord.web.slots import Slot

PLACES = Slot("places")
"""`filling(request, side) -> list[Place] | None`: what is in the bar for this reader."""
READER = Slot("reader")
"""`filling(request) -> Reader | None`: who is signed in."""
TOOLS = Slot("tools")
"""`filling(request, side) -> Markup | None`: a button in the bar, at most one."""
SEARCH = Slot("search")
"""`filling(request, side) -> str | None`: the address of the search page."""
FOOT = Slot("foot")
"""`filling(request, side) -> Markup | None`: a link at the foot."""

SIDES = ("customer", "staff", "public")


@dataclass(frozen=True)
class Place:
    """A place in the bar. `letter` goes there after `g`; `also` are paths under which it is the current one."""

    label: str | Promise
    url: str
    letter: str = ""
    order: int = 50
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reader:
    """Who reads: a first name for the bar, the account's address, the whole name with its organisation."""

    name: str
    url: str
    title: str = ""


@dataclass(frozen=True)
class ShownPlace:
    """A place with whether the reader is there now."""

    label: str
    url: str
    letter: str
    current: bool


def side_of(request: HttpRequest | None) -> str:
    """The side that the reader is on; the middleware of `people` sets `request.side`."""
    side = getattr(request, "side", "public")
    return side if side in SIDES else "public"


def places(request: HttpRequest, side: str) -> list[ShownPlace]:
    """The places of the bar in order; the one with the longest matching path is current."""
    gathered = [place for filling in PLACES.gather(request=request, side=side) for place in filling]
    gathered.sort(key=lambda place: place.order)
    matches = [_match(place, request.path) for place in gathered]
    best = max(matches, default=0)
    return [
        ShownPlace(str(place.label), place.url, place.letter, bool(best) and match == best)
        for place, match in zip(gathered, matches, strict=True)
    ]


def _match(place: Place, path: str) -> int:
    """How many characters of the path this place covers; 0 for none."""
    return max((len(own) for own in (place.url, *place.also) if _is_under(path, own)), default=0)


def _is_under(path: str, own: str) -> bool:
    return path == own or (own != "/" and path.startswith(own.rstrip("/") + "/"))


def reader(request: HttpRequest) -> Reader | None:
    """Who is signed in, or None."""
    return cast("Reader | None", READER.first(request=request))


def search_url(request: HttpRequest, side: str) -> str:
    """The address of the search page for this reader, or nothing."""
    return SEARCH.first(request=request, side=side) or ""


def notices(request: HttpRequest) -> Iterable[Message]:
    """What the last action has to say, once."""
    return get_messages(request) if hasattr(request, "_messages") else ()


def language() -> str:
    """The language of the page."""
    return get_language() or settings.LANGUAGE_CODE


def vendor_name() -> str:
    """The vendor that this portal belongs to."""
    return str(getattr(settings, "VENDOR_NAME", "Akkoord"))

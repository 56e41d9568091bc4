# SPDX-License-Identifier: EUPL-1.2
"""Render, outside any request, everything that has a copy, in every language; what happened is read once for all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from akkoord.web.moments import page_moment

from . import copies
from .feeds import maintenance_feed, outages_feed
from .page import page_of
from .reading import Scene, read_scene
from .statuspage import ANSWERS, answer

JSON = "/status/api/v2/"
CALENDAR = "/status/maintenance.ics"
FEEDS = {"atom": "/status/outages.atom", "rss": "/status/outages.rss"}
RENDERED = ("/status", *(f"{JSON}{name}.json" for name in ANSWERS), *FEEDS.values(), CALENDAR)


def copy_everything(at: datetime) -> None:
    """Under the scope that the caller has set, which must be the public's."""
    scene = read_scene(at)
    for language, _word in settings.LANGUAGES:
        with translation.override(language), timezone.override(settings.TIME_ZONE), page_moment(at):
            for address, body, content_type in rendered(scene):
                copies.write(address, language, body, content_type)


def rendered(scene: Scene) -> Iterator[tuple[str, bytes, str]]:
    """Each address with what a visitor without any cookie would get there, and its content type."""
    yield "/status", status_page(scene), "text/html; charset=utf-8"
    for name in ANSWERS:
        yield f"{JSON}{name}.json", answer(name, scene.at, scene), "application/json"
    for form, address in FEEDS.items():
        yield address, *outages_feed(form, address, None)
    yield CALENDAR, maintenance_feed(None, scene.at), "text/calendar; charset=utf-8"


def status_page(scene: Scene) -> bytes:
    """The page itself, for nobody in particular."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", "/status", "/status"
    request.user = AnonymousUser()
    request.side = "public"  # type: ignore[attr-defined]  # ours; the page's frame reads it
    return render_to_string("operations/status/status.html", page_of(scene, None), request).encode()

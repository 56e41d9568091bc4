# SPDX-License-Identifier: EUPL-1.2
"""Render, outside any request, everything that has a copy, in every language."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import resolve
from django.utils import timezone, translation

from akkoord.web.moments import page_moment

from . import copies
from .statuspage import ANSWERS

JSON = "/status/api/v2/"
FEEDS = ("/status/outages.atom", "/status/outages.rss", "/status/maintenance.ics")
RENDERED = ("/status", *(f"{JSON}{name}.json" for name in ANSWERS), *FEEDS)


def copy_everything(at: datetime) -> None:
    """Under the scope that the caller has set, which must be the public's."""
    for language, _word in settings.LANGUAGES:
        with translation.override(language), timezone.override(settings.TIME_ZONE), page_moment(at):
            for address in RENDERED:
                copies.write(address, language, *rendered(address))


def rendered(address: str) -> tuple[bytes, str]:
    """What a visitor without any cookie would get, and its content type."""
    found = resolve(address)
    answer = found.func(_request(address), *found.args, **found.kwargs)
    return answer.content, answer.headers["Content-Type"]


def _request(address: str) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", address, address
    request.user = AnonymousUser()
    request.side = "public"  # type: ignore[attr-defined]  # ours; the page's frame reads it
    return request

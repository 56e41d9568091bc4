# SPDX-License-Identifier: EUPL-1.2
"""The status page for everybody from its last rendered copy: light under a storm, and there when the database is not. sla:2.3.1

Stands before the one that opens a transaction. Who signed in reads the page itself, and the copy only when that fails.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from akkoord.people.middleware import language_of_visitor
from akkoord.web.moments import page_moment

from .public_views.language import open_to_all, remember
from .status import copies
from .status.copies import Copy
from .status.copying import JSON, RENDERED

Answer = Callable[[HttpRequest], HttpResponse]
PATHS = frozenset((*RENDERED, *(address.removesuffix(".json") for address in RENDERED)))
TRY_AGAIN = 10  # seconds in which a database that failed is not asked for this


class LastCopy:
    """Serves copies of what everybody reads alike."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.failed_at = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_copied(request):
            return self.get_response(request)
        language = _language(request)
        name = _name(request.path)
        copy = copies.read(name, language)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self._own(request, language, copy)
        now = time.time()
        if copy and (copy.is_fresh(now) or now - self.failed_at < TRY_AGAIN):
            return _served(request, language, copy, is_old=not copy.is_fresh(now))
        with copies.turn(name, language) as mine:
            if copy and not mine:
                return _served(request, language, copy, is_old=copy.age(now) > copies.OLD)
            return self._rendered(request, language, copy)

    def _own(self, request: HttpRequest, language: str, copy: Copy | None) -> HttpResponse:
        answer = self.get_response(request)
        return _served(request, language, copy, is_old=True) if answer.status_code >= 500 and copy else answer

    def _rendered(self, request: HttpRequest, language: str, copy: Copy | None) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code >= 500 and copy:
            self.failed_at = time.time()
            return _served(request, language, copy, is_old=True)
        if answer.status_code == 200 and not answer.streaming:
            copies.write(_name(request.path), language, bytes(answer.content), answer.headers["Content-Type"])
        return answer


def is_copied(request: HttpRequest) -> bool:
    """Whether this is asked of a page that has a copy."""
    return request.method in ("GET", "HEAD") and request.path in PATHS


def _name(path: str) -> str:
    """Under which name the copy is kept: `summary` and `summary.json` are the same."""
    return path if not path.startswith(JSON) or path.endswith(".json") else f"{path}.json"


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else language_of_visitor(request)


def _served(request: HttpRequest, language: str, copy: Copy, *, is_old: bool) -> HttpResponse:
    if is_old:
        copy = copies.saying(copy, _since(copy.at, language, int(time.time() // 60)))
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(copy.packed if is_packed else copy.body, content_type=copy.content_type)
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Content-Language"] = language
    answer.headers["Age"] = str(max(0, int(copy.age(time.time()))))
    patch_vary_headers(answer, ("Accept-Encoding", "Accept-Language", "Cookie"))
    if request.GET.get("language") == language:
        remember(answer, language)
    return answer if request.path == "/status" else open_to_all(answer)


@lru_cache(maxsize=16)
def _since(rendered: float, language: str, _minute: int) -> bytes:
    """A line that says from when the copy is; the same for a minute."""
    at = datetime.fromtimestamp(rendered, UTC)
    with translation.override(language), timezone.override(settings.TIME_ZONE), page_moment(timezone.now()):
        return render_to_string("operations/status/copy.html", {"at": at}).encode()

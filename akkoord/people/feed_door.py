# SPDX-License-Identifier: EUPL-1.2
"""Who may read a private feed: whoever has its address, as the person whose it is. A calendar program cannot sign in."""

from __future__ import annotations

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.web.said import url

from .models import FeedKey, Person
from .sealing import seal, unseal
from .tokens import LONGEST, hash_of


def reader_of(feed: str, key: str) -> Person | None:
    """Whose feed it is, with their memberships; None for a key that is none or ended, and for who may no longer sign in."""
    if not key or len(key) > LONGEST:
        return None
    with scoped(SYSTEM):  # before it is known there is no scope
        known = FeedKey.objects.filter(feed=feed, key_hash=hash_of(key), ended_at=None, person__is_active=True)
        found = known.select_related("person").first()
        if found is None:
            return None
        _ = found.person.scope  # read once, under the scope that may
        return found.person


def show_once(request: HttpRequest, feed: str, key: str) -> None:
    """Keep a new key, sealed, in the session of who made it until a page has shown it."""
    request.session[f"fresh_{feed}"] = seal(key)


def fresh_address(request: HttpRequest, feed: str, name: str) -> str:
    """The whole address with the key that was just made, as a calendar program wants it; empty ever after."""
    sealed = request.session.pop(f"fresh_{feed}", "")
    try:
        return f"{settings.BASE_URL}{url(name)}?key={unseal(sealed)}" if sealed else ""
    except InvalidToken:
        return ""  # sealed with a key that is no more; another one is made easily


def calendar_answer(body: bytes) -> HttpResponse:
    """An iCalendar that nobody but its reader keeps."""
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    patch_cache_control(answer, private=True, no_store=True)
    return answer

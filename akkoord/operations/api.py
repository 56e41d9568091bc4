# SPDX-License-Identifier: EUPL-1.2
"""For programs: real page loads come in here. docs/howto/send-page-loads.md

The request's transaction is over before the answer goes out: what was answered is kept.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse

from akkoord.people.models import ApiToken
from akkoord.people.rules import TokenScope
from akkoord.people.token_door import TokenRequest, refused, token_door
from akkoord.web.moments import now

from .actions.page_loads import AnotherBatch, keep_page_loads
from .rules.page_loads import MOST_BYTES, BadBatch, parse_batch
from .windows import timed_windows

A_MINUTE = 1200  # batches that one web process takes of a token


@token_door(TokenScope.TIMINGS_WRITE)
def timings(request: TokenRequest) -> HttpResponse:
    """201 for a batch that is kept now, 200 for one that was kept before; otherwise nothing of it is taken."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if (wrong := _wrong_length(request)) is not None:
        return wrong
    body = request.body  # read before any other answer: a server that leaves it unread breaks the connection
    if (wrong := _wrong_type(request) or _too_often(request.token.pk)) is not None:
        return wrong
    return _taken(request.token, body, now())


def _taken(token: ApiToken, body: bytes, at: datetime) -> HttpResponse:
    try:
        batch = parse_batch(body, windows=timed_windows(at), at=at)
        is_new = keep_page_loads(batch=batch, token=token, by=None, at=at)
    except BadBatch as bad:
        faults = [asdict(fault) for fault in bad.faults]
        return refused(422, "bad_batch", "Nothing of this batch was taken.", faults=faults, count=bad.count)
    except AnotherBatch:
        return refused(409, "another_batch", "This id was given to other loads before. Give every batch an id of its own.")
    kept = {"id": str(batch.id), "items": batch.count, "kept_before": not is_new}
    return JsonResponse(kept, status=201 if is_new else 200, headers={"Cache-Control": "no-store"})


def _wrong_length(request: TokenRequest) -> HttpResponse | None:
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal():
        return refused(411, "length_missing", "Say the Content-Length; a body in chunks is not taken.")
    if int(length) > MOST_BYTES:
        return refused(413, "too_large", f"A batch has at most {MOST_BYTES} bytes.", most_bytes=MOST_BYTES)
    return None


def _wrong_type(request: TokenRequest) -> HttpResponse | None:
    if request.content_type == "application/json" and request.headers.get("Content-Encoding", "identity") == "identity":
        return None
    return refused(415, "wrong_type", "Send Content-Type: application/json, without Content-Encoding.")


def _too_often(token: int) -> HttpResponse | None:
    cache, key = caches["process"], f"timings:{token}"
    cache.add(key, 0, 60)
    try:
        if cache.incr(key) <= A_MINUTE:
            return None
    except ValueError:  # it ended between the two
        return None
    answer = refused(429, "too_often", f"One token sends at most {A_MINUTE} batches a minute; put more loads into a batch.")
    answer["Retry-After"] = "60"
    return answer

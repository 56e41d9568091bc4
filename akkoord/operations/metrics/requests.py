# SPDX-License-Identifier: EUPL-1.2
"""How many requests, how long they took. The folder that processes share must be in the environment before this is imported."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # the library's own name
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)  # seconds; 0.1 is our budget of a page
NOWHERE = "none"  # no address of ours

REQUESTS = Counter("akkoord_requests", "Requests by page and status.", ["view", "status"], registry=None)
SECONDS = Histogram("akkoord_request_seconds", "How long requests took.", ["view"], buckets=BUCKETS, registry=None)


class Counted:
    """Counts every request that reaches a view, under the name of its address: never under what a visitor typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begin = perf_counter()
        response = self.get_response(request)
        view = (request.resolver_match.url_name if request.resolver_match else None) or NOWHERE
        REQUESTS.labels(view, str(response.status_code)).inc()
        SECONDS.labels(view).observe(perf_counter() - begin)
        return response


def add_requests(registry: CollectorRegistry) -> None:
    """Let a registry show them: of all web processes together where they share a folder."""
    if os.environ.get(SHARED):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library leaves it out
    else:
        registry.register(REQUESTS)
        registry.register(SECONDS)

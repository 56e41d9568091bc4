# SPDX-License-Identifier: EUPL-1.2
"""Figures for a Prometheus that has the key, or that stands on this very machine."""

from __future__ import annotations

from ipaddress import ip_address
from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from akkoord.people.doors import public_door
from akkoord.web.moments import now

from .metrics.gauges import Gauges
from .metrics.requests import add_requests
from .watch.readings import read

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


@public_door
@require_safe
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Everything as Prometheus reads it; 401 for a wrong key, 404 where none is set and the asker is not this machine."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
            return HttpResponse(status=401, headers={"WWW-Authenticate": 'Bearer realm="metrics"'})
    elif not is_this_machine(request):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Gauges(read(now()), settings.WATCH))
    add_requests(registry)
    answer = HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    answer["Cache-Control"] = "no-store"
    return answer


def is_this_machine(request: HttpRequest) -> bool:
    """Whether loopback asks and nobody else through it: behind a proxy every visitor comes from loopback."""
    if settings.SECURE_PROXY_SSL_HEADER is not None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False

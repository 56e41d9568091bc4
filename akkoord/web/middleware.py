# SPDX-License-Identifier: EUPL-1.2
"""What every answer carries, and the one moment that a request is seen from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from akkoord.web.moments import page_moment

Answer = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; "
        "frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers that keep foreign scripts and frames out; a view that needs another one sets it itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class Moment:
    """Reads the clock once a request: `request.at` is the time of the act, and moments on the page are seen from it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now().replace(microsecond=0)
        request.at = at  # type: ignore[attr-defined]  # ours, like request.user is Django's
        with page_moment(at):
            return self.get_response(request)

# SPDX-License-Identifier: EUPL-1.2
"""The pages for when it does not go well. They say what happened, what was kept and what to do.

403 and 404 read the same: neither tells whether a thing exists. Nothing here touches the database.
"""

import logging
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mishap:
    """What an error page says."""

    icon: str
    title: str | Promise
    text: str | Promise
    do: str | Promise
    address: str


NOT_HERE = Mishap(
    "map-question",
    _("This page is not here, or not for you"),
    _("Check the address. Do you think you should be able to see this? Ask your administrator."),
    _("To the start page"),
    "/",
)
EXPIRED = Mishap(
    "refresh",
    _("This form was open too long"),
    _("Nothing was sent. What you wrote is kept in this browser: go back, load the page again and send it once more."),
    _("To the start page"),
    "/",
)
BROKEN = Mishap(
    "plug-connected-x",
    _("Something went wrong on our side"),
    _("Nothing was changed. What you wrote is kept in this browser. Try again in a minute; we know about it."),
    _("Try again"),
    "",
)
BAD = Mishap(
    "message-report",
    _("We cannot read this request"),
    _("Nothing was changed. Go back, load the page again and try once more."),
    _("To the start page"),
    "/",
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not here, or not for you."""
    return _page(request, NOT_HERE, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the same words as 404."""
    return _page(request, NOT_HERE, 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, BAD, 400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 because the form's token is missing or old; named in CSRF_FAILURE_VIEW."""
    logger.info("form refused: %s", reason)
    return _page(request, EXPIRED, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: nothing was changed, for a request is one transaction. Plain text when even this page cannot be made."""
    try:
        return _page(request, BROKEN, 500)
    except Exception:
        logger.exception("the error page itself failed")
        return HttpResponse(f"{BROKEN.title}\n\n{BROKEN.text}\n", status=500, content_type="text/plain; charset=utf-8")


def _page(request: HttpRequest, mishap: Mishap, status: int) -> HttpResponse:
    return HttpResponse(render_to_string("web/error.html", {"mishap": mishap}), status=status)

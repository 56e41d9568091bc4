# SPDX-License-Identifier: EUPL-1.2
"""Pages of the demonstration alone: its mails, and signing in by link. They are there only where all of this holds:

AKKOORD_DEMO=1, the portal's own address is loopback, the request comes from this machine, and the demonstration made
the database. Everywhere else they answer 404.
"""

import ipaddress
from collections.abc import Callable
from functools import cache, wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.people.models import Person

from . import demo_links, demo_mail, demo_marks

FOLDER = settings.HOME / "mail"
MAIL_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups"
View = Callable[..., HttpResponseBase]

database_is_ours = cache(demo_marks.is_marked)  # asked once a process


def is_loopback(address: str | None) -> bool:
    """Whether an address or host name is this machine itself."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def is_demonstration(request: HttpRequest) -> bool:
    """Whether this is the demonstration on one's own machine."""
    here = is_loopback(urlsplit(settings.BASE_URL).hostname) and is_loopback(request.META.get("REMOTE_ADDR"))
    return bool(settings.DEMO and here and not settings.SECURE and database_is_ours())


def demo_only(view: View) -> View:
    """404 wherever this is not the demonstration on one's own machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_demonstration(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public_door
@demo_only
@require_safe
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in as the person whose link this is."""
    email = demo_links.email_of(settings.HOME, token)
    person = Person.objects.filter(email=email).first() if email else None
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")


@public_door
@demo_only
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The latest mails, newest first."""
    return render(request, "site/demo_mails.html", {"mails": demo_mail.mails(FOLDER)})


@public_door
@demo_only
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: headers, the HTML part in a frame, the plain part as it is."""
    return render(request, "site/demo_mail.html", {"mail": _mail(name)})


@public_door
@demo_only
@require_safe
def mail_page(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part itself, under a policy that lets it draw and nothing else."""
    return HttpResponse(
        _mail(name).part("html"), headers={"Content-Security-Policy": MAIL_PAGE_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    )


def _mail(name: str) -> demo_mail.Mail:
    found = demo_mail.mail(FOLDER, name)
    if found is None:
        raise Http404
    return found

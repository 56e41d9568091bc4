# SPDX-License-Identifier: EUPL-1.2
"""The frame alone: its own addresses and middleware, no database; a page seen from Thursday 19 November 2026, 12:50."""

from collections.abc import Iterator
from time import sleep

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path
from django.utils import timezone, translation
from pytest_django import Settings

from akkoord.web.frame import FOOT, PLACES, READER, SEARCH, TOOLS
from akkoord.web.gallery import SEEN_FROM
from akkoord.web.moments import page_moment

handler404 = "akkoord.web.errors.not_found"
handler500 = "akkoord.web.errors.server_error"


def _fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


WRITE = """
{% extends "web/base.html" %}
{% from "components/composer.html" import composer %}
{% from "components/forms.html" import submit, attach %}
{% block title %}Schrijven{% endblock %}
{% block content %}
  <h1>Schrijven</h1>
  {% if arrived %}<p>Aangekomen: {{ arrived }}</p>
  {% else %}
    {% call composer(request.get_full_path(), csrf_input, "Bericht") %}{{ submit("Versturen") }}{{ attach("files") }}{% endcall %}
  {% endif %}
{% endblock %}
"""


def _write(request: HttpRequest) -> HttpResponse:
    """A page with one form, that shows what arrived or fails when asked to."""
    if request.method == "POST" and "fail" in request.GET:
        raise RuntimeError("on purpose")
    if request.method == "POST" and "slow" in request.GET:
        sleep(0.5)  # a connection on which one presses the button again
    return HttpResponse(engines.all()[0].from_string(WRITE).render({"arrived": request.POST.get("text", "")}, request))


LIVE = """
{% extends "web/base.html" %}
{% block title %}Levend{% endblock %}
{% block content %}
  <h1>Levend</h1>
  <div id="part" data-live="1" hx-get="/live?again=1" hx-trigger="live" hx-select="#part" hx-swap="outerHTML">
    {{ "ververst" if request.GET.again is defined else "eerst" }} <ul><li data-row><a href="/write">rij</a></li></ul>
  </div>
{% endblock %}
"""


def _live(request: HttpRequest) -> HttpResponse:
    """A page with a part that refreshes itself."""
    return HttpResponse(engines.all()[0].from_string(LIVE).render({}, request))


urlpatterns = [path("live", _live), path("", include("akkoord.web.urls")), path("fails", _fails), path("write", _write)]


@pytest.fixture(autouse=True)
def seen_from() -> Iterator[None]:
    """Every moment is seen from the gallery's, in Amsterdam, in Dutch."""
    with page_moment(SEEN_FROM), timezone.override("Europe/Amsterdam"), translation.override("nl"):
        yield


@pytest.fixture
def frame_only(settings: Settings) -> Iterator[None]:
    """Only what `web` brings itself: no other floor's addresses, middleware or fillings."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "akkoord.web.middleware.SecurityHeaders",
        "django.middleware.locale.LocaleMiddleware",
        "akkoord.web.middleware.Moment",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    with PLACES.emptied(), READER.emptied(), TOOLS.emptied(), SEARCH.emptied(), FOOT.emptied():
        yield


@pytest.fixture
def client(frame_only: None) -> Client:
    """A reader who speaks Dutch."""
    return Client(headers={"accept-language": "nl"}, raise_request_exception=False)

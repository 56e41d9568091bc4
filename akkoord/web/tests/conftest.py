# SPDX-License-Identifier: EUPL-1.2
"""The frame alone: its own addresses and middleware, no database; a page seen from Thursday 19 November 2026, 12:50."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone, translation
from pytest_django import Settings

from akkoord.web.gallery import SEEN_FROM
from akkoord.web.moments import page_moment

handler404 = "akkoord.web.errors.not_found"
handler500 = "akkoord.web.errors.server_error"


def _fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [path("", include("akkoord.web.urls")), path("fails", _fails)]


@pytest.fixture(autouse=True)
def seen_from() -> Iterator[None]:
    """Every moment is seen from the gallery's, in Amsterdam, in Dutch."""
    with page_moment(SEEN_FROM), timezone.override("Europe/Amsterdam"), translation.override("nl"):
        yield


@pytest.fixture
def frame_only(settings: Settings) -> None:
    """Only what `web` brings itself."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "akkoord.web.middleware.SecurityHeaders",
        "django.middleware.locale.LocaleMiddleware",
        "akkoord.web.middleware.Moment",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]


@pytest.fixture
def client(frame_only: None) -> Client:
    """A reader who speaks Dutch."""
    return Client(headers={"accept-language": "nl"}, raise_request_exception=False)

# SPDX-License-Identifier: EUPL-1.2
"""The token against forged forms."""

from django.middleware.csrf import _does_token_match  # type: ignore[attr-defined]  # Django's own comparison
from django.test import RequestFactory
from markupsafe import escape

from akkoord.web.csrf import one_token


def test_every_form_of_a_page_carries_the_same_token_and_it_fits_the_cookie() -> None:
    request = RequestFactory().get("/")
    said = one_token(request)
    field, token = str(escape(said["csrf_input"])), str(said["csrf_token"])
    assert field == str(escape(said["csrf_input"])) == f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
    assert _does_token_match(token, request.META["CSRF_COOKIE"])


def test_a_page_without_a_form_sets_no_cookie() -> None:
    request = RequestFactory().get("/")
    one_token(request)
    assert "CSRF_COOKIE" not in request.META

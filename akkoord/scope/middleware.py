# SPDX-License-Identifier: EUPL-1.2
"""One transaction a request, so that a scope set once holds for all of it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase


class OneTransaction:
    """Wraps a request in a transaction; an answer of 500 rolls it back. A streamed answer opens its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            response = self.get_response(request)
            if isinstance(response, HttpResponse) and response.status_code >= 500:
                transaction.set_rollback(True)
        return response

# SPDX-License-Identifier: EUPL-1.2
"""A page that is asked for in a language by its address: `?language=en`, for links that need no form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from akkoord.web.public_views import YEAR

View = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer", bound=HttpResponseBase)


def in_asked_language(view: View) -> View:
    """Answer in the language that the address asks for, and remember it; otherwise in the reader's."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = request.GET.get("language", "")
        if chosen not in dict(settings.LANGUAGES):
            return view(request, *args, **kwargs)
        with translation.override(chosen):
            answer = view(request, *args, **kwargs)
        answer.headers["Content-Language"] = chosen
        remember(answer, chosen)
        return answer

    return answered


def remember(answer: HttpResponseBase, language: str) -> None:
    """Keep the choice in the cookie that every page reads."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def open_to_all(answer: Answer) -> Answer:
    """Let pages of other sites read this answer."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer

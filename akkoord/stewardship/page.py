# SPDX-License-Identifier: EUPL-1.2
"""How every page of a management organisation is answered: with where the reader stands, and the sub-navigation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from .here import Here
from .places import tabs
from .wording import WORDS


def show(
    request: PersonRequest, here: Here, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """`stewardship/<template>.html` with `here`, `tabs`, `role_words` and `at` besides its own context."""
    whole = {"here": here, "tabs": tabs(request, here), "role_words": WORDS, "at": now(), **(context or {})}
    return render(request, f"stewardship/{template}.html", whole, status=status)


def to(address: str) -> HttpResponse:
    """On to another page after something was done."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer

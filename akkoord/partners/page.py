# SPDX-License-Identifier: EUPL-1.2
"""How every page of the partner programme is answered: with its sub-navigation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from akkoord.people.chooser import PARAMETER, choose_organisation
from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from .models.partners import Partner
from .places import DESK_TABS, PARTNER_TABS, tabs
from .wording import requirements as requirement_words


def show_partner(
    request: PersonRequest, partner: Partner, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """`partners/<template>.html` for a partner's own people, with `partner`, `tabs`, `query` and `at` besides its own context."""
    choice = choose_organisation(request, request.user)
    query = f"?{PARAMETER}={partner.organisation.key}" if len(choice.among) > 1 else ""
    whole = {
        "partner": partner,
        "tabs": tabs(request, PARTNER_TABS, query),
        "query": query,
        "at": now(),
        "words": requirement_words,
        **(context or {}),
    }
    return render(request, f"partners/{template}.html", whole, status=status)


def show_desk(request: PersonRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """`partners/<template>.html` for the vendor's people, with `tabs` and `at` besides its own context."""
    whole = {"tabs": tabs(request, DESK_TABS), "at": now(), "words": requirement_words, **(context or {})}
    return render(request, f"partners/{template}.html", whole, status=status)


def to(address: str) -> HttpResponse:
    """On to another page after something was done."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer

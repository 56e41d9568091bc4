# SPDX-License-Identifier: EUPL-1.2
"""Ask something in a form on a page of its own, and do it: a refusal stands above the form with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.utils.functional import Promise

from akkoord.people.chooser import PARAMETER
from akkoord.people.doors import PersonRequest
from akkoord.web.refusals import Refusal

from .models.partners import Partner
from .page import show_desk, show_partner, to

Text = str | Promise


@dataclass(frozen=True)
class Question:
    """What the page says around the form. `crumbs` are (label, address) of the pages above; the last one is where it goes back to."""

    title: str
    label: str
    crumbs: Sequence[tuple[Text, str]]
    lead: Text = ""


def sent(request: PersonRequest) -> Any:
    """What was sent, or None where the form is shown first."""
    return request.POST if request.method == "POST" else None


def once() -> dict[str, Any]:
    """First values of a form that counts once."""
    return {"once": uuid4()}


def ask(
    request: PersonRequest,
    form: Form,
    question: Question,
    act: Callable[[dict[str, Any]], str],
    *,
    partner: Partner | None = None,
) -> HttpResponse:
    """The form, or what came of it. `act` does it and says so; `partner` where one of theirs asks."""
    query = _query(request)
    back = question.crumbs[-1][1] + query
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return to(back)
    context = {"form": form, "question": question, "back": back, "own_query": query}
    status = 422 if form.errors else 200
    if partner is not None:
        return show_partner(request, partner, "network/asking", context, status)
    return show_desk(request, "network/asking", context, status)


def do(request: PersonRequest, act: Callable[[], str], back: str) -> HttpResponse:
    """Do what one button asks, and say what came of it where one was."""
    try:
        messages.success(request, act())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return to(back + _query(request))


def first_error(form: Form) -> str:
    """What is wrong with a small form that stands in a row."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _query(request: PersonRequest) -> str:
    """The choice among one's organisations, kept in the address."""
    chosen = request.GET.get(PARAMETER, "")
    return f"?{urlencode({PARAMETER: chosen})}" if chosen else ""

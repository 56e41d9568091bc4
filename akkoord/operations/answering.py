# SPDX-License-Identifier: EUPL-1.2
"""A form on a page of its own: shown, refused with everything that was typed, or done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from akkoord.people.doors import PersonRequest
from akkoord.web.refusals import Refusal

from .models import Maintenance, Outage

Done = tuple[str, str]  # where to go, and what to say there


@dataclass(frozen=True)
class FormPage:
    """What stands around a form."""

    title: str
    label: str  # of its button
    steps: tuple[tuple[str, str | None], ...]  # the crumbs before the title
    leave: str
    lead: str = ""
    icon: str = "check"
    more: Mapping[str, Any] = field(default_factory=dict)
    template: str = "operations/form.html"


def sent(request: PersonRequest) -> Any:
    """What was posted; None for who only looks."""
    return request.POST if request.method == "POST" else None


def answered(request: PersonRequest, form: Form, page: FormPage, act: Callable[[dict[str, Any]], Done]) -> HttpResponse:
    """Act on a valid form and go on, or show it: a refusal stands above it, with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            to, said = act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, said)
            return see_other(to)
    return shown(request, form, page)


def shown(request: PersonRequest, form: Form, page: FormPage, **more: Any) -> HttpResponse:
    """The page with the form as it is."""
    context = {"form": form, "page": page, **page.more, **more}
    return render(request, page.template, context, status=422 if form.errors else 200)


def see_other(to: str) -> HttpResponse:
    """Go there with GET, also after a POST."""
    answer = HttpResponseRedirect(to)
    answer.status_code = 303
    return answer


def outage_of(request: PersonRequest, number: str) -> Outage:
    """The outage with this number. Raises Http404."""
    return get_object_or_404(Outage.objects.visible_to(request.user), number=number.replace("\x00", ""))


def maintenance_of(request: PersonRequest, number: str) -> Maintenance:
    """The maintenance with this number. Raises Http404."""
    return get_object_or_404(Maintenance.objects.visible_to(request.user), number=number.replace("\x00", ""))

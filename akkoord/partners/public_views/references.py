# SPDX-License-Identifier: EUPL-1.2
"""A reference by whoever has the link: write it and agree, say no, take it back. partner:expert

Who is asked need have no account, and the link is the only secret; looking changes nothing, for programs that scan mail open
every link. Rows are read as the program, for they belong to the partner.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.people.doors import public_door
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.references import decline_reference, place_reference, withdraw_reference
from ..forms.experts import ReferenceForm
from ..models import Reference, ReferenceRequest
from ..page import to
from ..reference_links import hashed


@public_door
@require_http_methods(["GET", "HEAD", "POST"])
def show_reference(request: HttpRequest, token: str) -> HttpResponse:
    """The form, or what was written and the way to take it back."""
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    with scoped(SYSTEM):
        asked, reference = _asked(token)
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            try:
                place_reference(request=asked, text=given["text"], with_name=given["with_name"], by=None, at=now())
            except Refusal as refusal:
                form.add_error(None, str(refusal.message))
            else:
                return _private(to(request.path))
        names = {"expert": asked.expert.person.name, "partner": asked.organisation.name}
    context = {"asked": asked, "reference": reference, "form": form, "token": token, **names}
    return _private(render(request, "partners/network/reference.html", context, status=422 if form.errors else 200))


@public_door
@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Rather not."""
    with scoped(SYSTEM):
        asked, _reference = _asked(token)
        try:
            decline_reference(request=asked, by=None, at=now())
        except Refusal:
            return _private(to(_page(request.path)))  # the page says what stands
    return _private(to(_page(request.path)))


@public_door
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take it back."""
    with scoped(SYSTEM):
        _asked_for, reference = _asked(token)
        if reference is None:
            raise Http404
        withdraw_reference(reference=reference, by=None, at=now())
    return _private(to(_page(request.path)))


def _asked(token: str) -> tuple[ReferenceRequest, Reference | None]:
    found = ReferenceRequest.objects.filter(token_hash=hashed(token)).select_related("expert__person", "organisation")
    asked = found.first()
    if asked is None:
        raise Http404
    return asked, Reference.objects.filter(request=asked).first()


def _page(path: str) -> str:
    return path.rsplit("/", 1)[0]


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is a secret: it is sent to nobody and kept nowhere."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer

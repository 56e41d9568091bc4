# SPDX-License-Identifier: EUPL-1.2
"""The vendor's people look up an organisation and who may speak for it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from akkoord.audit.actions import note_reading
from akkoord.web.moments import now

from .doors import PersonRequest, staff_door
from .limits import places_of
from .models import Membership, Organisation
from .rules import OrganisationKind
from .slots import ORGANISATION

PAGE = 50


@staff_door()
@require_GET
def organisations(request: PersonRequest) -> HttpResponse:
    """All customers and partners by name; `q` searches names and customer numbers, `after` is where the page goes on."""
    words = request.GET.get("q", "").replace("\x00", "").strip()
    rows = Organisation.objects.visible_to(request.user).exclude(kind=OrganisationKind.VENDOR)
    if words:
        rows = rows.matching(words)
    after = request.GET.get("after", "")
    last = rows.filter(pk=int(after)).first() if after.isdecimal() and len(after) < 19 else None
    if last is not None:
        rows = rows.after(last.name, last.pk)
    found = list(rows.order_by("name", "pk")[: PAGE + 1])
    here = reverse("organisations")
    query = {"q": words} if words else {}
    context = {
        "words": words,
        "found": found[:PAGE],
        "next_url": f"{here}?{urlencode({**query, 'after': found[PAGE - 1].pk})}" if len(found) > PAGE else None,
        "first_url": f"{here}?{urlencode(query)}" if last is not None else None,
    }
    return render(request, "people/organisations.html", context)


@staff_door()
@require_GET
def organisation(request: PersonRequest, customer_number: int) -> HttpResponse:
    """One organisation with its contacts: who calls, and what may they ask? The reading is audited."""
    found = Organisation.objects.visible_to(request.user).filter(customer_number=customer_number).first()
    if found is None:
        raise Http404
    note_reading(by=request.user.pk, at=now(), subject=f"organisation:{found.pk}", organisation=found.pk)
    rows = Membership.objects.visible_to(request.user).kept().filter(organisation=found).select_related("person", "organisation")
    context = {
        "organisation": found,
        "contacts": list(rows.order_by("person__name")),
        "seats": places_of(found.pk, now()),
        "side_slot": ORGANISATION.name,
    }
    return render(request, "people/organisation.html", context)

# SPDX-License-Identifier: EUPL-1.2
"""Whoever looks after a partner writes down how a requirement stands, or waives it for a while."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.people.doors import PersonRequest
from akkoord.web.said import url

from ..doors import manager_door, partner_named
from ..page import show_desk, to
from ..recording import asked_requirement, is_recorded, record_form


@manager_door
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: PersonRequest, slug: str) -> HttpResponse:
    """The form; sent, it counts."""
    partner = partner_named(slug)
    asked = asked_requirement(request, partner)
    form = record_form(request, asked)
    if request.method == "POST" and is_recorded(form, asked, partner, request.user):
        messages.success(request, _("Written down."))
        return to(f"{url('partner_one', slug)}#{asked.said.id.replace('/', '-')}")
    context = {"form": form, "asked": asked, "partner": partner, "for_desk": True}
    return show_desk(request, "partner_record", context, status=422 if form.errors else 200)

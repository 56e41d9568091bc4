# SPDX-License-Identifier: EUPL-1.2
"""A partner's people tell how a requirement stands; the vendor looks at it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.people.doors import PersonRequest
from akkoord.web.said import url

from ..doors import partner_door
from ..models.partners import Partner
from ..page import show_partner, to
from ..recording import asked_requirement, is_recorded, record_form
from ..rights import ACTORS


@partner_door(*ACTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: PersonRequest, partner: Partner) -> HttpResponse:
    """The form; sent, it stands beside the requirement until the vendor has looked at it."""
    asked = asked_requirement(request, partner)
    if not asked.by_hand:
        raise Http404
    form = record_form(request, asked)
    if request.method == "POST" and is_recorded(form, asked, partner, request.user):
        messages.success(request, _("Told. Your contact looks at it."))
        return to(f"{url('partner_requirements')}#{asked.said.id.replace('/', '-')}")
    return show_partner(request, partner, "partner_record", {"form": form, "asked": asked}, status=422 if form.errors else 200)

# SPDX-License-Identifier: EUPL-1.2
"""Dispute a month's figure or an outage, with what was recorded beside the form. sla:2.3.1"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.people.models import Person
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.disputes import raise_dispute
from ..disputes.forms import DisputeForm
from ..disputes.reading import About, recorded
from ..models import Component, Outage
from ..rights import DISPUTERS
from ..status.addresses import first_day


@customer_door(*DISPUTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: PersonRequest) -> HttpResponse:
    """The form; sent, it is the case."""
    sent = request.method == "POST"
    asked = request.POST if sent else request.GET
    about = _about(asked, request.user)
    organisations = [m.organisation for m in request.user.memberships_in_force if m.role_set & set(DISPUTERS)]
    wanted = asked.get("organisation", "") or asked.get("for", "")
    chosen = next((o for o in organisations if wanted in (str(o.pk), str(o.customer_number))), organisations[0])
    found = recorded(about, chosen, request.user, now())
    if found is None:
        raise Http404
    form = DisputeForm(
        organisations, request.POST if sent else None, initial={"once": uuid4(), "organisation": chosen.pk}
    )  # fmt: skip
    if sent and form.is_valid():
        try:
            return _raised(request, form, about)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    context = {"form": form, "about": about, "recorded": found}
    return render(request, "operations/disputes/dispute.html", context, status=422 if form.errors else 200)


def _raised(request: PersonRequest, form: DisputeForm, about: About) -> HttpResponse:
    given = form.cleaned_data
    case = raise_dispute(
        organisation=form.organisations[given["organisation"]],
        subject=about.title,
        text=given["text"],
        month=about.month,
        component=about.component,
        outage=about.outage,
        by=request.user,
        at=now(),
        once=given["once"],
    )
    if not case.is_repeated:
        messages.success(request, _("Received as %(number)s. You get a mail with this too.") % {"number": case.number})
    answer = redirect(case.get_absolute_url())
    answer.status_code = 303
    return answer


def _about(asked: Mapping[str, str], person: Person) -> About:
    """What an address or a form names, among what the person may see. Raises Http404."""
    if number := asked.get("outage", "").replace("\x00", ""):
        outage = Outage.objects.visible_to(person).filter(number=number).first()
        if outage is None:
            raise Http404
        return About(outage=outage)
    month, code = first_day(asked.get("month", "")), asked.get("component", "").replace("\x00", "")
    component = Component.objects.visible_to(person).filter(code=code).first() if code else None
    if code and component is None:
        raise Http404
    return About(month, component)

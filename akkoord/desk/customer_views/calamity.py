# SPDX-License-Identifier: EUPL-1.2
"""Report that everything stands still. sla:2.2.2"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.cases.models import Case
from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions import report_calamity
from ..expectations import expect_calamity, phone_lines
from ..forms import CalamityForm
from .report import attach_all, may_report_for, submitters


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def calamity(request: PersonRequest) -> HttpResponse:
    """The short form, with what to expect by when, and the phone number in phone hours."""
    organisations = may_report_for(request.user)
    at, sent = now(), request.method == "POST"
    if not organisations:
        contacts = submitters(request.user)
        return render(request, "desk/cannot_report.html", {"contacts": contacts}, status=403 if sent else 200)
    wanted = (request.POST if sent else request.GET).get("organisation", "")
    chosen = next((o for o in organisations if str(o.pk) == wanted or o.key == wanted), organisations[0])
    initial = {"once": uuid4(), "organisation": chosen.pk, "reachable_at": request.user.phone}
    form = CalamityForm(organisations, request.POST if sent else None, initial=initial)
    if sent and form.is_valid():
        try:
            return _reported(request, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    context = {
        "form": form,
        "expectation": expect_calamity(organisation_id=chosen.pk, at=at),
        "lines": phone_lines(chosen.pk, at),
        "phone": getattr(settings, "VENDOR_PHONE", ""),
    }
    return render(request, "desk/calamity.html", context, status=422 if form.errors else 200)


def _reported(request: PersonRequest, form: CalamityForm) -> HttpResponse:
    given = form.cleaned_data
    known = Case.objects.filter(once=given["once"]).exists() if given["once"] else False
    case = report_calamity(
        by=request.user,
        at=now(),
        organisation=form.the_organisation,
        subject=given["subject"],
        text=given["text"],
        affected=given["affected"],
        reachable_at=given["reachable_at"],
        reachable_until=given["reachable_until"],
        once=given["once"],
    )
    if not known:
        attach_all(request, case)
        messages.success(request, _("Received as %(number)s. Keep your phone at hand: we call.") % {"number": case.number})
    answer = redirect(case.get_absolute_url())
    answer.status_code = 303
    return answer

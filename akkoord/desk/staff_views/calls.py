# SPDX-License-Identifier: EUPL-1.2
"""Write a report down for a caller, after checking that the caller may report. sla:2.2.1"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.audit.actions import note_reading
from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions import note_call
from ..callers import Caller, caller_at, find_callers
from ..doors import desk_door
from ..forms import CallForm
from ..rules import Category, Impact
from ..similar import similar_cases


@desk_door
@require_http_methods(["GET", "HEAD", "POST"])
def new_call(request: PersonRequest) -> HttpResponse:
    """Find the caller, see whether they may report and why not, write down what they say."""
    asked = request.POST if request.method == "POST" else request.GET
    word = " ".join(asked.get("q", "").replace("\x00", "").split())[:100]
    caller = _chosen(asked.get("caller", ""), asked.get("organisation", ""))
    context: dict[str, Any] = {
        "word": word,
        "found": find_callers(word) if word and caller is None else [],
        "contact": caller,
        "form": None,
        "similar": [],
    }
    if caller is None:
        return render(request, "desk/call.html", context)
    note_reading(
        by=request.user.pk, at=now(), subject=f"organisation:{caller.organisation.pk}", organisation=caller.organisation.pk
    )
    if request.method == "POST" and not caller.may_report:
        messages.error(request, str(caller.why_not))
        return render(request, "desk/call.html", context, status=409)
    if caller.may_report:
        sent = request.method == "POST"
        initial = {"once": uuid4(), "caller": caller.person.pk, "organisation": caller.organisation.pk}
        form = CallForm([caller.organisation], request.POST if sent else None, initial=initial)
        if sent and form.is_valid():
            try:
                return _noted(request, form, caller)
            except Refusal as refusal:
                form.add_error(None, str(refusal.message))
        context |= {"form": form, "similar": similar_cases(request.user, asked.get("subject", ""))}
        return render(request, "desk/call.html", context, status=422 if form.errors else 200)
    return render(request, "desk/call.html", context)


def _chosen(person: str, organisation: str) -> Caller | None:
    if not (person.isdecimal() and organisation.isdecimal()):
        return None
    caller = caller_at(int(person[:18]), int(organisation[:18]))
    if caller is None:
        raise Http404
    return caller


def _noted(request: PersonRequest, form: CallForm, caller: Caller) -> HttpResponse:
    given = form.cleaned_data
    case = note_call(
        by=request.user,
        at=now(),
        organisation=caller.organisation,
        caller=caller.person,
        subject=given["subject"],
        text=given["text"],
        answer=given["answer"],
        category=Category(given["category"]),
        impact=Impact(given["impact"]),
        area=given["area"],
        once=given["once"],
    )
    messages.success(request, _("Noted as %(number)s for %(name)s.") % {"number": case.number, "name": caller.person.name})
    answer = redirect(case.get_absolute_url())
    answer.status_code = 303
    return answer

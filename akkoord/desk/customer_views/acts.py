# SPDX-License-Identifier: EUPL-1.2
"""What the reporter asks and says about a case besides writing on it: a higher priority, a rating."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.people.doors import PersonRequest, person_door
from akkoord.web.moments import now

from ..actions import ask_raise, rate_case
from ..doors import back, case_for, tried
from ..forms import RatingForm
from ..kinds import INCIDENT
from ..refusals import CannotRate


@person_door
@require_POST
def ask_for_priority(request: PersonRequest, number: str) -> HttpResponse:
    """Ask for a higher priority, with a reason."""
    case = case_for(request.user, number, INCIDENT.name)
    wanted = request.POST.get("priority", "")
    reason = request.POST.get("reason", "")
    done = tried(
        request,
        lambda: ask_raise(case=case, by=request.user, at=now(), priority=int(wanted) if wanted.isdecimal() else 0, reason=reason),
        _("Asked. You hear from us what we decide, and why."),
    )
    if not done and reason.strip():  # what was written is not lost
        request.session[f"raise-reason:{case.pk}"] = reason[:5000]
    return back(request, case.get_absolute_url())


@person_door
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: PersonRequest, number: str) -> HttpResponse:
    """Stars and a remark. A link from a mail only chooses the stars; pressing the button gives them."""
    case = case_for(request.user, number)
    if not case.is_reported_by(request.user) or case.is_open:
        return render(request, "desk/rating.html", {"case": case, "form": None, "refusal": CannotRate.message}, status=409)
    before = getattr(case, "rating", None)
    initial = {"stars": request.GET.get("stars") or (before.stars if before else None), "remark": before.remark if before else ""}
    form = RatingForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        tried(
            request,
            lambda: rate_case(case=case, by=request.user, at=now(), stars=given["stars"], remark=given["remark"]),
            _("Thank you. The agent and the desk see it too."),
        )
        return back(request, case.get_absolute_url())
    status = 422 if form.errors else 200
    return render(request, "desk/rating.html", {"case": case, "form": form, "before": before}, status=status)

# SPDX-License-Identifier: EUPL-1.2
"""Everybody's own account."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.web.moments import now

from .actions import change_own_details
from .doors import PersonRequest, is_keeper, person_door
from .forms import DetailsForm


@person_door
@require_http_methods(["GET", "POST"])
def account(request: PersonRequest) -> HttpResponse:
    """Own details, language and time zone, safety, and where somebody belongs."""
    form = DetailsForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_own_details(by=request.user, at=now(), **form.cleaned_data)
        with translation.override(request.user.language):
            messages.success(request, _("Your details are kept."))
        return redirect("account")
    context = {
        "form": form,
        "memberships": request.user.memberships_in_force,
        "has_second_factor": is_mfa_enabled(request.user),
        "keeps_tokens": is_keeper(request.user),
    }
    return render(request, "people/account.html", context)

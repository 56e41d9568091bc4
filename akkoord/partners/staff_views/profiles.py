# SPDX-License-Identifier: EUPL-1.2
"""Pages of the directory that partners wrote, to agree to or to send back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.profiles import decide_profile
from ..directory import connectors_of, page_with
from ..doors import manager_door
from ..forms.profiles import DecisionForm
from ..models.profiles import Profile
from ..page import show_desk, to
from ..wording.directory import FACET_WORDS
from ..wording.experts import day_words


@manager_door
@require_safe
def show_profiles(request: PersonRequest) -> HttpResponse:
    """What waits, longest first, and what was decided lately."""
    rows = Profile.objects.select_related("partner", "decided_by")
    context = {
        "waiting": rows.waiting().order_by("written_at"),
        "decided": rows.filter(decided_at__isnull=False).order_by("-decided_at")[:20],
    }
    return show_desk(request, "directory/waiting", context)


@manager_door
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """The page as visitors would see it; agree, or send it back."""
    profile = get_object_or_404(Profile.objects.select_related("partner"), pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        is_agreed = request.POST.get("decision") == "agree"
        try:
            decide_profile(profile=profile, is_agreed=is_agreed, why=form.cleaned_data["why"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("It stands in the directory.") if is_agreed else _("Sent back. The partner gets a mail."))
            return to(url("partner_profiles"))
    context = {
        "form": form,
        "profile": profile,
        "page": page_with(profile, connectors_of(profile.organisation_id, now())),
        "words": {name: words for name, (_label, words) in FACET_WORDS.items()},
        "day_words": day_words,
    }
    return show_desk(request, "directory/decide", context, status=422 if form.errors else 200)

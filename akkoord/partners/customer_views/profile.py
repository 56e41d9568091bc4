# SPDX-License-Identifier: EUPL-1.2
"""A partner writes its page of the directory, and sees how it will look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.profiles import propose_profile
from ..directory import connectors_of, page_with
from ..doors import partner_door
from ..forms.profiles import ProfileForm
from ..models.partners import Partner
from ..models.profiles import Profile
from ..page import show_partner, to
from ..rights import ACTORS
from ..wording.directory import FACET_WORDS
from ..wording.experts import day_words


@partner_door()
@require_safe
def show_profile(request: PersonRequest, partner: Partner) -> HttpResponse:
    """The newest wording as it will look, and how it stands."""
    newest = Profile.objects.filter(partner=partner, replaced_at=None).first()
    context = {
        "newest": newest,
        "public": Profile.objects.agreed().filter(partner=partner).first(),
        "page": page_with(newest, connectors_of(partner.organisation_id, now())) if newest else None,
        "may_write": bool(request.user.roles_in(partner.organisation_id) & set(ACTORS)),
        "words": {name: words for name, (_label, words) in FACET_WORDS.items()},
        "day_words": day_words,
    }
    return show_partner(request, partner, "directory/own", context)


@partner_door(*ACTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def write_profile(request: PersonRequest, partner: Partner) -> HttpResponse:
    """The form; sent, the vendor looks at it."""
    newest = Profile.objects.filter(partner=partner, replaced_at=None).first()
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=ProfileForm.first(newest, partner.name))
    if request.method == "POST" and form.is_valid():
        try:
            propose_profile(partner=partner, by=request.user, at=now(), **form.given)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Sent. We look at it; then it stands in the directory."))
            return to(url("partnership_profile"))
    return show_partner(request, partner, "directory/write", {"form": form}, status=422 if form.errors else 200)

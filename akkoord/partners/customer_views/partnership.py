# SPDX-License-Identifier: EUPL-1.2
"""A partner's own pages: what there is to do, every requirement with its evidence, and the answer to an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.partners import answer_invitation
from ..doors import partner_door
from ..dues import dues_of
from ..judging import judged_requirements
from ..models.partners import Partner
from ..page import show_partner, to
from ..programme import benefits_of, kind_titles, terms_of_partner
from ..rights import ACTORS
from ..sheet import readable_cases, sheet_of


@partner_door()
@require_safe
def show_partnership(request: PersonRequest, partner: Partner) -> HttpResponse:
    """What is due, what is at risk, and what the partnership gives."""
    at = now()
    terms = terms_of_partner(partner, at)
    requirements = judged_requirements(partner, at)
    questions = next((each for each in requirements if each.said.promise.about == "partner_questions"), None)
    context = {
        "dues": dues_of(partner, at, requirements),
        "sheet": sheet_of(requirements),
        "kinds": [kind_titles(terms)[kind] for kind in partner.kinds],
        "benefits": benefits_of(terms, at),
        "questions": questions,
        "readable": readable_cases(request.user, [questions] if questions else []),
        "invitation": partner.invitations.filter(answered_at=None).select_related("invited_by").first(),
        "ending": partner.endings.first() if partner.until else None,
        "may_answer": _administers(request, partner),
    }
    return show_partner(request, partner, "partnership", context)


@partner_door()
@require_safe
def show_requirements(request: PersonRequest, partner: Partner) -> HttpResponse:
    """Each requirement with evidence and verdict."""
    requirements = judged_requirements(partner, now())
    readable = readable_cases(request.user, requirements)
    context = {"requirements": requirements, "sheet": sheet_of(requirements), "readable": readable}
    context["may_tell"] = bool(request.user.roles_in(partner.organisation_id) & set(ACTORS))
    return show_partner(request, partner, "partner_requirements", context)


@partner_door(PortalRole.ADMINISTRATOR)
@require_POST
def answer(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """Accept or decline an invitation."""
    invitation = get_object_or_404(partner.invitations, pk=pk)
    accepted = request.POST.get("answer") == "accept"
    try:
        answer_invitation(invitation=invitation, accepted=accepted, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("You are product partner now.") if accepted else _("The invitation is declined."))
    return to(url("partnership"))


def _administers(request: PersonRequest, partner: Partner) -> bool:
    return PortalRole.ADMINISTRATOR in request.user.roles_in(partner.organisation_id)

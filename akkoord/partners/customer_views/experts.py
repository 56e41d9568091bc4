# SPDX-License-Identifier: EUPL-1.2
"""A partner's experts: who they are, how they stand with the exam, what customers say of them. partner:expert"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.people.models import Membership
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.said import url

from ..actions.experts import add_expert, change_expert, end_expert, show_expert
from ..actions.references import ask_reference
from ..asking import Question, ask, do, once, sent
from ..doors import partner_door
from ..exam_stands import counted_results, exam_stands
from ..forms.experts import ExpertForm, NewExpertForm, ReferenceAskForm
from ..models import Expert, ReferenceRequest
from ..models.experts import Experts
from ..models.partners import Partner
from ..page import show_partner
from ..rights import may_act
from ..wording.experts import OUTCOMES, day_words, grade_words

GET_OR_POST = ["GET", "HEAD", "POST"]
ADMINISTRATOR, SUBMITTER = PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER


@partner_door()
@require_safe
def show_experts(request: PersonRequest, partner: Partner) -> HttpResponse:
    """Everybody who is an expert now, with how they stand with the exam."""
    found = exam_stands(experts_of(partner), now())
    context = {"stands": found, "may_act": may_act(request.user, partner.organisation_id), "day_words": day_words}
    return show_partner(request, partner, "network/experts", context)


@partner_door(ADMINISTRATOR, SUBMITTER)
@require_http_methods(GET_OR_POST)
def new_expert(request: PersonRequest, partner: Partner) -> HttpResponse:
    """A colleague becomes an expert."""
    known = Expert.objects.in_force().filter(organisation=partner.organisation).values("person")
    members = Membership.objects.in_force().filter(organisation=partner.organisation).exclude(person__in=known)
    form = NewExpertForm([m.person for m in members.select_related("person").order_by("person__name")], sent(request))

    def act(given: dict[str, Any]) -> str:
        person = form.people[given.pop("person")]
        add_expert(organisation=partner.organisation, person=person, by=request.user, at=now(), **given)
        return _("%(who)s is an expert.") % {"who": person.name}

    lead = _("Somebody you do not see here has no access yet: give it first.")
    return ask(request, form, Question(_("Add an expert"), _("Add"), [above()], lead), act, partner=partner)


@partner_door()
@require_safe
def show_one(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """One expert: exams, references, and what the directory shows."""
    expert = expert_of(partner, pk)
    (stand,) = exam_stands([expert], now())
    context = {
        "stand": stand,
        "expert": expert,
        "results": list(reversed(counted_results([expert])[expert.pk])),
        "requests": ReferenceRequest.objects.filter(expert=expert).select_related("reference"),
        "may_act": may_act(request.user, partner.organisation_id, own=expert.person_id),
        "may_end": may_act(request.user, partner.organisation_id),
        "is_own": expert.person_id == request.user.pk,
        "outcomes": {str(outcome): word for outcome, word in OUTCOMES.items()},
        "day_words": day_words,
        "grade_words": grade_words,
    }
    return show_partner(request, partner, "network/expert", context)


@partner_door()
@require_http_methods(GET_OR_POST)
def change(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """Change what is known of an expert."""
    expert = expert_of(partner, pk)
    fields = ("experience_since", "days_a_week", "industry", "service")
    form = ExpertForm(sent(request), initial={name: getattr(expert, name) for name in fields})

    def act(given: dict[str, Any]) -> str:
        change_expert(expert=expert, by=request.user, at=now(), **given)
        return _("Changed.")

    return ask(request, form, Question(_("Change"), _("Save"), [above(), _own(expert)]), act, partner=partner)


@partner_door()
@require_http_methods(GET_OR_POST)
def new_reference(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """Ask a customer for a reference."""
    expert = expert_of(partner, pk)
    form = ReferenceAskForm(sent(request), initial=once())

    def act(given: dict[str, Any]) -> str:
        ask_reference(expert=expert, by=request.user, at=now(), **given)
        return _("%(name)s gets a mail with a link.") % {"name": given["name"]}

    title = _("Ask a customer for a reference")
    return ask(request, form, Question(title, _("Ask"), [above(), _own(expert)]), act, partner=partner)


@partner_door()
@require_POST
def show(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """Agree to stand in the directory by name, or no longer."""
    expert, is_shown = expert_of(partner, pk), request.POST.get("shown") == "yes"

    def act() -> str:
        show_expert(expert=expert, is_shown=is_shown, by=request.user, at=now())
        return _("The directory shows your name.") if is_shown else _("The directory no longer shows your name.")

    return do(request, act, url("partnership_expert", expert.pk))


@partner_door(ADMINISTRATOR, SUBMITTER)
@require_POST
def end(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """Somebody is no expert any more."""
    expert = expert_of(partner, pk)

    def act() -> str:
        end_expert(expert=expert, by=request.user, at=now())
        return _("%(who)s is no longer an expert.") % {"who": expert.person.name}

    return do(request, act, url("partnership_experts"))


def experts_of(partner: Partner) -> Experts:
    """The partner's experts now, with their names."""
    return Expert.objects.in_force().filter(organisation=partner.organisation).select_related("person", "organisation")


def expert_of(partner: Partner, pk: int) -> Expert:
    """One of them. Raises Http404."""
    expert: Expert = get_object_or_404(experts_of(partner), pk=pk)
    return expert


def above() -> tuple[str, str]:
    """The page above."""
    return (_("Experts"), url("partnership_experts"))


def _own(expert: Expert) -> tuple[str, str]:
    return (expert.person.name, url("partnership_expert", expert.pk))

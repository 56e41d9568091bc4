# SPDX-License-Identifier: EUPL-1.2
"""Exams for a partner's experts: what is to come, enrolling, and how everybody stands. partner:dienstverlenend"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.exams import enrol_expert, withdraw_enrolment
from ..asking import do, first_error
from ..doors import partner_door
from ..exam_stands import exam_stands, seats_left_of
from ..figures import figures_at
from ..forms.experts import EnrolForm
from ..models import Enrolment, ExamSession
from ..models.partners import Partner
from ..page import show_partner
from ..rights import may_act
from ..wording.experts import day_words
from .experts import experts_of


@partner_door()
@require_safe
def show_exams(request: PersonRequest, partner: Partner) -> HttpResponse:
    """How the experts stand, worst first, and the exams to come with who takes part."""
    at = now()
    today = figures_at(at).day(at)
    stands = sorted(exam_stands(experts_of(partner), at), key=lambda s: (s.stand.due or today, s.expert.person.name))
    experts = [each.expert for each in stands]
    own = [e for e in experts if may_act(request.user, partner.organisation_id, own=e.person_id)]
    sessions = list(ExamSession.objects.filter(cancelled_at=None, starts_at__gt=at)[:50])
    enrolled = Enrolment.objects.filter(organisation=partner.organisation, withdrawn_at=None, session__in=sessions)
    taking = {
        session.pk: [e for e in enrolled.select_related("expert__person") if e.session_id == session.pk] for session in sessions
    }
    free = {pk: [e for e in own if e.pk not in {t.expert_id for t in there}] for pk, there in taking.items()}
    left = seats_left_of(sessions)
    context = {
        "stands": stands,
        "sessions": [(session, left[session.pk], taking[session.pk], EnrolForm(free[session.pk])) for session in sessions],
        "own": {expert.pk for expert in own},
        "day_words": day_words,
    }
    return show_partner(request, partner, "network/exams", context)


@partner_door()
@require_POST
def enrol(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """An expert takes part."""
    session = get_object_or_404(ExamSession, pk=pk)
    form = EnrolForm(experts_of(partner), request.POST)

    def act() -> str:
        if not form.is_valid():
            raise Refusal(first_error(form))
        expert = form.experts[form.cleaned_data["expert"]]
        enrol_expert(session=session, expert=expert, by=request.user, at=now())
        return _("%(who)s takes part.") % {"who": expert.person.name}

    return do(request, act, url("partnership_exams"))


@partner_door()
@require_POST
def withdraw(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """An expert does not take part after all."""
    enrolment = get_object_or_404(Enrolment, pk=pk, organisation=partner.organisation)

    def act() -> str:
        withdraw_enrolment(enrolment=enrolment, by=request.user, at=now())
        return _("%(who)s no longer takes part. The seat is free again.") % {"who": enrolment.expert.person.name}

    return do(request, act, url("partnership_exams"))

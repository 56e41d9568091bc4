# SPDX-License-Identifier: EUPL-1.2
"""Exams for whoever looks after partners: plan them, write down results, see whose exam lapses. partner:dienstverlenend"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.clocks.rules import Verdict
from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.exams import cancel_exam, plan_exam, record_result
from ..asking import Question, ask, do, first_error, once, sent
from ..doors import manager_door, reader_door
from ..exam_stands import exam_stands, seats_left_of
from ..forms.experts import ExamForm, ResultForm
from ..models import Enrolment, ExamSession, Expert
from ..page import show_desk
from ..programme import partners_at
from ..rights import is_manager
from ..wording.experts import OUTCOMES, day_words, grade_words

GET_OR_POST = ["GET", "HEAD", "POST"]
PAST = 12
URGENT = (Verdict.BROKEN, Verdict.AT_RISK)


@reader_door
@require_safe
def show_exams(request: PersonRequest) -> HttpResponse:
    """Exams to come and just past, and experts whose exam lapsed or is in danger of it."""
    at = now()
    today = timezone.localdate(at)
    running = partners_at(at).values("organisation")
    experts = Expert.objects.in_force().filter(organisation__in=running).select_related("person", "organisation__partner")
    stands = exam_stands(experts, at)
    urgent = sorted(
        (s for s in stands if s.stand.verdict in URGENT), key=lambda s: (URGENT.index(s.stand.verdict), s.stand.due or today)
    )
    past = ExamSession.objects.filter(cancelled_at=None, starts_at__lte=at).order_by("-starts_at")[:PAST]
    coming = list(ExamSession.objects.filter(cancelled_at=None, starts_at__gt=at))
    left = seats_left_of(coming)
    context = {
        "coming": [(s, left[s.pk]) for s in coming],
        "past": list(past),
        "urgent": urgent,
        "in_order": len(stands) - len(urgent),
        "is_manager": is_manager(request.user),
        "day_words": day_words,
    }
    return show_desk(request, "network/desk_exams", context)


@manager_door
@require_http_methods(GET_OR_POST)
def new_exam(request: PersonRequest) -> HttpResponse:
    """Plan an exam."""
    form = ExamForm(sent(request), initial=once())

    def act(given: dict[str, Any]) -> str:
        plan_exam(by=request.user, at=now(), **given)
        return _("Planned. Partners can enrol their experts.")

    return ask(request, form, Question(_("Plan an exam"), _("Plan"), [(_("Exams"), url("partner_desk_exams"))]), act)


@reader_door
@require_safe
def show_exam(request: PersonRequest, pk: int) -> HttpResponse:
    """Who takes part, and what came of it."""
    session = get_object_or_404(ExamSession, pk=pk)
    rows = Enrolment.objects.filter(session=session, withdrawn_at=None).select_related("expert__person", "organisation")
    enrolled = [(row, list(row.results.order_by("-pk"))) for row in rows.order_by("expert__person__name")]
    context = {
        "session": session,
        "enrolled": [
            (row, results[0] if results else None, results[1:], ResultForm(prefix=f"r{row.pk}")) for row, results in enrolled
        ],
        "is_held": session.starts_at <= now(),
        "is_manager": is_manager(request.user) and session.cancelled_at is None,
        "outcomes": {str(outcome): word for outcome, word in OUTCOMES.items()},
        "day_words": day_words,
        "grade_words": grade_words,
    }
    return show_desk(request, "network/desk_exam", context)


@manager_door
@require_POST
def cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """It does not go ahead."""
    session = get_object_or_404(ExamSession, pk=pk)

    def act() -> str:
        cancel_exam(session=session, by=request.user, at=now())
        return _("Cancelled. Who enrolled gets a mail.")

    return do(request, act, url("partner_desk_exams"))


@manager_door
@require_POST
def result(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down what came of one enrolment."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("expert__person"), pk=pk)
    form = ResultForm(request.POST, prefix=f"r{pk}")

    def act() -> str:
        if not form.is_valid():
            raise Refusal(first_error(form))
        record_result(enrolment=enrolment, by=request.user, at=now(), **form.cleaned_data)
        return _("Written down for %(who)s.") % {"who": enrolment.expert.person.name}

    return do(request, act, url("partner_desk_exam", enrolment.session_id))

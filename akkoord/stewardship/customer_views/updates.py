# SPDX-License-Identifier: EUPL-1.2
"""Test plans for versions: all of them, one, a new one, and the decision. beheer:4"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.updates import change_update, decide_update, plan_update
from ..forms.updates import DecisionForm, NewTestForm, NewUpdateForm, UpdateForm
from ..here import Here, here, here_of
from ..models import UpdatePlan
from ..page import show, to
from ..planner_words import days_words
from ..planning import may_test, stewards_of
from ..rules.planner import Days
from ..rules.updates import Outcome, standing_of
from ..slots import UPDATE_NOTES
from ..update_reading import plans_of, ready_tests, tests_by_area
from ..update_words import AREAS, OUTCOMES
from .planner import today_here


@customer_door()
@require_safe
def updates(request: PersonRequest) -> HttpResponse:
    """All test plans."""
    stands = here(request)
    context = {
        "plans": plans_of(stands.organisation, request.user),
        "days_words": days_words,
        "today": today_here(),
        "days": Days,
    }
    return show(request, stands, "updates", context)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Plan the tests for a version."""
    stands, at = here(request), now()
    if not stands.may_administer:
        raise Http404
    last = _visible(request).filter(organisation=stands.organisation).first()
    today = today_here()
    begin = {"once": uuid4(), "accept_from": today + timedelta(days=7), "accept_until": today + timedelta(days=18)}
    initial = begin | {"comes_on": today + timedelta(days=27)}
    form = NewUpdateForm(request.POST if request.method == "POST" else None, last=last, initial=initial)
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        tests, language = given.pop("tests"), request.user.language
        copied = last if tests == "last" else None
        ready = ready_tests(language) if tests == NewUpdateForm.READY else None
        try:
            plan = plan_update(organisation=stands.organisation, ready=ready, copy_from=copied, by=request.user, at=at, **given)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The plan is there. Divide the tests now."))
            return to(plan.get_absolute_url())
    context = {"form": form, "title": _("Plan the tests of a version"), "plan": None}
    return show(request, stands, "update_form", context, status=422 if form.errors else 200)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Another name or other days."""
    plan, stands = found(request, pk)
    if not stands.may_administer:
        raise Http404
    initial = {name: getattr(plan, name) for name in ("name", "comes_on", "accept_from", "accept_until")}
    form = UpdateForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in initial}
        try:
            change_update(plan=plan, by=request.user, at=now(), **given)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return to(plan.get_absolute_url())
    context = {"form": form, "title": _("Change"), "plan": plan}
    return show(request, stands, "update_form", context, status=422 if form.errors else 200)


@customer_door()
@require_safe
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """One plan: what is tested by whom, what came of it, and what was decided."""
    plan, stands = found(request, pk)
    return show_plan(request, plan, stands)


@customer_door()
@require_POST
def decision(request: PersonRequest, pk: int) -> HttpResponse:
    """Go or no go."""
    plan, stands = found(request, pk)
    form = DecisionForm(request.POST, prefix="decision")
    if form.is_valid():
        is_go = form.cleaned_data["is_go"] == DecisionForm.GO
        try:
            decide_update(plan=plan, is_go=is_go, reason=form.cleaned_data["reason"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Decided. Everybody of your organisation can read it here."))
            return to(plan.get_absolute_url())
    return show_plan(request, plan, stands, {"decision_form": form}, status=422)


def show_plan(
    request: PersonRequest, plan: UpdatePlan, stands: Here, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a plan; `more` are forms with what was typed."""
    tests = list(plan.tests.standing().select_related("owner", "passed_on").order_by("position", "pk"))
    context = {
        "plan": plan,
        "lists": [(AREAS[area], area, among) for area, among in tests_by_area(tests)],
        "standing": standing_of(Outcome(test.outcome) for test in tests),
        "mine": {test.pk for test in tests if may_test(request.user, test)},
        "decisions": list(plan.decisions.select_related("decided_by")),
        "outcomes": OUTCOMES,
        "notes": UPDATE_NOTES.gather(request=request, plan=plan),
        "decision_form": DecisionForm(prefix="decision"),
        "test_form": NewTestForm(owners=stewards_of(plan.organisation), prefix="test"),
        "testing": days_words(Days(plan.accept_from, plan.accept_until), today_here().year),
        "comes": days_words(Days(plan.comes_on, plan.comes_on), today_here().year),
        "is_late": plan.accept_until < today_here(),
        **(more or {}),
    }
    return show(request, stands, "update", context, status=status)


def found(request: PersonRequest, pk: int) -> tuple[UpdatePlan, Here]:
    """The plan, as far as the reader may know of it. Raises Http404."""
    plan = get_object_or_404(_visible(request).select_related("organisation", "copied_from"), pk=pk)
    return plan, here_of(request, plan.organisation)


def _visible(request: PersonRequest) -> QuerySet[UpdatePlan]:
    return UpdatePlan.objects.visible_to(request.user)

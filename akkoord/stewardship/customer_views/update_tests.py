# SPDX-License-Identifier: EUPL-1.2
"""The tests of a plan: add one, give it to somebody, write down what came of it, pass it on. beheer:4,5"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.update_tests import add_test, change_test, note_outcome, pass_on_finding, remove_test
from ..forms.updates import ChangeTestForm, NewTestForm, OutcomeForm, PassOnForm
from ..here import Here, here_of
from ..models import UpdateTest
from ..page import show, to
from ..planning import may_test, stewards_of
from ..rules.updates import Area, Outcome, Whereto
from ..update_words import OUTCOMES
from . import updates


@customer_door()
@require_POST
def added(request: PersonRequest, pk: int) -> HttpResponse:
    """One more test in a plan."""
    plan, stands = updates.found(request, pk)
    form = NewTestForm(request.POST, owners=stewards_of(plan.organisation), prefix="test")
    if form.is_valid():
        given = form.cleaned_data
        try:
            add_test(
                plan=plan, area=Area(given["area"]), title=given["title"], owner=form.chosen_owner, by=request.user, at=now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return to(f"{plan.get_absolute_url()}#h-{given['area']}")
    return updates.show_plan(request, plan, stands, {"test_form": form}, status=422)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: PersonRequest, pk: int) -> HttpResponse:
    """One test: what came of it, sent by whoever does it."""
    found, stands = _found(request, pk)
    given = request.POST if request.method == "POST" else None
    form = OutcomeForm(given, initial={"outcome": found.outcome, "finding": found.finding})
    if form.is_bound and form.is_valid():
        outcome = Outcome(form.cleaned_data["outcome"])
        try:
            note_outcome(test=found, outcome=outcome, finding=form.cleaned_data["finding"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error("finding" if refusal.code == "finding_missing" else None, str(refusal.message))
        else:
            messages.success(request, _("Written down."))
            return to(f"{found.plan.get_absolute_url()}#test-{found.pk}")
    return _show(request, found, stands, {"form": form}, status=422 if form.errors else 200)


@customer_door()
@require_POST
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Its words, or who does it."""
    found, stands = _found(request, pk)
    form = _change_form(request, found)
    if form.is_valid():
        try:
            change_test(test=found, title=form.cleaned_data["title"], owner=form.chosen_owner, by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return to(f"{found.plan.get_absolute_url()}#test-{found.pk}")
    return _show(request, found, stands, {"change_form": form}, status=422)


@customer_door()
@require_POST
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Leave it out of the plan."""
    found, _stands = _found(request, pk)
    try:
        remove_test(test=found, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return to(found.plan.get_absolute_url())


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def passing(request: PersonRequest, pk: int) -> HttpResponse:
    """Pass a finding on, to the vendor's desk or as a ticket: what is sent stands in the form, and nothing else goes."""
    found, stands = _found(request, pk)
    if not may_test(request.user, found) or (found.outcome != Outcome.FAILED and found.passed_on_id is None):
        raise Http404
    initial = {"subject": found.title[:200], "text": found.finding}
    given = request.POST if request.method == "POST" else None
    form = PassOnForm(given, may_report=may_report(request, found), initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        to_whom = Whereto(said["to"])
        try:
            case = pass_on_finding(test=found, to=to_whom, subject=said["subject"], text=said["text"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _passed_on(to_whom) % {"number": case.number})
            return to(f"{found.plan.get_absolute_url()}#test-{found.pk}")
    context = {"form": form, "test": found}
    return show(request, stands, "update_pass_on", context, status=422 if form.errors else 200)


def _passed_on(to_whom: Whereto) -> str:
    if to_whom == Whereto.VENDOR:
        return _("Reported as %(number)s. The vendor sees this report, and nothing of your plan.")
    return _("Asked as %(number)s. Your own administrators look into it.")


def may_report(request: PersonRequest, found: UpdateTest) -> bool:
    """Whether the reader may report incidents to the vendor for the organisation."""
    return PortalRole.INCIDENT_SUBMITTER in request.user.roles_in(found.organisation_id)


def _show(request: PersonRequest, found: UpdateTest, stands: Here, more: dict[str, object], status: int) -> HttpResponse:
    context = {
        "test": found,
        "form": OutcomeForm(initial={"outcome": found.outcome, "finding": found.finding}),
        "change_form": _change_form(request, found, sent=False),
        "may_test": may_test(request.user, found),
        "outcome": OUTCOMES[found.outcome],
        **more,
    }
    return show(request, stands, "update_test", context, status=status)


def _change_form(request: PersonRequest, found: UpdateTest, *, sent: bool = True) -> ChangeTestForm:
    owners = stewards_of(found.organisation)
    if found.owner is not None and found.owner not in owners:
        owners.append(found.owner)
    initial = {"title": found.title, "owner": found.owner_id}
    return ChangeTestForm(request.POST if sent else None, owners=owners, prefix="change", initial=initial)


def _found(request: PersonRequest, pk: int) -> tuple[UpdateTest, Here]:
    tests = UpdateTest.objects.visible_to(request.user).standing()
    tests = tests.select_related("organisation", "plan", "owner", "passed_on", "outcome_by")
    found = get_object_or_404(tests, pk=pk)
    return found, here_of(request, found.organisation)

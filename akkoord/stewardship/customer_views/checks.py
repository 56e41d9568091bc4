# SPDX-License-Identifier: EUPL-1.2
"""The yearly self-check: results by role beside last year's, advice, and the plan. beheer:1-5"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.checks import fill_in_check, plan_step
from ..check_words import ADVICE, SCALE, result_words
from ..checks import answered, checks_of, plan_of, questions_of, scores
from ..forms.checks import CheckForm, StepForm, initial_of
from ..here import Here, here
from ..matrix import matrix_of
from ..page import show, to
from ..rights import FUNCTIONAL, may_check
from ..rules.matrix import has_single_points
from ..rules.maturity import HIGHEST, LOWEST, advice, results
from ..rules.roles import StewardRole
from ..wording import WORDS, role_of_slug

IN_A_MONTH = timedelta(days=30)


@customer_door()
@require_safe
def check(request: PersonRequest) -> HttpResponse:
    """How every role stands this year and stood last year, what helps, and the plan."""
    stands = _reader(here(request))
    today = timezone.localdate(now())
    year = today.year
    checks = checks_of(stands.organisation, (year, year - 1))
    this_year, last_year = scores(checks, year), scores(checks, year - 1)
    single = has_single_points(matrix_of(stands.organisation).found)
    context = {
        "year": year,
        "results": [
            (r, result_words(r, year), may_check(request.user, stands.organisation.pk, r.role))
            for r in results(this_year, last_year)
        ],
        "advice": [ADVICE[each] for each in advice(this_year, last_year, has_single_points=single)],
        "plan_address": _plan_address(stands, [of for y, of in checks if y == year]),
        "plan": plan_of(stands.organisation, year, today),
        "lowest": LOWEST,
        "highest": HIGHEST,
    }
    return show(request, stands, "check", context)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: PersonRequest, role: str) -> HttpResponse:
    """One role's answers of this year and the last, and a step for the plan; sent, the step is on the work list."""
    stands, of = _reader(here(request)), _role(role)
    today = timezone.localdate(now())
    checks = checks_of(stands.organisation, (today.year, today.year - 1))
    found = checks.get((today.year, of))
    initial = {"once": uuid4(), "first_on": today + IN_A_MONTH, "title": request.GET.get("step", "")[:200]}
    form = StepForm(stands.colleagues, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        if found is None or not stands.may_work:
            raise Http404
        if form.is_valid():
            try:
                plan_step(check=found, **form.chosen, by=request.user, at=now())
            except Refusal as refusal:
                form.add_error(None, str(refusal.message))
            else:
                messages.success(request, _("It is in the plan, and on the work list."))
                return to(url("steward_check") + stands.query)
    context = {
        "role": of,
        "year": today.year,
        "found": found,
        "rows": answered(of, found, checks.get((today.year - 1, of))),
        "scale": dict(SCALE),
        "form": form if found is not None and stands.may_work else None,
        "may_fill_in": may_check(request.user, stands.organisation.pk, of),
    }
    return show(request, stands, "check_role", context, status=422 if form.errors else 200)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: PersonRequest, role: str) -> HttpResponse:
    """The questions of a role; sent, the answers of this year."""
    stands, of = _reader(here(request)), _role(role)
    if not may_check(request.user, stands.organisation.pk, of):
        raise Http404
    year = timezone.localdate(now()).year
    rows = answered(of, checks_of(stands.organisation, (year,)).get((year, of)), None)
    form = CheckForm(questions_of(of), request.POST if request.method == "POST" else None, initial=initial_of(rows))
    if request.method == "POST" and form.is_valid():
        try:
            fill_in_check(organisation=stands.organisation, role=of, year=year, answers=form.answers, by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Kept. Below is what could go into the plan."))
            return to(url("steward_check_role", WORDS[of].slug) + stands.query)
    return show(request, stands, "check_form", {"role": of, "year": year, "form": form}, status=422 if form.errors else 200)


def _plan_address(stands: Here, filled_in: list[StewardRole]) -> str:
    """Where advice becomes a step: at the functional administrator's check, else at another that was filled in."""
    if not filled_in or not stands.may_work:
        return ""
    role = FUNCTIONAL if FUNCTIONAL in filled_in else filled_in[0]
    return f"{url('steward_check_role', WORDS[role].slug)}{stands.query}{'&' if stands.query else '?'}"


def _reader(stands: Here) -> Here:
    """Whoever has a role here or administers it; others have no use for how a role looks at itself. Raises Http404."""
    if not stands.roles and not stands.may_administer:
        raise Http404
    return stands


def _role(slug: str) -> StewardRole:
    found = role_of_slug(slug)
    if found is None:
        raise Http404
    return found

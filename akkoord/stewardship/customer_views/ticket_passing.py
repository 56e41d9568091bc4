# SPDX-License-Identifier: EUPL-1.2
"""Pass a ticket on: the guide says where it belongs, and one chooses what goes along. beheer:4"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.cases.models import Attachment, Case
from akkoord.people.doors import PersonRequest, customer_door
from akkoord.people.models import Membership
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.passing import FROM, pass_on
from ..forms.tickets import PassingForm
from ..page import to
from ..rules.tickets import NOT_HERE_YET, Answers, Target, advised
from ..ticket_words import TARGETS
from ..tickets import settings_of
from .ticket_work import form_page, worked_on

QUESTIONS = ("does_as_manual", "other_program", "is_large")


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def passing(request: PersonRequest, number: str) -> HttpResponse:
    """Asked where it belongs, it says so and keeps what was typed; sent, it goes there."""
    case = worked_on(request, number)
    files = list(Attachment.objects.filter(case=case).order_by("pk"))
    names = [(file.pk, file.name) for file in files]
    if request.method != "POST":
        first = case.messages.order_by("pk").first()
        start = {"subject": case.subject, "text": first.text if first else ""}
        return _page(request, case, PassingForm(names, initial=start))
    form = PassingForm(names, request.POST)
    advice = _advice(form)
    if "ask" in request.POST:
        chosen = request.POST.copy()
        if advice is not None:
            chosen["target"] = advice
        return _page(request, case, PassingForm(names, chosen), advice)
    if form.is_valid():
        try:
            return _passed(request, case, form, files)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return _page(request, case, form, advice)


def _passed(request: PersonRequest, case: Case, form: PassingForm, files: Sequence[Attachment]) -> HttpResponse:
    given = form.cleaned_data
    pass_on(
        case=case,
        target=form.the_target,
        answers=_answers(given),
        subject=given["subject"],
        text=given["text"],
        files=[file for file in files if str(file.pk) in given.get("attached", [])],
        by=request.user,
        at=now(),
    )
    messages.success(request, _("Passed on. What happens there is said on this ticket."))
    return to(case.get_absolute_url())


def _page(request: PersonRequest, case: Case, form: PassingForm, advice: Target | None = None) -> HttpResponse:
    is_submitter = PortalRole.INCIDENT_SUBMITTER in request.user.roles_in(case.organisation_id)
    more = {
        "advice": advice,
        "targets": [(target, *words, target in NOT_HERE_YET) for target, words in TARGETS.items()],
        "target_words": TARGETS,
        "is_asking": "ask" in request.POST,
        "may_pass": case.state in FROM,
        "is_submitter": is_submitter,
        "contacts": [] if is_submitter else _contacts(case),
        "settings": settings_of(case.organisation_id),
    }
    return form_page(request, case, "ticket_passing", form, more)


def _answers(given: dict[str, Any]) -> Answers:
    return Answers(*(given[name] == "yes" for name in QUESTIONS))


def _advice(form: PassingForm) -> Target | None:
    """Where it belongs, once the three questions were answered."""
    form.is_valid()
    given = form.cleaned_data
    return advised(_answers(given)) if set(QUESTIONS) <= given.keys() else None


def _contacts(case: Case) -> list[str]:
    """Who could report it to the desk instead."""
    found = Membership.objects.in_force().filter(
        organisation=case.organisation_id, roles__contains=[PortalRole.INCIDENT_SUBMITTER]
    )
    return list(found.order_by("person__name").values_list("person__name", flat=True)[:5])

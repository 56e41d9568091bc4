# SPDX-License-Identifier: EUPL-1.2
"""Assignments of partners at customers, for whoever looks after partners and for the consultants who hear how they go. partner:gedragscode"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.people.doors import PersonRequest, staff_door
from akkoord.people.models import Membership
from akkoord.people.rules import OrganisationKind, StaffRole
from akkoord.web.moments import now
from akkoord.web.said import url

from ..actions.assignments import MAKERS, end_assignment, make_assignment
from ..asking import Question, ask, once, sent
from ..assignment_stands import assignment_stands
from ..forms.conduct import AssignmentForm, EndAssignmentForm
from ..models import Assignment, Expert
from ..models.standing import READERS
from ..page import show_desk
from ..programme import partners_at
from ..wording.conduct import PROGRESS
from ..wording.experts import day_words

GET_OR_POST = ["GET", "HEAD", "POST"]
reading_door = staff_door(*READERS, StaffRole.CONSULTANT)
maker_door = staff_door(*MAKERS)


@reading_door
@require_safe
def show_assignments(request: PersonRequest) -> HttpResponse:
    """What is late first, with the last that was told."""
    stands = assignment_stands(Assignment.objects.all(), now())
    context = {"stands": stands, "may_make": request.user.has_staff_role(*MAKERS), "day_words": day_words}
    return show_desk(request, "network/desk_assignments", context)


@maker_door
@require_http_methods(GET_OR_POST)
def new_assignment(request: PersonRequest) -> HttpResponse:
    """A partner works at a customer."""
    partners = partners_at(now()).select_related("organisation")
    experts = Expert.objects.in_force().select_related("person", "organisation")
    roles = [str(role) for role in MAKERS]
    colleagues = Membership.objects.in_force().filter(organisation__kind=OrganisationKind.VENDOR, roles__overlap=roles)
    consultants = [m.person for m in colleagues.select_related("person").order_by("person__name")]
    first = {**once(), "consultant": request.user.pk, "starts_on": timezone.localdate(now())}
    form = AssignmentForm(partners, experts, consultants, sent(request), initial=first)

    def act(given: dict[str, Any]) -> str:
        make_assignment(
            organisation=form.partners[given.pop("partner")].organisation,
            expert=form.experts.get(given.pop("expert")),
            consultant=form.consultants[given.pop("consultant")],
            by=request.user,
            at=now(),
            **given,
        )
        return _("Made. The partner gets a mail.")

    return ask(request, form, Question(_("Make an assignment"), _("Make"), [_above()]), act)


@reading_door
@require_safe
def show_assignment(request: PersonRequest, pk: int) -> HttpResponse:
    """Everything that was told of one assignment."""
    (stand,) = assignment_stands(Assignment.objects.filter(pk=get_object_or_404(Assignment, pk=pk).pk), now())
    context = {
        "assignment": stand.assignment,
        "stand": stand.stand,
        "reports": stand.assignment.reports.select_related("by"),
        "may_make": request.user.has_staff_role(*MAKERS),
        "progress": {str(progress): word for progress, word in PROGRESS.items()},
        "day_words": day_words,
    }
    return show_desk(request, "network/desk_assignment", context)


@maker_door
@require_http_methods(GET_OR_POST)
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """Say which day is its last."""
    assignment = get_object_or_404(Assignment, pk=pk)
    form = EndAssignmentForm(sent(request), initial={"ends_on": assignment.ends_on})

    def act(given: dict[str, Any]) -> str:
        end_assignment(assignment=assignment, ends_on=given["ends_on"], by=request.user, at=now())
        return _("Written down.")

    crumbs = [_above(), (assignment.customer, url("partner_desk_assignment", pk))]
    return ask(request, form, Question(_("End the assignment"), _("Save"), crumbs), act)


def _above() -> tuple[str, str]:
    return (_("Assignments"), url("partner_desk_assignments"))

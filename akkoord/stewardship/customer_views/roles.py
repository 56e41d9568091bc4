# SPDX-License-Identifier: EUPL-1.2
"""Who does what: the matrix, giving and ending roles, and what happened to them. beheer:1-5"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.roles import end_role, give_role
from ..forms.roles import ProcessForm, RoleForm
from ..here import Here, here, here_of
from ..matrix import matrix_of
from ..models import RoleHolding
from ..page import show, to
from ..wording import WORDS

MOST = 100


@customer_door()
@require_safe
def roles(request: PersonRequest) -> HttpResponse:
    """The matrix, what stands out, and who holds what."""
    return show_matrix(request, here(request))


@customer_door()
@require_POST
def given(request: PersonRequest) -> HttpResponse:
    """Give somebody a role."""
    stands = here(request)
    matrix = matrix_of(stands.organisation)
    form = RoleForm(stands.colleagues, matrix.processes, request.POST)
    if not form.is_valid():
        return show_matrix(request, stands, form=form)
    chosen = form.chosen
    try:
        give_role(organisation=stands.organisation, **chosen, by=request.user, at=now())
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return show_matrix(request, stands, form=form)
    values = {"name": chosen["person"].name, "role": str(WORDS[chosen["role"]].label).lower()}
    messages.success(request, _("%(name)s is %(role)s now.") % values)
    return to(url("steward_roles") + stands.query)


@customer_door()
@require_POST
def ending(request: PersonRequest, pk: int) -> HttpResponse:
    """Let somebody no longer hold a role."""
    holding = RoleHolding.objects.visible_to(request.user).select_related("organisation", "person").filter(pk=pk).first()
    if holding is None:
        raise Http404
    try:
        end_role(holding=holding, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("%(name)s no longer holds this role.") % {"name": holding.person.name})
    return to(url("steward_roles") + here_of(request, holding.organisation).query)


@dataclass(frozen=True)
class Happened:
    """A role that was given or ended: when, to whom, by whom."""

    at: datetime
    is_given: bool
    holding: RoleHolding
    by: str


@customer_door()
@require_safe
def history(request: PersonRequest) -> HttpResponse:
    """Every role that was given and ended, the newest first."""
    stands = here(request)
    found = RoleHolding.objects.filter(organisation=stands.organisation)
    rows = list(found.select_related("person", "process", "created_by", "ended_by").order_by("-pk")[:MOST])
    happened = [Happened(h.created_at, True, h, h.created_by.name if h.created_by else "") for h in rows]
    happened += [Happened(h.ended_at, False, h, h.ended_by.name if h.ended_by else "") for h in rows if h.ended_at]
    happened.sort(key=lambda each: each.at, reverse=True)
    return show(request, stands, "roles_history", {"happened": happened})


def show_matrix(
    request: PersonRequest, stands: Here, *, form: RoleForm | None = None, process_form: ProcessForm | None = None
) -> HttpResponse:
    """The page of roles, with what was typed."""
    matrix = matrix_of(stands.organisation)
    context = {
        "matrix": matrix,
        "form": form or RoleForm(stands.colleagues, matrix.processes),
        "process_form": process_form or ProcessForm(),
    }
    wrong = any(f is not None and f.errors for f in (form, process_form))
    return show(request, stands, "roles", context, status=422 if wrong else 200)

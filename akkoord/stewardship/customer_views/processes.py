# SPDX-License-Identifier: EUPL-1.2
"""Which processes an organisation looks after. beheer:3"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.processes import add_process, end_process, rename_process
from ..forms.roles import ProcessForm
from ..here import here, here_of
from ..matrix import matrix_of
from ..models import Process
from ..page import show, to
from .roles import show_matrix


@customer_door()
@require_POST
def added(request: PersonRequest) -> HttpResponse:
    """One more process."""
    stands = here(request)
    form = ProcessForm(request.POST)
    if form.is_valid():
        try:
            process = add_process(organisation=stands.organisation, name=form.cleaned_data["name"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error("name", str(refusal.message))
        else:
            messages.success(request, _("%(name)s was added. Who owns it?") % {"name": process.name})
            return to(url("steward_roles") + stands.query)
    return show_matrix(request, stands, process_form=form)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def process(request: PersonRequest, pk: int) -> HttpResponse:
    """One process: who does what there, its name, and ending it."""
    found = _one(request, pk)
    stands = here_of(request, found.organisation)
    sent = request.method == "POST"
    form = ProcessForm(request.POST) if sent else ProcessForm(initial={"name": found.name})
    if sent and form.is_valid():
        try:
            rename_process(process=found, name=form.cleaned_data["name"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error("name", str(refusal.message))
        else:
            messages.success(request, _("It is called %(name)s now.") % {"name": found.name})
            return to(url("steward_process", found.pk))
    matrix = matrix_of(found.organisation)
    row = next((row for row in matrix.rows if row.process == found), None)
    context = {"process": found, "row": row, "form": form}
    return show(request, stands, "process", context, status=422 if form.errors else 200)


@customer_door()
@require_POST
def ending(request: PersonRequest, pk: int) -> HttpResponse:
    """No longer look after a process."""
    found = _one(request, pk)
    try:
        end_process(process=found, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return to(url("steward_process", found.pk))
    messages.success(request, _("%(name)s is off the list. What happened there stays.") % {"name": found.name})
    return to(url("steward_roles") + here_of(request, found.organisation).query)


def _one(request: PersonRequest, pk: int) -> Process:
    found = Process.objects.visible_to(request.user).select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

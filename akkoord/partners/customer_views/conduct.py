# SPDX-License-Identifier: EUPL-1.2
"""The code of conduct for a partner's people: read it, accept it, ask for what needs an agreement. partner:gedragscode"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.people.doors import PersonRequest
from akkoord.people.models import Membership
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.conduct import accept_code, ask_permission
from ..asking import Question, ask, once, sent
from ..code import Rules, code_at, rules_of
from ..doors import partner_door
from ..forms.conduct import AcceptForm, PermissionForm
from ..models import Acceptance, CodeVersion, Permission
from ..models.partners import Partner
from ..page import show_partner, to
from ..rights import may_act
from ..wording.conduct import PERMISSIONS

GET_OR_POST = ["GET", "HEAD", "POST"]


@partner_door()
@require_http_methods(GET_OR_POST)
def show_code(request: PersonRequest, partner: Partner) -> HttpResponse:
    """The version in force, who accepted it, and what was agreed beside it; sent, one's own acceptance."""
    code = code_at(now())
    form = AcceptForm(sent(request), initial={"version": code.pk if code else None})
    if request.method == "POST" and form.is_valid():
        version = get_object_or_404(CodeVersion, pk=form.cleaned_data["version"])
        try:
            accept_code(
                organisation=partner.organisation, version=version, typed_name=form.cleaned_data["typed_name"],
                by=request.user, at=now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("typed_name", str(refusal.message))
        else:
            return to(url("partnership_conduct"))
    return show_partner(request, partner, "network/conduct", _context(request, partner, code, form), 422 if form.errors else 200)


@partner_door(PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER)
@require_http_methods(GET_OR_POST)
def new_permission(request: PersonRequest, partner: Partner) -> HttpResponse:
    """Ask for what needs an agreement."""
    form = PermissionForm(sent(request), initial=once())

    def act(given: dict[str, Any]) -> str:
        ask_permission(organisation=partner.organisation, by=request.user, at=now(), **given)
        return _("Asked. You get a mail with the answer.")

    crumbs = [(_("Code of conduct"), url("partnership_conduct"))]
    return ask(request, form, Question(_("Ask for an agreement"), _("Ask"), crumbs), act, partner=partner)


def _context(request: PersonRequest, partner: Partner, code: CodeVersion | None, form: AcceptForm) -> dict[str, Any]:
    accepted = Acceptance.objects.filter(organisation=partner.organisation, version=code).select_related("person")
    done = {acceptance.person_id: acceptance for acceptance in accepted}
    members = Membership.objects.in_force().filter(organisation=partner.organisation).select_related("person")
    groups: Rules = rules_of(code) if code else {}
    return {
        "code": code,
        "groups": groups,
        "form": form,
        "own": done.get(request.user.pk),
        "people": [(m.person, done.get(m.person_id)) for m in members.order_by("person__name")],
        "permissions": Permission.objects.filter(organisation=partner.organisation).select_related("by"),
        "kinds": {str(kind): word for kind, word in PERMISSIONS.items()},
        "may_act": may_act(request.user, partner.organisation_id),
    }

# SPDX-License-Identifier: EUPL-1.2
"""The organisation's own agreement, and how it deals with its tickets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akkoord.agreements.faults import BadAgreement
from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.refusals import CannotPublish
from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.ticket_settings import publish_own_agreement, set_up_tickets
from ..addresses import address_of
from ..forms.tickets import OwnAgreementForm, SettingsForm
from ..here import Here, here
from ..models import TicketSettings
from ..page import show, to
from ..shipped import FOLDER
from ..tickets import settings_of


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: PersonRequest) -> HttpResponse:
    """What the organisation promises its own people; administrators put in another version, checked line by line."""
    stands = here(request)
    if request.method == "POST" and not stands.may_administer:
        raise Http404
    versions = list(
        AgreementVersion.objects.filter(agreement__owner=stands.organisation)
        .select_related("agreement")
        .order_by("-effective_from")
    )
    start = {"source": versions[0].source_text if versions else _example()}
    form = OwnAgreementForm(request.POST, request.FILES) if request.method == "POST" else OwnAgreementForm(initial=start)
    more: dict[str, Any] = {"faults": [], "refused": ""}
    if form.is_bound and form.is_valid():
        try:
            publish_own_agreement(
                organisation=stands.organisation, source_text=form.cleaned_data["source"], file_name=form.name, by=request.user, at=now()
            )  # fmt: skip
        except BadAgreement as bad:
            more["faults"] = [(fault.line, fault.message) for fault in bad.faults]
        except CannotPublish as refused:
            more["refused"] = str(refused)
        else:
            messages.success(request, _("Published. Tickets that are asked from its date on run by it."))
            return to(url("steward_agreement") + stands.query)
    status = 422 if form.is_bound else 200
    current = next((v for v in versions if v.effective_from <= now()), None)
    return show(
        request, stands, "ticket_agreement", {"form": form, "versions": versions, "current": current, **more}, status=status
    )


@customer_door()
@require_safe
def example(request: PersonRequest) -> HttpResponse:
    """A small agreement to begin with."""
    answer = HttpResponse(_example(), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="internal.yaml"'
    return answer


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    """Threshold, looking back, the integrator; and the ways in: link and address."""
    stands = here(request)
    if not stands.may_administer:
        raise Http404
    known = settings_of(stands.organisation.pk)
    fields = ("threshold_hours", "review_weeks", "integrator_name", "integrator_email")
    start = {name: getattr(known, name) for name in fields}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        try:
            set_up_tickets(organisation=stands.organisation, by=request.user, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Kept."))
            return to(url("steward_ticket_settings") + stands.query)
    return show(request, stands, "ticket_settings", _settings_context(request, stands, form), status=422 if form.errors else 200)


def _settings_context(request: PersonRequest, stands: Here, form: SettingsForm) -> dict[str, Any]:
    kept = TicketSettings.objects.filter(organisation=stands.organisation).first()
    return {
        "form": form,
        "address": address_of(kept) if kept else "",
        "link": request.build_absolute_uri(url("steward_ask") + stands.query),
    }


def _example() -> str:
    return (FOLDER / "internal.yaml").read_text(encoding="utf-8")

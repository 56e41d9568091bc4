# SPDX-License-Identifier: EUPL-1.2
"""Connectors and their certificates: the supplier and the vendor look at the same page. partner:connector"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akkoord.cases.finding import find_case
from akkoord.cases.models import Case
from akkoord.people.doors import PersonRequest, person_door
from akkoord.people.models import Organisation, Person
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.certificates import AFTER_NOTICE
from ..actions.connectors import ask_certificate, certify, describe_connector, end_connector, register_connector
from ..certifying import standing_of, standings
from ..forms.connectors import CertificateAskForm, ConnectorForm, EndForm, SecurityReportForm
from ..kinds.connectors import CERTIFICATION
from ..models.connectors import Connector
from ..models.standing import READERS
from ..places import DESK_TABS, PARTNER_TABS, tabs
from ..programme import partners_at
from ..rights import ACTORS, is_manager, may_act
from ..rules.certificates import ConnectorState, Score
from ..wording.connectors import SCORES, state_words, verdict_of
from ..wording.directory import FIELD_WORDS
from ..wording.experts import day_words

GET_OR_POST = ["GET", "HEAD", "POST"]
URGENT = (ConnectorState.LAPSED, ConnectorState.CERTIFIED, ConnectorState.REGISTERED, ConnectorState.ENDED)


@person_door
@require_GET
def show_connectors(request: PersonRequest) -> HttpResponse:
    """Mine, or for the vendor all: what lapsed first, then what lapses soonest."""
    rows = Connector.objects.visible_to(request.user).select_related("organisation")
    suppliers = _suppliers(request.user)
    found = standings(rows, now())
    if not found and not suppliers and not request.user.has_staff_role(*READERS):
        raise Http404
    found.sort(key=lambda s: (URGENT.index(s.now.state), s.now.last_day is None, s.now.last_day, s.connector.name))
    context = {"found": found, "may_register": bool(suppliers), "state_words": state_words, "verdict_of": verdict_of}
    return _shown(request, "list", context)


@person_door
@require_http_methods(GET_OR_POST)
def new_connector(request: PersonRequest) -> HttpResponse:
    """Register a connector."""
    suppliers = _suppliers(request.user)
    if not suppliers:
        raise Http404
    form = ConnectorForm(suppliers, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        organisation = form.suppliers[form.cleaned_data["organisation"]]
        try:
            connector = register_connector(organisation=organisation, by=request.user, at=now(), **form.given)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(name)s is registered.") % {"name": connector.name})
            return redirect("connector", connector.slug)
    return _form(request, form, _("Register a connector"), _("Register"))


@person_door
@require_GET
def show_connector(request: PersonRequest, slug: str) -> HttpResponse:
    """One connector: how it stands, its certificates, its certification under way."""
    connector = _connector(request.user, slug)
    stands = standing_of(connector, now())
    projects = Case.objects.visible_to(request.user).filter(certification__connector=connector).order_by("-opened_at")
    context = {
        "connector": connector,
        "stands": stands,
        "certificates": connector.certificates.select_related("case", "issued_by"),
        "projects": projects,
        "running": next((case for case in projects if case.is_open), None),
        "may_change": stands.state is not ConnectorState.ENDED and may_act(request.user, connector.organisation_id),
        "after_notice": AFTER_NOTICE,
        "state_words": state_words,
        "verdict_of": verdict_of,
        "day_words": day_words,
        "scores": SCORES,
        "field_words": [str(FIELD_WORDS.get(field, field)) for field in connector.fields],
    }
    return _shown(request, "page", context)


@person_door
@require_http_methods(GET_OR_POST)
def change_connector(request: PersonRequest, slug: str) -> HttpResponse:
    """Change what is said of it, or tell of a new version."""
    connector = _changeable(request.user, slug)
    initial = {n: getattr(connector, n) for n in ("links_to", "description", "version")} | {"touched": connector.fields}
    form = ConnectorForm(None, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            describe_connector(connector=connector, by=request.user, at=now(), **form.given)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Changed."))
            return redirect("connector", connector.slug)
    return _form(request, form, _("Change %(name)s") % {"name": connector.name}, _("Save"), connector)


@person_door
@require_http_methods(GET_OR_POST)
def ask_for_certificate(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin a certification; it goes on as a case."""
    connector = _changeable(request.user, slug)
    form = CertificateAskForm(request.POST if request.method == "POST" else None, initial={"once": uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            case = ask_certificate(connector=connector, text=given["text"], by=request.user, at=now(), once=given["once"])
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect(case.get_absolute_url())
    title = _("Certify %(name)s %(version)s") % {"name": connector.name, "version": connector.version}
    return _form(request, form, title, _("Begin the certification"), connector)


@person_door
@require_http_methods(GET_OR_POST)
def end(request: PersonRequest, slug: str) -> HttpResponse:
    """End a registration."""
    connector = _changeable(request.user, slug)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_connector(connector=connector, by=request.user, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(name)s ends.") % {"name": connector.name})
            return redirect("connector", connector.slug)
    return _form(request, form, _("End %(name)s") % {"name": connector.name}, _("End the registration"), connector)


@person_door
@require_http_methods(GET_OR_POST)
def give_certificate(request: PersonRequest, number: str) -> HttpResponse:
    """The vendor writes down the security report: the certificate follows."""
    case = find_case(number, request.user)
    if case is None or case.kind_name != CERTIFICATION.name or not is_manager(request.user):
        raise Http404
    form = SecurityReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            certify(
                case=case,
                score=Score(given["score"]),
                reported_on=given["reported_on"],
                text=given["text"],
                by=request.user,
                at=now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Certified. The supplier gets a mail."))
            return redirect(case.get_absolute_url())
    return _form(request, form, _("The security report"), _("Certify"), case.certification.connector)


def _form(request: PersonRequest, form: Any, title: str, label: str, connector: Connector | None = None) -> HttpResponse:
    context = {"form": form, "title": title, "label": label, "connector": connector}
    return _shown(request, "form", context, status=422 if form.errors else 200)


def _shown(request: PersonRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """The page with the sub-navigation of the reader's side."""
    among = DESK_TABS if request.user.has_staff_role(*READERS) else PARTNER_TABS
    whole = {"tabs": tabs(request, among), **context}
    return render(request, f"partners/connectors/{template}.html", whole, status=status)


def _suppliers(person: Person) -> list[Organisation]:
    """The partners in whose name somebody may register a connector."""
    partners = partners_at(now()).visible_to(person).select_related("organisation")
    if not is_manager(person):
        partners = partners.filter(organisation__in=person.organisations_with(*ACTORS))
    return [partner.organisation for partner in partners]


def _connector(person: Person, slug: str) -> Connector:
    found = Connector.objects.visible_to(person).select_related("organisation").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _changeable(person: Person, slug: str) -> Connector:
    connector = _connector(person, slug)
    if not may_act(person, connector.organisation_id):
        raise Http404
    return connector

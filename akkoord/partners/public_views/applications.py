# SPDX-License-Identifier: EUPL-1.2
"""Apply to become a partner, and follow it behind the link. Who applies has no account.

The link is the only secret behind which an application is read, answered and withdrawn; looking changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.cases.models import Case, Message
from akkoord.people.doors import public_door
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM, Audience
from akkoord.web.frame import language
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from ..actions.applications import apply_for_partnership, reply_as_applicant, withdraw_application
from ..application_links import hashed, path_of
from ..forms.applications import ApplicationForm
from ..kinds.applications import WAITING
from ..models.applications import ApplicationDetail
from ..programme import kind_titles, kinds_by_invitation, programme_at
from ..rules.partners import PartnerKind

LIMITED = "partner_application"  # in ACCOUNT_RATE_LIMITS


@public_door
@require_http_methods(["GET", "HEAD", "POST"])
def become_partner(request: HttpRequest) -> HttpResponse:
    """The form; sent, the applicant follows it behind a link."""
    kinds = _kinds()
    first = {"once": uuid4(), "kind": request.GET.get("kind", "")}
    form = ApplicationForm(kinds, request.POST or None, initial=first)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, 422 if form.is_bound else 200)
    if form.is_of_a_program:
        return redirect("application_sent")  # it learns nothing, and nothing was kept
    if not ratelimit.consume(request, action=LIMITED, key=form.cleaned_data["email"].lower()):
        form.add_error(None, _("Too many attempts. Try again in an hour."))
        return _page(request, form, 429)
    given = {name: form.cleaned_data[name] for name in ("company", "name", "email", "text", "website", "phone", "once")}
    kind = PartnerKind(form.cleaned_data["kind"])
    try:
        with scoped(SYSTEM):
            case = apply_for_partnership(kind=kind, language=language(), by=None, at=now(), **given)
            address = path_of(case)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, form, 422)
    answer = redirect(address)
    answer.status_code = 303
    return answer


@public_door
@require_safe
def application_sent(request: HttpRequest) -> HttpResponse:
    """A mail is on its way."""
    return render(request, "partners/application_sent.html", {})


def of_applicant(view: Callable[[HttpRequest, Case], dict[str, Any] | None]) -> Callable[..., HttpResponse]:
    """A view of the application behind the link. Rows are read as the program, for they belong to no account."""

    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        with scoped(SYSTEM):
            detail = ApplicationDetail.objects.filter(token_hash=hashed(token)).select_related("case").first()
            if detail is None:
                raise Http404
            more = view(request, detail.case)
            context = _context(detail, token) | (more or {}) if more is not None or request.method != "POST" else None
        done: HttpResponse
        if context is None:
            done = redirect("application", token)
            done.status_code = 303
        else:
            done = render(request, "partners/application.html", context, status=422 if "error" in context else 200)
        done["Cache-Control"] = "no-store"
        done["Referrer-Policy"] = "no-referrer"
        done["X-Robots-Tag"] = "noindex"
        return done

    return answered


@public_door
@require_safe
@of_applicant
def show_application(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    """How it stands and what was said."""
    return {}


@public_door
@require_POST
@of_applicant
def reply(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    """Answer a question."""
    text = request.POST.get("text", "")
    try:
        reply_as_applicant(case=case, text=text, once=_once(request), by=None, at=now())
    except Refusal as refusal:
        return {"error": str(refusal.message), "text": text}
    messages.success(request, _("Sent. You hear from us."))
    return None


@public_door
@require_POST
@of_applicant
def withdraw(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    """Let it rest."""
    try:
        withdraw_application(case=case, by=None, at=now())
    except Refusal as refusal:
        return {"error": str(refusal.message)}
    messages.success(request, _("Your application is withdrawn."))
    return None


def _context(detail: ApplicationDetail, token: str) -> dict[str, Any]:
    case = detail.case
    said = Message.objects.filter(case=case, audience=Audience.SHARED).select_related("by").order_by("at", "pk")
    clock = case.next_clock
    return {
        "case": case,
        "detail": detail,
        "token": token,
        "said": list(said),
        "stands": case.state_of,
        "is_asked": case.state == WAITING,
        "due_at": clock.due_at if clock is not None else None,
        "once": uuid4(),
        "text": "",
        "is_partner": detail.partner is not None,
    }


def _kinds() -> dict[str, str]:
    terms = programme_at(now())
    invited = kinds_by_invitation(terms, now())
    return {name: title for name, title in kind_titles(terms).items() if name not in invited}


def _once(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def _page(request: HttpRequest, form: ApplicationForm, status: int) -> HttpResponse:
    return render(request, "partners/become_partner.html", {"form": form}, status=status)

# SPDX-License-Identifier: EUPL-1.2
"""The page of a role: who holds it, and its duties, which the organisation edits. beheer:1-5"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.duties import add_duty, change_duty, leave_out_duty, put_back_duty, restore_duty
from ..duties import duties_of, is_known
from ..forms.roles import DutyForm
from ..here import Here, here
from ..matrix import matrix_of
from ..page import show, to
from ..rules.roles import StewardRole
from ..wording import WORDS, role_of_slug


@customer_door()
@require_safe
def role(request: PersonRequest, role: str) -> HttpResponse:
    """What a role is for, who holds it, what its duties are."""
    return _role_page(request, here(request), _role(role))


@customer_door()
@require_POST
def added(request: PersonRequest, role: str) -> HttpResponse:
    """A duty of the organisation's own."""
    stands, of = here(request), _role(role)
    form = DutyForm(request.POST)
    if form.is_valid() and form.cleaned_data["once"] is None:
        form.add_error(None, _("This form was not complete. Open the page again; what you typed is below."))
    if form.is_valid():
        given = form.cleaned_data
        try:
            add_duty(organisation=stands.organisation, role=of, text=given["text"], once=given["once"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Added."))
            return _back(stands, of)
    return _role_page(request, stands, of, form)


@customer_door()
@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: PersonRequest, role: str, duty: str) -> HttpResponse:
    """Say a duty in own words."""
    stands, of = here(request), _role(role)
    shown = next((s for s in duties_of(stands.organisation, [of])[of] if s.duty.key == duty), None)
    if shown is None or not stands.may_administer:
        raise Http404
    sent = request.method == "POST"
    form = DutyForm(request.POST) if sent else DutyForm(initial={"text": shown.words})
    if sent and form.is_valid():
        try:
            text = form.cleaned_data["text"]
            change_duty(organisation=stands.organisation, role=of, key=duty, text=text, by=request.user, at=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Kept."))
            return _back(stands, of)
    context = {"role": of, "shown": shown, "form": form}
    return show(request, stands, "duty", context, status=422 if form.errors else 200)


@customer_door()
@require_POST
def leaving_out(request: PersonRequest, role: str, duty: str) -> HttpResponse:
    """Leave a duty out."""
    return _do(request, role, duty, leave_out_duty, _("Left out. You can put it back below."))


@customer_door()
@require_POST
def putting_back(request: PersonRequest, role: str, duty: str) -> HttpResponse:
    """Put back what was left out."""
    return _do(request, role, duty, put_back_duty, _("Put back."))


@customer_door()
@require_POST
def ready_words(request: PersonRequest, role: str, duty: str) -> HttpResponse:
    """Let the words of the ready list hold again."""
    return _do(request, role, duty, restore_duty, _("The ready words hold again."))


def _do(request: PersonRequest, role: str, key: str, action: Callable[..., None], said: str) -> HttpResponse:
    stands, of = here(request), _role(role)
    if not is_known(stands.organisation, of, key):
        raise Http404
    try:
        action(organisation=stands.organisation, role=of, key=key, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, said)
    return _back(stands, of)


def _role_page(request: PersonRequest, stands: Here, of: StewardRole, form: DutyForm | None = None) -> HttpResponse:
    listed = duties_of(stands.organisation, [of])[of]
    context = {
        "role": of,
        "holders": matrix_of(stands.organisation).holders(of),
        "duties": [each for each in listed if not each.duty.is_left_out],
        "left_out": [each for each in listed if each.duty.is_left_out],
        "form": form or DutyForm(),
    }
    return show(request, stands, "role", context, status=422 if form is not None and form.errors else 200)


def _role(slug: str) -> StewardRole:
    found = role_of_slug(slug)
    if found is None:
        raise Http404
    return found


def _back(stands: Here, of: StewardRole) -> HttpResponse:
    return to(url("steward_role", WORDS[of].slug) + stands.query)

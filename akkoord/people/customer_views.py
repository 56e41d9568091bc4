# SPDX-License-Identifier: EUPL-1.2
"""A portal administrator's pages: contacts and roles of the organisations they administer. sla:2.2.1"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from . import actions
from .chooser import choose_organisation
from .doors import PersonRequest, customer_door
from .forms import InvitationForm, RolesForm
from .limits import places_of
from .models import Membership
from .role_words import words_of
from .rules import OrganisationKind, PortalRole

administrator = customer_door(PortalRole.ADMINISTRATOR)


@administrator
@require_GET
def contacts(request: PersonRequest) -> HttpResponse:
    """Everybody with access, by organisation, with the number of submitters that the licence gives."""
    choice = choose_organisation(request, request.user, PortalRole.ADMINISTRATOR)
    rows = _administered(request).filter(organisation__in=choice.shown)
    rows = rows.order_by("organisation__name", "organisation_id", "person__name")
    by_organisation = {key: list(rows) for key, rows in groupby(rows, lambda m: m.organisation_id)}
    groups = [(o, places_of(o.pk, now()), by_organisation.get(o.pk, [])) for o in choice.shown]
    roles = words_of(PortalRole)
    return render(request, "people/contacts.html", {"choice": choice, "groups": groups, "roles": roles})


@administrator
@require_http_methods(["GET", "POST"])
def invite(request: PersonRequest) -> HttpResponse:
    """Invite somebody by e-mail address."""
    choice = choose_organisation(request, request.user, PortalRole.ADMINISTRATOR)
    first = choice.organisation or choice.among[0]
    initial = {"organisation": first.key, "language": request.user.language}
    form = InvitationForm(choice.among, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {k: form.cleaned_data[k] for k in ("email", "name", "roles", "is_expert", "language")}
        try:
            membership = actions.invite_contact(by=request.user, at=now(), organisation=form.chosen, **given)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(name)s is invited: the mail is on its way.") % {"name": membership.person.name})
            return redirect("contacts")
    places = [(o, places_of(o.pk, now())) for o in choice.among]
    return render(request, "people/invite.html", {"form": form, "seats_of_all": places})


@administrator
@require_GET
def contact(request: PersonRequest, membership_id: int) -> HttpResponse:
    """One contact: roles, blocking, ending."""
    return _contact_page(request, _one(request, membership_id))


@administrator
@require_POST
def roles(request: PersonRequest, membership_id: int) -> HttpResponse:
    """Give other roles."""
    membership = _one(request, membership_id)
    form = RolesForm(membership, request.POST)
    if form.is_valid():
        try:
            actions.change_roles(by=request.user, at=now(), membership=membership, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return _done(request, _("The roles of %(name)s are changed."), membership)
    return _contact_page(request, membership, form)


@administrator
@require_POST
def blocking(request: PersonRequest, membership_id: int) -> HttpResponse:
    """Let the roles not count for the time being."""
    return _do(request, membership_id, actions.block_contact, _("%(name)s has no access for now."))


@administrator
@require_POST
def unblocking(request: PersonRequest, membership_id: int) -> HttpResponse:
    """Let the roles count again."""
    return _do(request, membership_id, actions.unblock_contact, _("%(name)s has access again."))


@administrator
@require_POST
def ending(request: PersonRequest, membership_id: int) -> HttpResponse:
    """Take the access away for good."""
    return _do(request, membership_id, actions.end_membership, _("%(name)s is no longer a contact."))


@administrator
@require_POST
def invitation(request: PersonRequest, membership_id: int) -> HttpResponse:
    """Send the invitation once more."""
    return _do(request, membership_id, actions.invite_again, _("%(name)s is sent a new invitation."))


def _administered(request: PersonRequest) -> Any:
    """What this reader may administer: their own membership elsewhere is visible to them, but not theirs to change."""
    return (
        Membership.objects.visible_to(request.user)
        .kept()
        .filter(organisation__in=request.user.organisations_with(PortalRole.ADMINISTRATOR))
        .exclude(organisation__kind=OrganisationKind.VENDOR)
        .select_related("person", "organisation")
    )


def _one(request: PersonRequest, membership_id: int) -> Membership:
    membership: Membership | None = _administered(request).filter(pk=membership_id).first()
    if membership is None:
        raise Http404
    return membership


def _contact_page(request: PersonRequest, membership: Membership, form: RolesForm | None = None) -> HttpResponse:
    context = {
        "membership": membership,
        "form": form or RolesForm(membership),
        "seats": places_of(membership.organisation_id, now()),
    }
    return render(request, "people/contact.html", context)


def _do(request: PersonRequest, membership_id: int, action: Callable[..., None], said: str) -> HttpResponse:
    membership = _one(request, membership_id)
    try:
        action(by=request.user, at=now(), membership=membership)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return redirect("contact", membership.pk)
    return _done(request, said, membership)


def _done(request: PersonRequest, said: str, membership: Membership) -> HttpResponse:
    messages.success(request, said % {"name": membership.person.name})
    return redirect("contacts" if request.user.organisations_with(PortalRole.ADMINISTRATOR) else "account")

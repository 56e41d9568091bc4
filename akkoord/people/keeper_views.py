# SPDX-License-Identifier: EUPL-1.2
"""Administrators give programs of their organisation tokens, and take them back. sla:2.3.3"""

from __future__ import annotations

from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from .actions import create_token, revoke_token
from .doors import PersonRequest, keeper_door
from .models import ApiToken, Organisation
from .rules import SCOPES_OF, OrganisationKind, PortalRole, Role, StaffRole, TokenScope
from .sealing import seal, unseal
from .token_forms import SCOPE_WORDS, TokenForm

FRESH = "fresh_token"  # in the session: sealed, and shown once


@keeper_door
@never_cache
@require_GET
def tokens(request: PersonRequest) -> HttpResponse:
    """Those in force and those that ended; right after making one, the token itself."""
    rows = ApiToken.objects.visible_to(request.user).select_related("organisation", "created_by", "revoked_by")
    at = now()
    context = {
        "tokens": sorted(rows.order_by("-created_at"), key=lambda token: not token.is_in_force(at)),
        "at": at,
        "fresh": _fresh(request),
        "is_of_several": len(_organisations(request)) > 1,
        "may_create": any(SCOPES_OF.get(OrganisationKind(o.kind)) for o in _organisations(request)),
        "scope_words": scope_words,
    }
    return render(request, "people/tokens.html", context)


@keeper_door
@require_http_methods(["GET", "POST"])
def new_token(request: PersonRequest) -> HttpResponse:
    """Make one; the list then shows it once."""
    organisations = [o for o in _organisations(request) if SCOPES_OF.get(OrganisationKind(o.kind))]
    if not organisations:
        raise Http404
    form = TokenForm(organisations, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given, at = form.cleaned_data, now()
        try:
            _row, secret = create_token(
                organisation=form.chosen, name=given["name"], scopes=given["scopes"], expires_at=at + given["days"],
                by=request.user, at=at,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            request.session[FRESH] = seal(secret)
            return _to_list()
    return render(request, "people/new_token.html", {"form": form}, status=422 if form.errors else 200)


@keeper_door
@require_GET
def token(request: PersonRequest, token_id: int) -> HttpResponse:
    """One token, with what revoking it does."""
    found = _one(request, token_id)
    context = {"token": found, "in_force": found.is_in_force(now()), "scope_words": scope_words}
    return render(request, "people/token.html", context)


@keeper_door
@require_POST
def revocation(request: PersonRequest, token_id: int) -> HttpResponse:
    """Let it open nothing any more."""
    found = _one(request, token_id)
    try:
        revoke_token(token=found, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The token of %(name)s is revoked: it opens nothing any more.") % {"name": found.name})
    return _to_list()


def scope_words(token: ApiToken) -> list[str]:
    """What a token may do, in plain words."""
    return [str(SCOPE_WORDS[TokenScope(scope)]) for scope in token.scopes]


def _organisations(request: PersonRequest) -> list[Organisation]:
    """Whose tokens this reader looks after; asked of the memberships that were read already."""
    keeper: set[Role] = {PortalRole.ADMINISTRATOR, StaffRole.STAFF_ADMINISTRATOR}
    return [m.organisation for m in request.user.memberships_in_force if m.role_set & keeper]


def _one(request: PersonRequest, token_id: int) -> ApiToken:
    rows = ApiToken.objects.visible_to(request.user).select_related("organisation", "created_by", "revoked_by")
    found = rows.filter(pk=token_id).first()
    if found is None:
        raise Http404
    return found


def _fresh(request: PersonRequest) -> str:
    sealed = request.session.pop(FRESH, "")
    try:
        return unseal(sealed) if sealed else ""
    except InvalidToken:
        return ""  # sealed with a key that is no more; another one is made easily


def _to_list() -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": url("tokens")})

# SPDX-License-Identifier: EUPL-1.2
"""Follow the status page without an account. Whoever has the link of a subscription confirms, changes and ends it.

The link is the only secret, so its forms need no token against forged ones; a mail program ends a subscription with one POST.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.people.doors import public_door
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.web.frame import language
from akkoord.web.moments import now

from ..actions.following import EMAIL, ask_subscription, change_subscription, confirm_subscription, end_subscription
from ..following.forms import ComponentsForm, FollowForm
from ..following.tokens import hashed, token_of
from ..models import Component, Subscription
from .language import in_asked_language

LIMITED = "status_follow"  # in ACCOUNT_RATE_LIMITS
LAST = 10


def of_follower(view: Callable[[HttpRequest, Subscription], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the subscription behind the link; its rows are read as the program, for they belong to no account."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        with scoped(SYSTEM):
            subscription = Subscription.objects.filter(token_hash=hashed(token)).first()
            if subscription is None:
                raise Http404
            return view(request, subscription)

    return found


@public_door
@require_http_methods(["GET", "HEAD", "POST"])
@in_asked_language
def follow(request: HttpRequest) -> HttpResponse:
    """Ask to follow. What is answered does not tell whether the address was known."""
    shown = list(Component.objects.visible_to(None).in_use(now()))
    form = FollowForm(request.POST or None, shown=shown, initial={"channel": EMAIL, "language": language()})
    if not form.is_valid():
        return _page(request, {"form": form}, 422 if form.is_bound else 200)
    address = form.address()
    if not ratelimit.consume(request, action=LIMITED, key=address):
        form.add_error(None, _("Too many attempts. Try again in an hour."))
        return _page(request, {"form": form}, 429)
    with scoped(SYSTEM):
        subscription, secret = ask_subscription(
            channel=form.cleaned_data["channel"], address=address, language=form.cleaned_data["language"],
            components=form.chosen(), by=None, at=now(),
        )  # fmt: skip
        link = token_of(subscription) if secret else ""
    if subscription.channel == EMAIL:
        return redirect("follow_asked")
    return render(request, "operations/status/webhook.html", {"secret": secret, "token": link, "address": address})


@public_door
@require_http_methods(["GET", "HEAD"])
@in_asked_language
def follow_asked(request: HttpRequest) -> HttpResponse:
    """A mail is on its way."""
    return render(request, "operations/status/follow_asked.html", {})


@public_door
@require_http_methods(["GET", "HEAD"])
@of_follower
def follower(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """What one follows: confirm, change, stop; and for a webhook the last calls."""
    return _follower(request, subscription, _form_of(subscription))


@csrf_exempt
@public_door
@require_POST
@of_follower
def confirm(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """It is theirs. A webhook confirms itself by answering."""
    if subscription.channel == EMAIL:
        confirm_subscription(subscription=subscription, by=None, at=now())
    return redirect("follower", token_of(subscription)) if subscription.ended_at is None else _ended(request)


@csrf_exempt
@public_door
@require_POST
@of_follower
def change(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Hear of other components."""
    if subscription.ended_at is not None:
        return _ended(request)
    form = _form_of(subscription, request.POST)
    if not form.is_valid():
        return _follower(request, subscription, form, 422)
    values = {"components": form.chosen(), "language": form.cleaned_data["language"]}
    change_subscription(subscription=subscription, by=None, at=now(), **values)
    return redirect("follower", token_of(subscription))


@csrf_exempt
@public_door
@require_http_methods(["GET", "HEAD", "POST"])
@of_follower
def end(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Stop: with one click in the mail program (POST); from a link, after one button."""
    if request.method != "POST":
        return _follower(request, subscription, _form_of(subscription))
    end_subscription(subscription=subscription, by=None, at=now())
    return _ended(request)


def _form_of(subscription: Subscription, data: Any = None) -> ComponentsForm:
    shown = list(Component.objects.visible_to(None).in_use(now()))
    chosen = list(subscription.components.values_list("code", flat=True))
    return ComponentsForm(data, shown=shown, initial={"components": chosen, "language": subscription.language})


def _follower(request: HttpRequest, subscription: Subscription, form: ComponentsForm, status: int = 200) -> HttpResponse:
    if subscription.ended_at is not None:
        return _ended(request)
    context = {
        "subscription": subscription,
        "token": token_of(subscription),
        "form": form,
        "is_email": subscription.channel == EMAIL,
        "deliveries": list(subscription.deliveries.order_by("-pk")[:LAST]),
    }
    return _private(render(request, "operations/status/follower.html", context, status=status))


def _ended(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "operations/status/follow_ended.html", {}))


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "operations/status/follow.html", context, status=status)


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is a secret: it is sent to nobody and kept nowhere."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer

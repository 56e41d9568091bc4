# SPDX-License-Identifier: EUPL-1.2
"""Follow the status page without an account. Whoever has the link of a subscription confirms, changes and ends it.

Who asks has no account, and the link is the only secret: so no form here needs a token against forged ones. A mail program
ends a subscription with one POST, and the form to ask stands on the last copy of the status page, which carries no cookie.
Looking changes nothing: programs that scan mail open every link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import public_door
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.web.frame import language
from akkoord.web.moments import now

from ..actions.deliveries import MOST_GIVEN_UP
from ..actions.following import EMAIL, WEBHOOK, ask_subscription, change_subscription, confirm_subscription, end_subscription
from ..following.forms import ComponentsForm, FollowForm
from ..following.tokens import hashed, token_of
from ..models import Component, Subscription
from .language import in_asked_language

LIMITED = "status_follow"  # in ACCOUNT_RATE_LIMITS
LAST = 10  # calls that are shown


@dataclass(frozen=True)
class Page:
    """What to render, once the rows are read."""

    name: str
    context: dict[str, Any]
    status: int = 200


def of_follower(view: Callable[[HttpRequest, Subscription], Page | HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the subscription behind the link. Its rows are read as the program, for they belong to no account; the page
    is rendered as whoever reads it."""

    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        with scoped(SYSTEM):
            subscription = Subscription.objects.filter(token_hash=hashed(token)).first()
            if subscription is None:
                raise Http404
            said = _ended(subscription) if subscription.ended_at else view(request, subscription)
        if isinstance(said, Page):
            said = render(request, f"operations/status/{said.name}.html", said.context, status=said.status)
        return _private(said)

    return answered


@csrf_exempt
@public_door
@require_http_methods(["GET", "HEAD", "POST"])
@in_asked_language
def follow(request: HttpRequest) -> HttpResponse:
    """Ask to follow. What is answered does not tell whether a mail address was known."""
    channel = WEBHOOK if request.GET.get("by") == WEBHOOK else EMAIL
    first = {"channel": channel, "language": language(), "components": request.GET.getlist("component")}
    form = FollowForm(request.POST or None, shown=_shown(), initial=first)
    if not form.is_valid():
        return _page(request, form, 422 if form.is_bound else 200)
    if not ratelimit.consume(request, action=LIMITED, key=form.address()):
        form.add_error(None, _("Too many attempts. Try again in an hour."))
        return _page(request, form, 429)
    if not form.is_reachable():
        return _page(request, form, 422)
    with scoped(SYSTEM):
        subscription, secret = ask_subscription(
            channel=form.cleaned_data["channel"],
            address=form.address(),
            language=form.cleaned_data["language"],
            components=form.chosen(),
            by=None,
            at=now(),
        )
    if subscription.channel == EMAIL:
        return redirect("follow_asked")
    context = {"secret": secret, "token": token_of(subscription) if secret else "", "address": form.address()}
    return _private(render(request, "operations/status/webhook.html", context))


@public_door
@require_safe
@in_asked_language
def follow_asked(request: HttpRequest) -> HttpResponse:
    """A mail is on its way."""
    return render(request, "operations/status/follow_asked.html", {})


@public_door
@require_safe
@in_asked_language
@of_follower
def follower(request: HttpRequest, subscription: Subscription) -> Page:
    """What one follows: confirm, change, stop; and for a webhook the last calls."""
    return _follower(subscription, _form_of(subscription))


@csrf_exempt
@public_door
@require_POST
@of_follower
def confirm(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """It is theirs. A webhook confirms itself by answering."""
    if subscription.channel == EMAIL:
        confirm_subscription(subscription=subscription, by=None, at=now())
    return redirect("follower", token_of(subscription))


@csrf_exempt
@public_door
@require_POST
@of_follower
def change(request: HttpRequest, subscription: Subscription) -> Page | HttpResponse:
    """Hear of other components, or in the other language."""
    form = _form_of(subscription, request.POST)
    if not form.is_valid():
        return _follower(subscription, form, 422)
    change_subscription(
        subscription=subscription, components=form.chosen(), language=form.cleaned_data["language"], by=None, at=now()
    )
    return redirect("follower", token_of(subscription))


@csrf_exempt
@public_door
@require_http_methods(["GET", "HEAD", "POST"])
@of_follower
def end(request: HttpRequest, subscription: Subscription) -> Page:
    """Stop: with one click in the mail program (POST); from a link, after one button."""
    if request.method != "POST":
        return _follower(subscription, _form_of(subscription))
    end_subscription(subscription=subscription, by=None, at=now())
    return _ended(subscription)


def _shown() -> list[Component]:
    return list(Component.objects.visible_to(None).in_use(now()))


def _form_of(subscription: Subscription, data: Any = None) -> ComponentsForm:
    chosen = list(subscription.components.values_list("code", flat=True))
    return ComponentsForm(data, shown=_shown(), initial={"components": chosen, "language": subscription.language})


def _follower(subscription: Subscription, form: ComponentsForm, status: int = 200) -> Page:
    context = {
        "subscription": subscription,
        "token": token_of(subscription),
        "form": form,
        "is_email": subscription.channel == EMAIL,
        "deliveries": list(subscription.deliveries.order_by("-pk")[:LAST]),
    }
    return Page("follower", context, status)


def _ended(subscription: Subscription) -> Page:
    return Page("follow_ended", {"gave_up": subscription.failures >= MOST_GIVEN_UP, "most": MOST_GIVEN_UP})


def _page(request: HttpRequest, form: FollowForm, status: int) -> HttpResponse:
    return render(request, "operations/status/follow.html", {"form": form}, status=status)


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is a secret: it is sent to nobody and kept nowhere."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer

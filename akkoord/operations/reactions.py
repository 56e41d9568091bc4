# SPDX-License-Identifier: EUPL-1.2
"""What follows by itself from what happens on the status page. Each may run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.web.mail_layout import Letter

from .actions.following import EMAIL, greet_webhook, tell_followers
from .following.delivering import post
from .following.news import news_of
from .following.tokens import link_of
from .models import Subscription


def tell(event: Event) -> None:
    """Give everybody who follows it a delivery, and send each by itself."""
    news = news_of(event)
    if news is not None:
        _send(tell_followers(event_id=event.pk, components=news.components, by=None, at=event.at))


def answer_follower(event: Event) -> None:
    """Who asked to follow gets a mail to confirm, or one that says that it follows already; a webhook gets a first call."""
    subscription = Subscription.objects.filter(pk=event.data["subscription_id"], ended_at=None).first()
    if subscription is None:
        return
    if subscription.channel != EMAIL:
        _send(greet_webhook(subscription=subscription, event_id=event.pk, by=None, at=event.at))
        return
    with translation.override(subscription.language):
        post(subscription, _known(subscription) if subscription.confirmed_at else _asked(subscription), event)


def renew_copies(event: Event) -> None:
    """What everybody reads of the status is rendered anew."""
    from .jobs.status import copy  # the job module needs the app registry to be ready

    copy.defer()


def _send(deliveries: list[int]) -> None:
    from .jobs.status import deliver  # the job module needs the app registry to be ready

    for delivery_id in deliveries:
        deliver.defer(delivery_id=delivery_id)


def _asked(subscription: Subscription) -> Letter:
    vendor = {"vendor": settings.VENDOR_NAME}
    return Letter(
        subject=_("Confirm that you want to follow the status of %(vendor)s") % vendor,
        heading=_("Do you want to follow our status?"),
        paragraphs=[_("Somebody asked us to send news of outages and maintenance to this address. Was it you? Then confirm it.")],
        action=(_("Confirm"), link_of(subscription)),
        closing=_("Was it not you? Then do nothing: we send nothing more."),
    )


def _known(subscription: Subscription) -> Letter:
    vendor = {"vendor": settings.VENDOR_NAME}
    return Letter(
        subject=_("You follow the status of %(vendor)s already") % vendor,
        heading=_("You follow our status already"),
        paragraphs=[_("Somebody asked this anew for your address. Nothing was changed. Here you choose of what you hear, or stop.")],
        action=(_("Change or stop"), link_of(subscription)),
        closing=_("Was it not you? Then do nothing."),
    )

# SPDX-License-Identifier: EUPL-1.2
"""What followers get by mail: a question to confirm, and the news. In the language that the caller has made the active one."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from akkoord.web.mail_layout import Letter
from akkoord.web.moments import page_moment, written

from ..actions.following import KEPT_UNCONFIRMED
from ..events import (
    MaintenanceAnnounced,
    MaintenanceBegun,
    MaintenanceCancelled,
    MaintenanceMoved,
    OutageDetailed,
    OutageOpened,
    OutageUpdated,
)
from ..models import Subscription
from .news import News
from .tokens import link_of


def asked(subscription: Subscription) -> Letter:
    """The question to confirm an address."""
    return Letter(
        subject=_("Confirm that you want to follow the status of %(vendor)s") % {"vendor": settings.VENDOR_NAME},
        heading=_("Do you want to follow our status?"),
        paragraphs=[_("Somebody asked us to send news of outages and maintenance to this address. Was it you? Then confirm it.")],
        action=(_("Confirm"), link_of(subscription)),
        closing=_("Was it not you? Then do nothing: we send nothing more, and forget the address after %(num)d days.")
        % {"num": KEPT_UNCONFIRMED.days},
    )


def known(subscription: Subscription) -> Letter:
    """The answer to who asked for an address that follows already: only its reader learns that it does."""
    return Letter(
        subject=_("You follow the status of %(vendor)s already") % {"vendor": settings.VENDOR_NAME},
        heading=_("You follow our status already"),
        paragraphs=[
            _("Somebody asked it again for your address. Nothing has changed. Here you choose what you hear of, or stop.")
        ],
        action=(_("Change or stop"), link_of(subscription)),
        closing=_("Was it not you? Then do nothing."),
    )


def told(news: News, subscription: Subscription) -> Letter:
    """The news of one event."""
    subject = news.outage or news.work
    assert subject is not None  # news is about one of both
    with timezone.override(settings.TIME_ZONE), page_moment(news.event.at):
        heading, said = _of_outage(news) if news.outage else _of_work(news)
        return Letter(
            subject=f"{heading}: {subject.title}",
            heading=subject.title,
            paragraphs=said,
            facts=[(_("Components"), ", ".join(news.touched))],
            action=(_("Look at the status page"), settings.BASE_URL + subject.get_absolute_url()),
            closing=_("You get this because this address follows the status of %(vendor)s.") % {"vendor": settings.VENDOR_NAME},
            stop=(_("Change or stop"), link_of(subscription)),
        )


def _of_outage(news: News) -> tuple[str, list[str]]:
    outage = news.outage
    assert outage is not None
    headings = {
        OutageOpened.name(): _("Outage"),
        OutageDetailed.name(): _("Outage"),
        OutageUpdated.name(): _("News of an outage"),
    }
    updates = sorted(outage.updates.all(), key=lambda update: (update.at, update.pk))
    if news.event.name == OutageOpened.name():
        updates = updates[:1]
    update_id = news.event.data.get("update_id")
    update = next((each for each in updates if each.pk == update_id), updates[-1] if updates else None)
    if outage.ended_at is None:
        said = [_("Outage since %(when)s.") % {"when": _spoken(outage.began_at)}]
    else:
        said = [_("It works again since %(when)s.") % {"when": _spoken(outage.ended_at)}]
    said += [update.text] if update and update.text else []
    if outage.is_running and outage.workaround:
        said.append(_("What you can do now: %(what)s") % {"what": outage.workaround})
    if outage.is_running and outage.expected_at:
        said.append(_("We expect it to work again by %(when)s.") % {"when": _spoken(outage.expected_at)})
    return headings.get(news.event.name, _("Outage over")), said


def _of_work(news: News) -> tuple[str, list[str]]:
    heading, said = _planned(news)
    return heading, [f"{heading}.", *said]


def _planned(news: News) -> tuple[str, list[str]]:
    work, plans = news.work, news.plans
    assert work is not None
    name = news.event.name
    if name == MaintenanceBegun.name():
        return _("Maintenance began"), [_("We expect to be done by %(when)s.") % {"when": _spoken(work.planned_until)}]
    if name not in (MaintenanceAnnounced.name(), MaintenanceMoved.name(), MaintenanceCancelled.name()):
        return _("Maintenance done"), []
    begin, end = (plans[-1].planned_from, plans[-1].planned_until) if plans else (work.planned_from, work.planned_until)
    if name == MaintenanceCancelled.name():
        return _("Maintenance called off"), [_("It was planned from %(begin)s until %(end)s.") % _span(begin, end)]
    said = [_("From %(begin)s until %(end)s.") % _span(begin, end)]
    if name == MaintenanceAnnounced.name():
        return _("Maintenance announced"), [*said, *([work.text] if work.text else [])]
    if len(plans) > 1:
        said.append(
            _("Before, it was planned from %(begin)s until %(end)s.") % _span(plans[-2].planned_from, plans[-2].planned_until)
        )
    return _("Maintenance moved"), [*said, *([work.text] if work.text else [])]


def _span(begin: datetime, end: datetime) -> dict[str, str]:
    return {"begin": written(begin, "full"), "end": written(end, "full")}


def _spoken(at: datetime) -> str:
    return written(at, "spoken")

# SPDX-License-Identifier: EUPL-1.2
"""Give dates hours of their own, and take that back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext_noop as _

from akkoord.audit.actions import announce
from akkoord.people.models import Person

from ..document.calendars import day_hours
from ..events import ExceptionPublished, ExceptionWithdrawn
from ..models import Agreement, CalendarException
from ..refusals import CannotPublish, CannotWithdraw
from ..rules import midnight


@transaction.atomic
def publish_exception(
    *,
    agreement: Agreement,
    calendar: str,
    day: date,
    hours: Iterable[str],
    reason: Mapping[str, str],
    by: Person | None,
    at: datetime,
) -> CalendarException:
    """Give a date hours of its own (`08:00-12:00`), or none: closed. Deadlines that have not passed follow.

    Told after its day began it stands on the page and moves no deadline. Raises CannotPublish. Source: sla:2.2.2
    """
    version = agreement.version_at(max(at, midnight(day, "UTC"))) or agreement.version_at(at)
    if version is None or calendar not in version.text.calendars:
        known = ", ".join(version.text.calendars) if version else "none"
        raise CannotPublish(
            _("%(name)r is no calendar of %(code)s; allowed: %(known)s"), name=calendar, code=agreement.code, known=known
        )
    times = list(hours)
    try:
        spans = sorted(day_hours(each) for each in times)
    except ValueError as error:
        raise CannotPublish(str(error)) from error
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        raise CannotPublish(_("the hours %(hours)s overlap"), hours=", ".join(times))
    if not all(reason.get(language) for language in version.text.languages):
        raise CannotPublish(_("give the reason in %(languages)s"), languages=", ".join(version.text.languages))
    if CalendarException.objects.standing().filter(agreement=agreement, calendar=calendar, day=day).exists():
        raise CannotPublish(_("%(name)s has hours of its own on %(day)s already; withdraw those first"), name=calendar, day=day)
    exception = CalendarException.objects.create(
        agreement=agreement,
        calendar=calendar,
        day=day,
        hours=times,
        zone=version.text.calendars[calendar].zone or version.text.zone,
        reason=dict(reason),
        published_at=at,
        published_by=by,
    )
    announce(ExceptionPublished(exception.pk, agreement.pk, calendar, day), by=by.pk if by else None, at=at)
    return exception


@transaction.atomic
def withdraw_exception(*, exception: CalendarException, by: Person | None, at: datetime) -> None:
    """Give a date its ordinary hours back. Raises CannotWithdraw once the date began."""
    if exception.withdrawn_at is not None or at >= exception.begins_at:
        raise CannotWithdraw(_("%(name)s on %(day)s can no longer be withdrawn"), name=exception.calendar, day=exception.day)
    exception.withdrawn_at, exception.withdrawn_by = at, by
    exception.save(update_fields=["withdrawn_at", "withdrawn_by"])
    fact = ExceptionWithdrawn(exception.pk, exception.agreement_id, exception.calendar, exception.day)
    announce(fact, by=by.pk if by else None, at=at)

# SPDX-License-Identifier: EUPL-1.2
"""The vendor's desk lead gives a date hours of its own. sla:2.2.2"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.people.doors import PersonRequest, staff_door
from akkoord.web.frame import language
from akkoord.web.moments import now

from ..actions import CannotPublish, CannotWithdraw, publish_exception, withdraw_exception
from ..forms import DeviatingDayForm
from ..in_force import NoAgreementInForce, version_in_force
from ..models import AgreementVersion, CalendarException
from ..rules import KEEPERS
from ..wording import day_words, spans_words

keeper_door = staff_door(*KEEPERS)


@keeper_door
@require_http_methods(["GET", "HEAD", "POST"])
def deviating_days(request: PersonRequest) -> HttpResponse:
    """The days to come that differ, and the form for another; a date that stands already is refused beside its field."""
    version = _version()
    titles = _titles(version)
    form = DeviatingDayForm(request.POST if request.method == "POST" else None, calendars=list(titles.items()))
    if request.method == "POST" and form.is_valid():
        if _published(request, form, version):
            messages.success(request, _("Published. Deadlines that had not passed follow these hours."))
            return _back()
        form.add_error("day", _("That date has hours of its own already for one of these. Withdraw those first."))
    today = now().astimezone(timezone.get_current_timezone()).date()
    coming = CalendarException.objects.standing().filter(agreement=version.agreement_id, day__gte=today)
    context = {
        "form": form,
        "days": coming,
        "titles": titles,
        "day_words": day_words,
        "spans_words": spans_words,
        "tongue": language(),
    }
    return render(request, "agreements/deviating_days.html", context, status=422 if form.errors else 200)


@keeper_door
@require_POST
def withdraw_day(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a date to come its ordinary hours back."""
    exception = get_object_or_404(CalendarException, pk=pk, agreement=_version().agreement_id)
    try:
        withdraw_exception(exception=exception, by=request.user, at=now())
    except CannotWithdraw:
        messages.error(request, _("That day has begun or was withdrawn before; its hours stand."))
    else:
        messages.success(request, _("Withdrawn. Deadlines that had not passed follow the ordinary hours again."))
    return _back()


def _published(request: PersonRequest, form: DeviatingDayForm, version: AgreementVersion) -> bool:
    """Publish for every chosen calendar, or for none."""
    given = form.cleaned_data
    reason = {"nl": given["reason_nl"], "en": given["reason_en"]}
    try:
        with transaction.atomic():
            for calendar in given["calendars"]:
                publish_exception(
                    agreement=version.agreement, calendar=calendar, day=given["day"], hours=given["hours"], reason=reason,
                    by=request.user, at=now(),
                )  # fmt: skip
    except CannotPublish:
        return False
    return True


def _titles(version: AgreementVersion) -> dict[str, str]:
    """The calendars that channels follow, each with the names of its channels."""
    found: dict[str, list[str]] = {}
    for channel in version.text.channels:
        found.setdefault(channel.calendar, []).append(channel.title.in_language(language()))
    return {calendar: ", ".join(names) for calendar, names in found.items()}


def _version() -> AgreementVersion:
    try:
        return version_in_force(settings.AGREEMENT, now())
    except NoAgreementInForce as none:
        raise Http404 from none


def _back() -> HttpResponse:
    answer = redirect("deviating_days")
    answer.status_code = 303
    return answer

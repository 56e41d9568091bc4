# SPDX-License-Identifier: EUPL-1.2
"""Open to everybody: the agreement with its earlier versions, and the opening hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.people.models import Person
from akkoord.web.frame import language
from akkoord.web.moments import now

from .coming import show_coming
from .differing import difference
from .feed import deviating_days_feed
from .in_force import NoAgreementInForce, terms_in_force, terms_of_version, version_in_force
from .models import HEAVY, AgreementVersion, CalendarException, Contract
from .opening_hours import DeviatingDay, channels_now, deviating_days
from .openslo import as_text, left_out, objects_of
from .page_text import page_text
from .printed import pdf_of
from .rules import AUTHORS, KEEPERS
from .slots import AGREEMENT_ASK, AGREEMENT_STAND, PROMISE_STAND
from .terms import Terms
from .wording import day_words


@public_door
@require_safe
def show_agreement(request: HttpRequest) -> HttpResponse:
    """The agreement in force; a member of an organisation sees that organisation's individual terms in it."""
    versions = _versions()
    if (version := _of_now(versions)) is None:
        raise Http404
    return _agreement_page(request, version, versions, _terms_of_reader(request, version))


@public_door
@require_safe
def show_version(request: HttpRequest, number: str) -> HttpResponse:
    """One version, earlier, current or to come."""
    versions = _versions()
    version = next((each for each in versions if each.number == number), None)
    if version is None:
        raise Http404
    return _agreement_page(request, version, versions, terms_of_version(version))


@public_door
@require_safe
def show_difference(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """What version `number` changes for a customer against the other one."""
    version, before = _version(number), _version(other)
    found = difference(version, before)
    context = {"version": version, "before": before, "groups": found, "count": sum(len(group.lines) for group in found)}
    context["ask_slot"] = AGREEMENT_ASK.name
    return render(request, "agreements/difference.html", context)


@public_door
@require_safe
def download_version(request: HttpRequest, number: str) -> HttpResponse:
    """The file of a version, exactly as it was published."""
    version = _version(number)
    if not version.source_text:
        raise Http404
    answer = HttpResponse(version.source_text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{version.agreement.code}-{version.number}.yaml"'
    return answer


@public_door
@require_safe
def download_openslo(request: HttpRequest, number: str) -> HttpResponse:
    """What can be counted of a version as OpenSLO v1: the text for everybody, without individual terms."""
    version = _version(number)
    text = as_text(objects_of(version.text, language()), left_out(version.text))
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{version.agreement.code}-{version.number}.openslo.yaml"'
    return answer


@public_door
@require_safe
def print_version(request: HttpRequest, number: str) -> HttpResponse:
    """A version as PDF, in the reader's language: the text for everybody, without individual terms."""
    version = _version(number)
    answer = HttpResponse(pdf_of(version, language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{version.agreement.code}-{version.number}.pdf"'
    return answer


@public_door
@require_safe
def show_opening_hours(request: HttpRequest) -> HttpResponse:
    """Hours by channel, today's state, and the days that differ. A phone number only in phone hours, with the hours."""
    at = now()
    version = _version_now()
    if version is None:
        raise Http404
    terms = _terms_of_reader(request, version)
    context = {
        "terms": terms,
        "channels": channels_now(terms, at),
        "days": _days(version, terms, at),
        "phone": getattr(settings, "VENDOR_PHONE", ""),
        "may_deviate": isinstance(request.user, Person) and request.user.has_staff_role(*KEEPERS),
        "zone": str(timezone.get_current_timezone()),
        "day_words": day_words,
    }
    return render(request, "agreements/opening_hours.html", context)


@public_door
@require_safe
def opening_hours_feed(request: HttpRequest) -> HttpResponse:
    """The deviating days as iCalendar."""
    at = now()
    version = _version_now()
    if version is None:
        raise Http404
    days = _days(version, terms_of_version(version), at)
    title = gettext("Opening hours of %(vendor)s") % {"vendor": settings.VENDOR_NAME}
    body = deviating_days_feed(days, title=title, domain=request.get_host().split(":")[0], at=at)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _agreement_page(
    request: HttpRequest, version: AgreementVersion, versions: Sequence[AgreementVersion], terms: Terms
) -> HttpResponse:
    in_force = _of_now(versions)
    is_in_force = version == in_force
    context = {
        "version": version,
        "terms": terms,
        "text": page_text(terms, language()),
        "versions": versions,
        "is_in_force": is_in_force,
        "in_force": in_force,
        "day_words": day_words,
        "stand_slot": PROMISE_STAND.name,
        "ask_slot": AGREEMENT_ASK.name,
        "summary_slot": AGREEMENT_STAND.name,
        "ended": _ended_of_reader(request, version.agreement_id),
        "coming": show_coming(request) if is_in_force and versions[0].pk != version.pk else None,
        "may_write": isinstance(request.user, Person) and request.user.has_staff_role(*AUTHORS),
    }
    return render(request, "agreements/agreement.html", context)


def _versions() -> list[AgreementVersion]:
    """All that were announced, the last one first, without their texts."""
    found = AgreementVersion.objects.filter(agreement__code=settings.AGREEMENT, agreement__owner=None)
    return list(found.select_related("agreement").defer(*HEAVY).annotate(has_file=~Q(source_text="")))


def _of_now(versions: Sequence[AgreementVersion]) -> AgreementVersion | None:
    """The one in force, of those in their order."""
    at = now()
    return next((version for version in versions if version.effective_from <= at), None)


def _version(number: str) -> AgreementVersion:
    if "\x00" in number:  # no text in the database has it
        raise Http404
    found = AgreementVersion.objects.select_related("agreement")
    return get_object_or_404(found, agreement__code=settings.AGREEMENT, agreement__owner=None, number=number)


def _version_now() -> AgreementVersion | None:
    try:
        return version_in_force(settings.AGREEMENT, now())
    except NoAgreementInForce:
        return None


def _terms_of_reader(request: HttpRequest, version: AgreementVersion) -> Terms:
    """The terms of the reader's organisation where it has a contract under this version, otherwise the public ones."""
    person = request.user
    if isinstance(person, Person) and not person.is_staff:
        for organisation_id in sorted(person.scope.organisations):
            try:
                terms = terms_in_force(organisation_id, now(), settings.AGREEMENT)
            except NoAgreementInForce:
                continue
            if terms.version_id == version.pk:
                return terms
    return terms_of_version(version)


def _ended_of_reader(request: HttpRequest, agreement_id: int) -> list[Contract]:
    """The contracts of the reader's organisations that run out, so that they see what holds until when."""
    person = request.user
    if not isinstance(person, Person) or person.is_staff or not person.scope.organisations:
        return []
    today = now().astimezone(timezone.get_current_timezone()).date()
    own = Contract.objects.visible_to(person).filter(Q(ends_on=None) | Q(ends_on__gt=today), agreement=agreement_id)
    following = {contract.organisation_id for contract in own if contract.starts_on > today}
    return [
        contract
        for contract in own
        if contract.ends_on is not None and contract.starts_on <= today and contract.organisation_id not in following
    ]


def _days(version: AgreementVersion, terms: Terms, at: datetime) -> list[DeviatingDay]:
    """From today until the end of next year."""
    today = at.astimezone(timezone.get_current_timezone()).date()
    exceptions = CalendarException.objects.standing().filter(agreement=version.agreement_id, day__gte=today)
    return deviating_days(terms, version.frozen_dates, exceptions, today, date(today.year + 1, 12, 31))

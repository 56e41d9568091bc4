# SPDX-License-Identifier: EUPL-1.2
"""The vendor's dates that flow into a planner: shown beside what the organisation plans, and never copied into it.

Versions, acceptance, courses and events come from floors that fill PLANNER_DATES when they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force, version_in_force
from akkoord.agreements.models import HEAVY, AgreementVersion, CalendarException, Contract
from akkoord.agreements.opening_hours import deviating_days
from akkoord.operations.models import Instance, Maintenance, Placement
from akkoord.people.models import Organisation
from akkoord.web.said import url

from .rules.planner import Days
from .slots import PLANNER_DATES


@dataclass(frozen=True)
class VendorDate:
    """One date of the vendor: what it is, in which words it is called, and where more of it stands."""

    days: Days
    label: str
    title: str
    address: str
    uid: str


def vendor_dates(organisation: Organisation, days: Days, at: datetime) -> list[VendorDate]:
    """What the vendor announced for this organisation in those days, the first one first."""
    gathered = PLANNER_DATES.gather(organisation=organisation, days=days, at=at)
    return sorted((each for found in gathered for each in found), key=lambda each: (each.days, each.title))


def maintenance(organisation: Organisation, days: Days, at: datetime) -> list[VendorDate]:
    """Announced maintenance of what everybody uses, or this organisation."""
    zone = timezone.get_current_timezone()
    begin = datetime(days.first.year, days.first.month, days.first.day, tzinfo=zone)
    end = datetime(days.last.year, days.last.month, days.last.day, tzinfo=zone) + timedelta(days=1)
    sits = Placement.objects.filter(organisation=organisation).during(begin, end)
    touched = Instance.objects.filter(maintenances=OuterRef("pk"))
    mine = touched.filter(Q(for_everyone=True) | Q(pk__in=sits.values("instance")))
    known = Maintenance.objects.filter(is_public=True, announced_at__lte=at).during(begin, end)
    return [
        VendorDate(
            Days(work.planned_from.astimezone(zone).date(), (work.planned_until - timedelta(seconds=1)).astimezone(zone).date()),
            _("Maintenance"),
            work.title,
            work.get_absolute_url(),
            work.number,
        )
        for work in known.filter(Exists(mine)).order_by("planned_from")
    ]


def agreement_versions(organisation: Organisation, days: Days, at: datetime) -> list[VendorDate]:
    """Announced versions of the agreement that the organisation has, where it did not end its contract over one."""
    zone = timezone.get_current_timezone()
    contracts = Contract.objects.filter(organisation=organisation, ended_over=None).filter(
        Q(ends_on=None) | Q(ends_on__gt=at.astimezone(zone).date())
    )
    found = AgreementVersion.objects.filter(agreement__in=contracts.values("agreement"), agreement__owner=None)
    dates = []
    for version in found.filter(effective_from__gt=at).defer(*HEAVY).order_by("effective_from"):
        day = version.effective_from.astimezone(zone).date()
        title = _("Agreement %(number)s takes effect") % {"number": version.number}
        if days.first <= day <= days.last:
            address = url("agreement_version", version.number)
            dates.append(VendorDate(Days(day, day), _("Agreement"), title, address, f"agreement-{version.number}"))
    return dates


def opening_hours(organisation: Organisation, days: Days, at: datetime) -> list[VendorDate]:
    """Days on which the desk is open otherwise than usual, from today on."""
    try:
        version, terms = version_in_force(settings.AGREEMENT, at), terms_in_force(None, at)
    except NoAgreementInForce:
        return []
    first = max(days.first, at.astimezone(timezone.get_current_timezone()).date())
    told = CalendarException.objects.standing().filter(agreement=version.agreement_id, day__range=(first, days.last))
    found = deviating_days(terms, version.frozen_dates, told, first, days.last)
    title = _("Desk has other hours")
    return [
        VendorDate(
            Days(day.day, day.day),
            _("Opening hours"),
            f"{title}: {day.why}" if day.why else title,
            url("opening_hours"),
            f"hours-{day.day}",
        )
        for day in found
    ]

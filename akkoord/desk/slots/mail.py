# SPDX-License-Identifier: EUPL-1.2
"""What the desk adds to mails about cases."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akkoord.audit.models import Event
from akkoord.cases.models import Case
from akkoord.clocks.events import PromiseBroken
from akkoord.people.models import Membership, Person
from akkoord.people.rules import OrganisationKind, StaffRole
from akkoord.web.mail_layout import Choice

from ..events import CalamityResolved, IncidentResolved

ASKED_AFTER = {IncidentResolved.name(), CalamityResolved.name()}


def leads(case: Case, event: Event) -> list[Person] | None:
    """The customer reads that the team lead has been told of a broken promise; so the lead is."""
    if event.name != PromiseBroken.name():
        return None
    held = Membership.objects.in_force().filter(organisation__kind=OrganisationKind.VENDOR, roles__contains=[StaffRole.DESK_LEAD])
    return [membership.person for membership in held.select_related("person")]


def ask_for_rating(case: Case, event: Event, reader: Person | None) -> Choice | None:
    """Under the mail that a case is resolved: five stars for the reporter, each a link that chooses and changes nothing yet."""
    if event.name not in ASKED_AFTER or reader is None or not case.is_reported_by(reader):
        return None
    page = settings.BASE_URL + reverse("rate_case", args=[case.number])
    stars = [("★" * n, f"{page}?stars={n}", ngettext("%(num)s star", "%(num)s stars", n) % {"num": n}) for n in range(1, 6)]
    return Choice(_("How did we help you?"), stars)

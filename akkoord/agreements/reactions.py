# SPDX-License-Identifier: EUPL-1.2
"""A change of the agreement is told to the administrators of every organisation that it will hold for. May run twice. sla:1.2"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akkoord.audit.models import Event
from akkoord.notifications.posting import post
from akkoord.people.models import Membership
from akkoord.people.models.persons import Memberships
from akkoord.people.rules import PortalRole
from akkoord.scope.rules import Audience, Circle
from akkoord.web.mail_layout import Letter
from akkoord.web.moments import written
from akkoord.web.said import url

from .actions import note_told
from .comparison.wording import Group
from .differing import difference, version_before
from .models import AgreementVersion, Contract

MOST = 12  # changes in a mail; the page has them all


def mail_change(event: Event) -> None:
    """Everybody who administers an organisation whose contract will run under the version hears of it, and what it changes."""
    version = AgreementVersion.objects.select_related("agreement").get(pk=event.data["version_id"])
    before = version_before(version)
    if before is None:
        return
    for membership in administrators(version):
        person = membership.person
        circle = Circle(None, Audience.NAMED_PERSONS, persons=(person.pk,))
        post(event, person, lambda: _letter(version, before, difference(version, before)), circle)
        note_told(version=version, organisation=membership.organisation, person=person, by=None, at=event.at)


def administrators(version: AgreementVersion) -> Iterator[Membership]:
    """Who administers an organisation with a contract that holds when the version takes effect."""
    day = version.effective_from.astimezone(ZoneInfo(version.text.zone)).date()
    yield from administrators_on(version.agreement_id, day).select_related("person", "organisation").order_by("pk").iterator(500)


def administrators_on(agreement_id: int, day: date) -> Memberships:
    """Who administers an organisation with a contract under an agreement that holds on that date."""
    bound = Contract.objects.on(day).filter(agreement=agreement_id, ended_over=None)  # others keep older terms
    return Membership.objects.in_force().filter(
        roles__contains=[PortalRole.ADMINISTRATOR], organisation__in=bound.values("organisation")
    )


def _letter(version: AgreementVersion, before: AgreementVersion, groups: list[Group]) -> Letter:
    lines = [(group, line) for group in groups for line in group.lines]
    names = {"number": version.number, "date": written(version.effective_from, "long_date"), "count": len(lines)}
    said = ngettext("It changes %(count)s thing for you.", "It changes %(count)s things for you.", len(lines)) % names
    return Letter(
        subject=_("Our agreement changes on %(date)s") % names,
        heading=_("Our agreement changes on %(date)s") % names,
        paragraphs=[
            _("From %(date)s version %(number)s of our agreement holds.") % names + " " + said,
            _("Do you have a question, or do you object? Tell us from the page of the agreement. You need not accept a change."),
        ],
        facts=[
            (
                f"{group.clause or line.name}: {line.label}",
                " ".join(filter(None, [line.after or line.before, line.says and f"({line.says})"])),
            )
            for group, line in lines[:MOST]
        ],
        action=(_("Read what changes"), settings.BASE_URL + url("agreement_difference", version.number, before.number)),
        closing=_("You get this because you administer an organisation that has this agreement with us."),
    )

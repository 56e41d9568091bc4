# SPDX-License-Identifier: EUPL-1.2
"""Mails about pages of the directory: to who looks after partners, and back. Each may run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.people.models import Person
from akkoord.web.mail_layout import Letter
from akkoord.web.said import url

from ..events.profiles import ProfileAgreed
from ..hearing import administrators_of, managers, tell
from ..models.profiles import Profile


def mail_proposed(event: Event) -> None:
    """Who looks after partners has something to look at."""
    profile = Profile.objects.get(pk=event.data["profile_id"])

    def letter(person: Person) -> Letter:
        subject = _("%(name)s wrote its page for the directory") % {"name": profile.name}
        return Letter(
            subject=subject,
            heading=subject,
            paragraphs=[profile.summary_nl],
            action=(_("Look at it"), settings.BASE_URL + url("decide_profile", profile.pk)),
            closing=_("You get this because you look after partners."),
        )

    tell(event, managers(), letter)


def mail_decided(event: Event) -> None:
    """The partner hears that its page stands in the directory, or what has to be different."""
    profile = Profile.objects.select_related("partner").get(pk=event.data["profile_id"])
    is_agreed = event.name == ProfileAgreed.name()

    def letter(person: Person) -> Letter:
        subject = _("Your page stands in the directory") if is_agreed else _("Your page for the directory has to be different")
        address = url("partner_page", profile.partner.slug) if is_agreed else url("partnership_profile")
        return Letter(
            subject=subject,
            heading=subject,
            paragraphs=[_("Customers find you there from now on.")] if is_agreed else [profile.why],
            action=(_("Look at your page"), settings.BASE_URL + address),
            closing=_("You get this because you look after this partnership."),
        )

    tell(event, administrators_of(profile.organisation_id), letter)

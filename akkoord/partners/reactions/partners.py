# SPDX-License-Identifier: EUPL-1.2
"""Mails about partnerships: an invitation, an ending, and what a partner told about a requirement. Each may run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.agreements.wording import day_words
from akkoord.audit.models import Event
from akkoord.people.models import Person
from akkoord.web.mail_layout import Letter
from akkoord.web.said import url

from ..hearing import administrators_of, managers, tell
from ..models.partners import Ending, Invitation, Partner
from ..models.records import Record


def mail_invited(event: Event) -> None:
    """Who looks after the partner's side hears that it is invited."""
    partner = _partner(event)
    invitation = Invitation.objects.filter(partner=partner, answered_at=None).first()
    if invitation is None:
        return

    def letter(person: Person) -> Letter:
        return _letter(
            _("You are invited to become product partner"),
            [_("Nobody can apply for this: %(vendor)s asks you.") % {"vendor": settings.VENDOR_NAME}],
            url("partnership"),
            quote=invitation.text,
        )

    tell(event, administrators_of(partner.organisation_id), letter)


def mail_answered(event: Event) -> None:
    """Who looks after partners hears whether it accepted."""
    partner = _partner(event)

    def letter(person: Person) -> Letter:
        said = _("%(partner)s is product partner now") if event.data["accepted"] else _("%(partner)s declined the invitation")
        return _letter(said % {"partner": partner.name}, [], url("partner_one", partner.slug))

    tell(event, managers(), letter)


def mail_ended(event: Event) -> None:
    """Both sides hear that a partnership ends, when, and why."""
    partner = _partner(event)
    ending = Ending.objects.filter(partner=partner, at=event.at).first()
    if ending is None:
        return

    def letter(person: Person) -> Letter:
        names = {"partner": partner.name, "date": day_words(ending.ends_on, 0)}
        said = _("The product partnership of %(partner)s ends") if ending.kept else _("The partnership of %(partner)s ends")
        text = (
            _("From %(date)s on you go on as a connector supplier.")
            if ending.kept
            else _(
                "From %(date)s on it is no partner any more: the listing in the directory and what the partnership gives end then."
            )
        )
        path = url("partner_one", partner.slug) if person.is_staff else url("partnership")
        return _letter(said % names, [text % names], path, quote=ending.reason)

    tell(event, [*administrators_of(partner.organisation_id), *managers()], letter)


def mail_told(event: Event) -> None:
    """Who looks after partners hears that a partner told how a requirement stands."""
    record = Record.objects.select_related("partner__organisation").get(pk=event.data["record_id"])
    if record.by_vendor:
        return

    def letter(person: Person) -> Letter:
        address = f"{url('partner_one', record.partner.slug)}#{record.requirement.replace('/', '-')}"
        return _letter(
            _("%(partner)s tells how a requirement stands") % {"partner": record.partner.name},
            [_("Look at it, and write down what counts.")],
            address,
            quote=record.note,
        )

    tell(event, managers(), letter)


def _partner(event: Event) -> Partner:
    return Partner.objects.select_related("organisation").get(pk=event.data["partner_id"])


def _letter(subject: str, paragraphs: list[str], path: str, quote: str = "") -> Letter:
    return Letter(
        subject=subject,
        heading=subject,
        paragraphs=paragraphs,
        quote=quote,
        action=(_("Look at it"), str(settings.BASE_URL) + path),
        closing=_("You get this because you look after this partnership."),
    )

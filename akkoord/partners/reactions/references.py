# SPDX-License-Identifier: EUPL-1.2
"""Mails about references: to whom is asked, and to whom asked. Each may run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.notifications.actions import write_mail
from akkoord.people.models import Person
from akkoord.web.mail_layout import Letter, mail
from akkoord.web.said import url

from ..events.experts import ReferencePlaced
from ..hearing import side_of, tell
from ..models import ReferenceRequest
from ..reference_links import link_of


def mail_request(event: Event) -> None:
    """The customer's person gets the link; the same link takes a reference back later."""
    request = _request(event)
    with translation.override(request.language):
        names = {"expert": request.expert.person.name, "partner": request.organisation.name, "vendor": settings.VENDOR_NAME}
        subject = _("%(expert)s asks you for a reference") % names
        letter = Letter(
            subject=subject,
            heading=subject,
            paragraphs=[
                _("Hello %(name)s,") % {"name": request.asked_name},
                _(
                    "%(expert)s of %(partner)s asks what it is like to work together. What you write may stand in the partner directory of %(vendor)s."
                )
                % names,
                _("Nothing is placed unless you agree, and with this same link you take it back whenever you like."),
            ],
            action=(_("Write a reference, or say no"), link_of(request)),
            closing=_("You get this because %(partner)s gave your address. Not you? Then you need not do anything.") % names,
        )
    done = mail(letter, language=request.language, zone=settings.TIME_ZONE, at=event.at)
    write_mail(
        by=None, at=event.at, event_id=event.pk, about=event.subject, circle=event.circle, person=None, to=request.asked_email,
        subject=done.subject, text=done.text, html=done.html, headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip


def mail_reference(event: Event) -> None:
    """The customer answered: the expert hears of it."""
    request, is_placed = _request(event), event.name == ReferencePlaced.name()

    def letter(person: Person) -> Letter:
        names = {"who": request.asked_name, "customer": request.customer}
        placed = _("%(who)s of %(customer)s wrote a reference") % names
        subject = placed if is_placed else _("%(who)s of %(customer)s would rather not write a reference") % names
        return Letter(
            subject=subject,
            heading=subject,
            paragraphs=[_("You can read it on your page.") if is_placed else _("You can ask somebody else.")],
            action=(_("To your partnership"), settings.BASE_URL + url("partnership_expert", request.expert_id)),
            closing=_("You get this because you are an expert of a partner, or look after that partner's side."),
        )

    tell(event, side_of(request.expert), letter)


def _request(event: Event) -> ReferenceRequest:
    found = ReferenceRequest.objects.select_related("expert__person", "organisation")
    return found.get(pk=event.data["request_id"])

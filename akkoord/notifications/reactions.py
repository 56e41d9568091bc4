# SPDX-License-Identifier: EUPL-1.2
"""Mails that follow from what happens to people: an invitation, and what sign-in has to say. Each may run twice."""

from __future__ import annotations

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.people.letters import days
from akkoord.people.models import Membership, Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM, Audience, Circle
from akkoord.web.mail_layout import Letter, mail

from .actions import write_mail
from .models import Mail


def mail_invitation(event: Event) -> None:
    """Tell somebody of their access; who has no password yet gets a link to choose one. Not once the access is gone."""
    membership = Membership.objects.select_related("person", "organisation").filter(pk=event.data["membership_id"]).first()
    if membership is None or not membership.is_in_force or Mail.objects.filter(event_id=event.pk).exists():
        return
    inviter = Person.objects.filter(pk=event.by_id).first() if event.by_id else None
    with translation.override(membership.person.language):
        letter = _invitation(membership, inviter)
    _post(membership.person, letter, event.at, event.pk)


def post_sign_in_letter(*, person: Person, letter: Letter, at: datetime) -> bool:
    """Put a letter about signing in into the outbox; asked for by a visitor who has no scope yet, or after the request."""
    with scoped(SYSTEM):
        _post(person, letter, at, None)
    return True


def _post(person: Person, letter: Letter, at: datetime, event_id: int | None) -> None:
    done = mail(letter, language=person.language, zone=person.time_zone, at=at)
    write_mail(
        by=None,
        at=at,
        event_id=event_id,
        about=f"person:{person.pk}",
        circle=Circle(None, Audience.NAMED_PERSONS, persons=(person.pk,)),
        person=person,
        to=person.email,
        subject=done.subject,
        text=done.text,
        html=done.html,
        headers={"Auto-Submitted": "auto-generated"},
    )


def _invitation(membership: Membership, inviter: Person | None) -> Letter:
    person, organisation = membership.person, membership.organisation
    vendor = settings.VENDOR_NAME
    names = {"who": inviter.name if inviter else vendor, "organisation": organisation.name, "vendor": vendor}
    paragraphs = [
        _("Hello %(name)s,") % {"name": person.first_name},
        _("%(who)s gave you access to the customer portal of %(vendor)s, for %(organisation)s.") % names,
    ]
    if person.has_chosen_password:
        action = (_("Go to the portal"), settings.BASE_URL)
    else:
        action = (_("Choose your password"), settings.BASE_URL + _password_path(person))
        paragraphs.append(
            _("First choose a password, then a second factor on your phone. The link works once, for %(days)d days.")
            % {"days": days()}
        )
    return Letter(
        subject=_("You have access to the portal of %(vendor)s") % names,
        heading=_("Welcome to the portal of %(vendor)s") % names,
        paragraphs=paragraphs,
        facts=[(_("What you may do"), ", ".join(str(words.label) for words in membership.role_words))],
        action=action,
        closing=_("You get this because %(who)s invited you. Not expected? Then you need not do anything.") % names,
    )


def _password_path(person: Person) -> str:
    """Where the invited choose a password. The token is made here and not kept: the event knows nothing of it."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )

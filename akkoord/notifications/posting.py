# SPDX-License-Identifier: EUPL-1.2
"""A letter about an event to one person, in their language and time zone, into the outbox once."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone, translation

from akkoord.audit.models import Event
from akkoord.people.models import Person
from akkoord.scope.rules import Circle
from akkoord.web.mail_layout import Letter, mail
from akkoord.web.moments import page_moment

from .actions import write_mail


def post(event: Event, person: Person, write: Callable[[], Letter], circle: Circle | None = None) -> None:
    """Write what `write` gives, called in the person's language and zone. May run twice.

    Who may know of the mail is the circle of the event, unless another is given.
    """
    with translation.override(person.language), timezone.override(person.time_zone), page_moment(event.at):
        letter = write()
    done = mail(letter, language=person.language, zone=person.time_zone, at=event.at)
    write_mail(
        by=None,
        at=event.at,
        event_id=event.pk,
        about=event.subject,
        circle=circle or event.circle,
        person=person,
        to=person.email,
        subject=done.subject,
        text=done.text,
        html=done.html,
        headers={"Auto-Submitted": "auto-generated"},
    )

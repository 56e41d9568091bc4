# SPDX-License-Identifier: EUPL-1.2
"""Announce what happened; note who read what."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from akkoord.scope.models import columns_handed_on, columns_of
from akkoord.scope.rules import Audience, Circle

from .events import Fact
from .models import Event
from .wires import is_heard

VENDOR = Circle(None, Audience.VENDOR_ONLY)


def announce(fact: Fact, *, by: int | None, at: datetime, circle: Circle = VENDOR, quietly: bool = False) -> Event:
    """Write the fact as an Event row and defer its reactions, both in the running transaction.

    `by` is a person's id, or None for the clockwork. `quietly` is for imported history: the row stands, nothing reacts.
    """
    event = Event.objects.create(name=fact.name(), at=at, by_id=by, subject=fact.subject, data=fact.data, **columns_of(circle))
    if not quietly and is_heard(fact.name()):
        from .jobs import spread  # the job module needs the app registry to be ready

        spread.defer(event_id=event.pk)
    return event


def note_reading(*, by: int, at: datetime, subject: str, organisation: int | None) -> None:
    """Write that a member of staff read `subject`; a second reading in the same hour adds nothing. sla:5.3"""
    hour = at.replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_reading (person_id, subject, organisation_id, hour, first_at) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [by, subject, organisation, hour, at],
        )


def follow_circle(*, by: int | None, at: datetime, subject: str, circle: Circle) -> None:
    """Give what happened to a subject the circle that the subject has now (it was accepted into an organisation)."""
    Event.objects.filter(subject=subject, audience=circle.audience).update(**columns_of(circle))


def hand_on(*, by: int | None, at: datetime, subject: str, person: int, successor: int) -> None:
    """Let `successor` know of what happened to a subject instead of `person`, wherever that one was named."""
    Event.objects.filter(subject=subject, persons__contains=[person]).update(**columns_handed_on(person, successor))

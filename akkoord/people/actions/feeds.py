# SPDX-License-Identifier: EUPL-1.2
"""Somebody gets a private address for a calendar program, another one, or takes it back."""

from __future__ import annotations

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.scope.rules import Audience, Circle

from ..events import FeedKeyEnded, FeedKeyMade
from ..models import FeedKey, Person
from ..tokens import hash_of


@transaction.atomic
def make_feed_key(*, feed: str, by: Person, at: datetime) -> str:
    """A new key for one's own address of this feed, told only here; the one before stops working."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # of two at once the second ends the first one's key
    FeedKey.objects.filter(person=by, feed=feed, ended_at=None).update(ended_at=at)
    key = token_urlsafe(32)
    FeedKey.objects.create(person=by, feed=feed, key_hash=hash_of(key), made_at=at)
    announce(FeedKeyMade(person_id=by.pk, feed=feed), by=by.pk, at=at, circle=_own(by))
    return key


@transaction.atomic
def end_feed_key(*, feed: str, by: Person, at: datetime) -> bool:
    """Let one's own address of this feed answer nothing any more; whether there was one."""
    had = FeedKey.objects.filter(person=by, feed=feed, ended_at=None).update(ended_at=at) > 0
    if had:
        announce(FeedKeyEnded(person_id=by.pk, feed=feed), by=by.pk, at=at, circle=_own(by))
    return had


def _own(person: Person) -> Circle:
    return Circle(None, Audience.NAMED_PERSONS, persons=(person.pk,))

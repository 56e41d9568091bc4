# SPDX-License-Identifier: EUPL-1.2
"""Keep the texts that the desk uses often."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.cases.refusals import NotAllowed
from akkoord.cases.texts import checked_text
from akkoord.people.models import Person
from akkoord.people.rules import StaffRole

from ..events import SavedReplyRemoved, SavedReplyWritten
from ..models import SavedReply
from ..refusals import TitleTaken


@transaction.atomic
def write_saved_reply(
    *, by: Person, at: datetime, title: str, language: str, text: str, reply: SavedReply | None = None
) -> SavedReply:
    """Write a saved reply, or change one. Raises NotAllowed, NothingSaid, TooLong, TitleTaken."""
    _check_lead(by)
    title = " ".join(checked_text(title).split())[:100]
    if SavedReply.objects.filter(title=title).exclude(pk=reply.pk if reply else 0).exists():
        raise TitleTaken
    reply = reply or SavedReply()
    reply.title, reply.language, reply.text = title, language, checked_text(text)
    reply.save()
    announce(SavedReplyWritten(reply_id=reply.pk), by=by.pk, at=at)
    return reply


@transaction.atomic
def remove_saved_reply(*, by: Person, at: datetime, reply: SavedReply) -> None:
    """Remove a saved reply; what was sent with it stays. Raises NotAllowed."""
    _check_lead(by)
    announce(SavedReplyRemoved(reply_id=reply.pk), by=by.pk, at=at)
    reply.delete()


def _check_lead(by: Person) -> None:
    if not by.has_staff_role(StaffRole.DESK_LEAD):
        raise NotAllowed

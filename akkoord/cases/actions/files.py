# SPDX-License-Identifier: EUPL-1.2
"""Attach a file: streamed into the object store, measured and hashed on the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from akkoord.agreements.terms import FigureMissing
from akkoord.people.models import Person
from akkoord.scope.models import columns_of

from ..events import FileAttached
from ..models import Attachment, Case, Message
from ..refusals import NoAgreement, NotAllowed
from ..rights import agent, may_add
from ..store import checked_name, put
from ..terms import terms_of
from .telling import lock, tell


@transaction.atomic
def attach_file(
    *, case: Case, by: Person, at: datetime, name: str, size: int, chunks: Iterable[bytes], message: Message | None = None
) -> Attachment:
    """Store a file on the case, or on a message of it, for that message's circle.

    Raises NotAllowed, and FileRefused (too large, a type that may not be stored, or an empty file); then nothing is kept.
    """
    if not may_add(by, case) or not (message is None or _may_carry(message, case, by)):
        raise NotAllowed
    limit = _limit_of(case)
    stored = put(chunks, name=name, size=size, limit=limit)
    held = lock(case, by=by, at=at)
    attachment = Attachment.objects.create(
        case=case,
        message=message,
        by=by,
        at=at,
        name=checked_name(name),
        media_type=stored.media_type,
        size=stored.size,
        sha256=stored.sha256,
        key=stored.key,
        **columns_of(message.circle if message else case.circle),
    )
    if message is None:
        tell(case=held, fact=FileAttached(case_id=case.pk, attachment_id=attachment.pk), by=by, at=at)
    return attachment


def _may_carry(message: Message, case: Case, by: Person) -> bool:
    """Whether the message is one's own on this case; the desk also writes down what a caller says."""
    return message.case_id == case.pk and (message.by_id == by.pk or agent(by, case))


def _limit_of(case: Case) -> int:
    """Bytes a file on the case may have: the agreement's figure, never more than this installation can hold."""
    try:
        return min(settings.ATTACHMENT_LIMIT, terms_of(case).count("attachment_megabytes") * 1_000_000)
    except (FigureMissing, NoAgreement):
        return int(settings.ATTACHMENT_LIMIT)

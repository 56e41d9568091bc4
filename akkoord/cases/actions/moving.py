# SPDX-License-Identifier: EUPL-1.2
"""Make a move that the kind declares."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.people.models import Person

from ..models import Case, Message
from ..refusals import CannotMove, NotAllowed
from ..terms import terms_of_clocks
from .messages import say
from .telling import lock, tell


@transaction.atomic
def make_move(
    *, case: Case, move: str, by: Person | None, at: datetime, text: str = "", via: str = "portal", once: UUID | None = None
) -> Message | None:
    """Change the state of a case as its kind declares, with what is said; clocks and announcement follow.

    `by` is None for the clockwork. Raises NotAllowed, CannotMove (the state has changed meanwhile), NothingSaid, or the
    refusal that the move's own check gives. A form sent twice (`once`) changes nothing the second time.
    """
    at = at.replace(microsecond=0)
    held = lock(case, by=by, at=at)
    if once is not None and (already := Message.objects.filter(once=once).first()):
        return already
    declared = held.kind.move(move)
    if by is not None and not declared.by(by, held):
        raise NotAllowed
    if held.state not in declared.start or held.merged_into_id:
        raise CannotMove
    if declared.needs is not None:
        declared.needs(held)
    terms = terms_of_clocks(held)
    if declared.check is not None and terms is not None:
        declared.check(held, terms, at)
    message = None
    if declared.says is not None and (text.strip() or not declared.optional):
        by_name = held.reporter_name if via == "link" else ""  # behind the link of a reporter without an account
        message = say(case=held, by=by, at=at, text=text, purpose=declared.says, via=via, once=once, by_name=by_name)
    if declared.assigns and held.assignee_id is None:
        held.assignee = by
    if held.state != declared.to:
        held.state, held.state_since = declared.to, at
    if held.state_of.is_open:
        held.closed_at, held.closed_by = None, None
    elif held.closed_at is None:  # what was closed before stays closed since then: a review afterwards
        held.closed_at, held.closed_by = at, by
    fact = declared.announces(case_id=held.pk, message_id=message.pk if message else None)
    tell(case=held, fact=fact, by=by, at=at, terms=terms)
    _copy(held, case)
    return message


def _copy(held: Case, case: Case) -> None:
    """Let the caller's own object say what is true now."""
    for field in held._meta.concrete_fields:
        setattr(case, field.attname, getattr(held, field.attname))
    case._state.fields_cache.clear()

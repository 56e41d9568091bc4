# SPDX-License-Identifier: EUPL-1.2
"""What follows by itself from what happens to tickets, and to what was passed on. Each may run twice."""

from __future__ import annotations

from akkoord.audit.models import Event
from akkoord.cases.kind import kind_named

from ..actions.passing import note_standing
from ..models import TicketPassing


def flow_back(event: Event) -> None:
    """Something happened to a case of the vendor's: the ticket that it was passed on from, if any, says into which state it came."""
    kind, _sep, key = event.subject.partition(":")
    if kind != "case":
        return
    for passing in TicketPassing.objects.filter(other=int(key)).select_related("case", "other"):
        assert passing.other is not None
        moves = kind_named(passing.other.kind_name).moves
        state = next((move.to for move in moves if move.announces.name() == event.name), None)
        if state is not None:
            note_standing(passing=passing, state=state, by=None, at=event.at)

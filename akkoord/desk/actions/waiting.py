# SPDX-License-Identifier: EUPL-1.2
"""Remind customers of what waits for them, and let it lapse in the end. Figures: agreement, `reminders_after`, `lapse_after`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.agreements.terms import FigureMissing, Terms
from akkoord.audit.models import Event
from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.cases.terms import calendar_of, terms_of
from akkoord.timing.deadlines import deadline
from akkoord.timing.durations import Duration

from ..events import CustomerReminded
from ..kinds import INCIDENT, WAITING_FOR_CUSTOMER


def remind_and_lapse(*, by: None, at: datetime) -> int:
    """Go through the incidents that wait for their customer; returns how many were reminded or lapsed.

    A case that somebody is writing on at this moment is passed over until the next time.
    """
    waiting = Case.objects.filter(kind_name=INCIDENT.name, state=WAITING_FOR_CUSTOMER, closed_at=None)
    return sum(_remind_or_lapse(pk, at) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _remind_or_lapse(pk: int, at: datetime) -> bool:
    held = Case.objects.select_for_update(skip_locked=True, no_key=True)
    case = held.filter(pk=pk, state=WAITING_FOR_CUSTOMER).first()
    if case is None:
        return False
    terms = terms_of(case)
    calendar, since = calendar_of(case, terms), case.state_since
    if any(at > deadline(calendar, after, since) for after in _lapses_after(terms)):
        make_move(case=case, move="lapse", by=None, at=at)
        return True
    due = [moment for after in terms.durations("reminders_after") if at > (moment := deadline(calendar, after, since))]
    if not due or _was_reminded(case, max(due)):
        return False
    make_move(case=case, move="remind", by=None, at=at)
    return True


def _was_reminded(case: Case, since: datetime) -> bool:
    """Whether a reminder went since it was due; an earlier question had reminders of its own."""
    return Event.objects.filter(subject=case.key, name=CustomerReminded.name(), at__gte=since).exists()


def _lapses_after(terms: Terms) -> tuple[Duration, ...]:
    """How long a case waits for its customer; empty where the agreement lets nothing lapse."""
    try:
        return (terms.duration("lapse_after"),)
    except FigureMissing:
        return ()

# SPDX-License-Identifier: EUPL-1.2
"""Correct what was recorded of an outage: one person asks with a reason, a second one decides. Both values stay. sla:2.3.1"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Person

from ..events import CorrectionAsked, CorrectionConfirmed, CorrectionRejected
from ..models import Bounds, Instance, Outage
from ..refusals import (
    BadBounds,
    CannotCorrect,
    NothingCorrected,
    NothingStruck,
    NothingToDecide,
    OutageRuns,
    ReasonMissing,
    SecondPersonNeeded,
)
from ..rights import check_operator
from ..rules.outages import are_bounds
from ..rules.words import Impact, Responsible
from .holding import held_outage, strike, write_bounds


@transaction.atomic
def ask_correction(
    *,
    outage: Outage,
    reason: str,
    by: Person,
    at: datetime,
    began_at: datetime | None = None,
    ended_at: datetime | None = None,
    responsible: Responsible | str | None = None,
    instances: Mapping[Instance, Impact] | None = None,
) -> Bounds:
    """Say that it began, ended, struck or was caused otherwise; what is left out stays as it is.

    Raises NotAllowed, ReasonMissing, CannotCorrect (one waits), BadBounds, OutageRuns (an end before it was closed),
    NothingStruck, NothingCorrected. The same question again by the same person gives the one that waits.
    """
    at = at.replace(microsecond=0)
    check_operator(by)
    if not reason.strip():
        raise ReasonMissing
    held = held_outage(outage, by=by, at=at)
    if ended_at is not None and held.is_running:
        raise OutageRuns
    if instances is not None and not instances:
        raise NothingStruck
    before = held.struck_now
    asked = Bounds(
        outage=held,
        began_at=(began_at or held.began_at).replace(microsecond=0),
        ended_at=(ended_at or held.ended_at).replace(microsecond=0) if held.ended_at else None,
        responsible=Responsible(responsible or held.responsible),
        struck=before if instances is None else {i.code: str(impact) for i, impact in instances.items()},
        set_at=at,
        by=by,
        reason=reason.strip(),
        is_correction=True,
    )
    if (waiting := held.pending_correction) is not None:
        if waiting.by_id == by.pk and _values(waiting) == _values(asked) and waiting.reason == asked.reason:
            return waiting
        raise CannotCorrect
    if not are_bounds(asked.began_at, asked.ended_at, at):
        raise BadBounds
    if _values(asked) == (held.began_at, held.ended_at, held.responsible, before):
        raise NothingCorrected
    asked.save(force_insert=True)
    announce(CorrectionAsked(held.pk, asked.pk), by=by.pk, at=at)
    return asked


@transaction.atomic
def decide_correction(*, outage: Outage, confirm: bool, by: Person, at: datetime, text: str = "") -> Bounds:
    """Let the waiting correction hold, or not (with a reason). The rows before it stay as they were.

    Raises NotAllowed, NothingToDecide, SecondPersonNeeded, ReasonMissing, BadBounds (it was closed otherwise meanwhile).
    """
    at = at.replace(microsecond=0)
    check_operator(by)
    held = held_outage(outage, by=by, at=at)
    asked = held.pending_correction
    if asked is None:
        raise NothingToDecide
    if asked.by_id == by.pk:
        raise SecondPersonNeeded
    if not confirm and not text.strip():
        raise ReasonMissing
    asked.decided_at, asked.decided_by, asked.is_confirmed, asked.decision = at, by, confirm, text.strip()
    asked.save(update_fields=["decided_at", "decided_by", "is_confirmed", "decision"])
    if confirm:
        _let_hold(held, asked, by=by, at=at)
    fact = CorrectionConfirmed if confirm else CorrectionRejected
    announce(fact(held.pk, asked.pk), by=by.pk, at=at)
    outage.refresh_from_db()
    return asked


def _let_hold(held: Outage, asked: Bounds, *, by: Person, at: datetime) -> None:
    ended_meanwhile = asked.ended_at is None and held.ended_at is not None
    ended_at = held.ended_at if ended_meanwhile else asked.ended_at
    if not are_bounds(asked.began_at, ended_at, at):
        raise BadBounds
    held.began_at, held.ended_at, held.responsible = asked.began_at, ended_at, asked.responsible
    held.save(update_fields=["began_at", "ended_at", "responsible"])
    wanted = Instance.objects.select_related("component").in_bulk(list(asked.struck), field_name="code")
    strike(outage=held, struck={wanted[code]: impact for code, impact in asked.struck.items()}, by=by, at=at)
    if ended_meanwhile:  # the rows' last word is then neither of the two
        write_bounds(outage=held, by=by, at=at, reason=asked.reason)


def _values(bounds: Bounds) -> tuple[datetime, datetime | None, str, dict[str, str]]:
    return bounds.began_at, bounds.ended_at, bounds.responsible, bounds.struck

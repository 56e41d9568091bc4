# SPDX-License-Identifier: EUPL-1.2
"""Which processes an organisation looks after. beheer:3

`by` None is set-up: an import, the demonstration.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..events.roles import ProcessAdded, ProcessEnded, ProcessFact, ProcessRenamed
from ..models import Process
from ..refusals import NameMissing, NameTaken, ProcessIsEnded
from ..rights import demand_administrator
from ..set_up import forget_set_up
from .roles import end_holdings_of


@transaction.atomic
def add_process(*, organisation: Organisation, name: str, by: Person | None, at: datetime) -> Process:
    """Look after a process; one that is there already is given back. Raises NotAllowed, NameMissing."""
    demand_administrator(by, organisation.pk)
    process, is_new = Process.objects.get_or_create(
        organisation=organisation, name=_named(name), ended_at=None, defaults={"created_at": at, "created_by": by}
    )
    if is_new:
        forget_set_up(organisation.pk)
        _tell(process, ProcessAdded(process_id=process.pk), by, at)
    return process


@transaction.atomic
def add_processes(*, organisation: Organisation, names: Iterable[str], by: Person | None, at: datetime) -> list[Process]:
    """The same for several. Raises NotAllowed, NameMissing."""
    return [add_process(organisation=organisation, name=name, by=by, at=at) for name in names]


@transaction.atomic
def rename_process(*, process: Process, name: str, by: Person | None, at: datetime) -> None:
    """Call it otherwise; nothing happens when it is called so. Raises NotAllowed, NameMissing, NameTaken, ProcessIsEnded."""
    now = _held(process, by)
    named = _named(name)
    if now.name == named:
        return
    if Process.objects.in_use().filter(organisation=now.organisation_id, name=named).exists():
        raise NameTaken
    now.name = named
    try:
        with transaction.atomic():
            now.save(update_fields=["name"])
    except IntegrityError as taken:  # a colleague gave another one this name at this moment
        raise NameTaken from taken
    process.name = named
    _tell(now, ProcessRenamed(process_id=now.pk), by, at)


@transaction.atomic
def end_process(*, process: Process, by: Person | None, at: datetime) -> None:
    """No longer look after it: its roles end too, what happened stays. Raises NotAllowed, ProcessIsEnded."""
    now = _held(process, by)
    end_holdings_of(process=now, by=by, at=at)
    now.ended_at, now.ended_by = at, by
    now.save(update_fields=["ended_at", "ended_by"])
    forget_set_up(now.organisation_id)
    _tell(now, ProcessEnded(process_id=now.pk), by, at)


def _held(process: Process, by: Person | None) -> Process:
    demand_administrator(by, process.organisation_id)
    now = Process.objects.select_for_update().get(pk=process.pk)
    if now.ended_at is not None:
        raise ProcessIsEnded
    return now


def _named(name: str) -> str:
    named = " ".join(name.split())
    if not named:
        raise NameMissing
    return named


def _tell(process: Process, fact: ProcessFact, by: Person | None, at: datetime) -> None:
    circle = Circle(process.organisation_id, Audience.ORGANISATION_ONLY)
    announce(fact, by=None if by is None else by.pk, at=at, circle=circle)

# SPDX-License-Identifier: EUPL-1.2
"""Open, tell, detail and close an outage. sla:2.3.1

Whoever changes an outage holds its row first. Moments are cut to whole seconds. `by` is None for prober and importer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from akkoord.audit.actions import announce
from akkoord.audit.events import Fact
from akkoord.people.models import Person

from ..events import CaseLinkedToOutage, OutageDetailed, OutageOpened, OutageResolved, OutageUpdated
from ..models import Instance, Outage, OutageLink, Probe, Update
from ..numbers import next_number
from ..refusals import BadBounds, CannotLessen, CannotSay, NothingStruck, OutageOver, TitleMissing
from ..rights import check_operator, check_teller
from ..rules.outages import are_bounds, is_lessened, may_say
from ..rules.words import Impact, OutageState, Severity
from .corrections import ask_correction, decide_correction
from .holding import held_outage, strike, write_bounds

__all__ = [
    "ask_correction",
    "close_outage",
    "decide_correction",
    "detail_outage",
    "link_case",
    "open_outage",
    "update_outage",
]

DETAILS = frozenset(
    {"severity", "cause", "error_message", "workaround_nl", "workaround_en", "expected_at", "title_nl", "title_en"}
)


@transaction.atomic
def open_outage(
    *,
    title_nl: str,
    title_en: str,
    instances: Mapping[Instance, Impact],
    severity: Severity | str,
    began_at: datetime,
    by: Person | None,
    at: datetime,
    probe: Probe | None = None,
    origin: str = "person",
    error_message: str = "",
    text_nl: str = "",
    text_en: str = "",
    is_public: bool | None = None,
    expected_at: datetime | None = None,
    once: UUID | None = None,
) -> Outage:
    """Something does not work: say so, with its first update. `is_public` None: when any of the components is.

    A form sent twice (`once`) gives the outage that it gave first. Raises NotAllowed, NothingStruck, TitleMissing, BadBounds.
    """
    began_at, at = began_at.replace(microsecond=0), at.replace(microsecond=0)
    (check_teller if origin == "calamity" else check_operator)(by)
    if not instances:
        raise NothingStruck
    if not title_nl.strip() and not title_en.strip():
        raise TitleMissing
    if not are_bounds(began_at, None, at):
        raise BadBounds
    if once is not None and (known := Outage.objects.filter(once=once).first()):
        return known
    outage = Outage(
        number=next_number("OUT", "operations_outage_number", at),
        title_nl=title_nl.strip(),
        title_en=title_en.strip(),
        severity=Severity(severity),
        began_at=began_at,
        expected_at=expected_at,
        error_message=error_message.strip(),
        opened_at=at,
        opened_by=by,
        probe=probe,
        is_public=any(instance.component.is_public for instance in instances) if is_public is None else is_public,
        origin=origin,
        once=once,
    )
    try:
        with transaction.atomic():
            outage.save(force_insert=True)
    except IntegrityError as error:
        if once is None or "once" not in str(error):
            raise
        return Outage.objects.get(once=once)  # another request was sending the same form at this moment, and has
    strike(outage=outage, struck=instances, by=by, at=at)
    write_bounds(outage=outage, by=by, at=at)
    _say(outage, OutageState.INVESTIGATING, text_nl, text_en, by=by, at=at)
    _tell(outage, OutageOpened(outage.pk), by=by, at=at)
    return outage


@transaction.atomic
def update_outage(
    *,
    outage: Outage,
    state: OutageState | str,
    by: Person | None,
    at: datetime,
    text_nl: str = "",
    text_en: str = "",
    expected_at: datetime | None = None,
    once: UUID | None = None,
) -> Update:
    """Tell on the status page how far it is; after it is over, the post-mortem. `expected_at` None leaves it as it was.

    Raises NotAllowed, OutageOver, CannotSay. A form sent twice (`once`) is told once.
    """
    at = at.replace(microsecond=0)
    check_teller(by)
    held = held_outage(outage, by=by, at=at)
    if once is not None and (known := Update.objects.filter(once=once).first()):
        return known
    state = OutageState(state)
    if not may_say(state, is_running=held.is_running):
        raise CannotSay if held.is_running else OutageOver
    held.state, held.expected_at = state, expected_at or held.expected_at
    held.save(update_fields=["state", "expected_at"])
    said = _say(held, state, text_nl, text_en, by=by, at=at, once=once)
    _tell(held, OutageUpdated(held.pk, said.pk), by=by, at=at)
    outage.refresh_from_db()
    return said


@transaction.atomic
def detail_outage(
    *, outage: Outage, by: Person | None, at: datetime, instances: Mapping[Instance, Impact] | None = None, **details: Any
) -> None:
    """Write down what is known by now: severity, cause, error_message, workaround_nl, workaround_en, expected_at, titles.

    `instances` is the whole of what is struck; more or harder is told at once, less needs a correction and a second person.
    Raises NotAllowed, NothingStruck, CannotLessen.
    """
    at = at.replace(microsecond=0)
    check_operator(by)
    if unknown := set(details) - DETAILS:
        raise TypeError(f"an outage has no such detail: {', '.join(sorted(unknown))}")
    held = held_outage(outage, by=by, at=at)
    for name, value in details.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    held.severity = Severity(held.severity)
    if not held.title_nl and not held.title_en:
        raise TitleMissing
    held.save(update_fields=sorted(details))
    if instances is not None:
        _strike_more(held, instances, by=by, at=at)
    _tell(held, OutageDetailed(held.pk), by=by, at=at)
    outage.refresh_from_db()


@transaction.atomic
def close_outage(
    outage: Outage,
    *,
    ended_at: datetime,
    by: Person | None,
    at: datetime,
    text_nl: str = "",
    text_en: str = "",
    once: UUID | None = None,
) -> None:
    """It works again since `ended_at`: the end stands in new bounds and is told. Raises NotAllowed, OutageOver, BadBounds.

    A form sent twice (`once`) closes once.
    """
    ended_at, at = ended_at.replace(microsecond=0), at.replace(microsecond=0)
    check_operator(by)
    held = held_outage(outage, by=by, at=at)
    if once is not None and Update.objects.filter(once=once).exists():
        outage.refresh_from_db()
        return
    if not held.is_running:
        raise OutageOver
    if not are_bounds(held.began_at, ended_at, at):
        raise BadBounds
    held.ended_at, held.state = ended_at, OutageState.RESOLVED
    held.save(update_fields=["ended_at", "state"])
    write_bounds(outage=held, by=by, at=at)
    _say(held, OutageState.RESOLVED, text_nl, text_en, by=by, at=at, once=once)
    _tell(held, OutageResolved(held.pk), by=by, at=at)
    outage.refresh_from_db()


@transaction.atomic
def link_case(*, outage: Outage, subject: str, by: Person | None, at: datetime) -> OutageLink:
    """A case (`case:12`) belongs to this outage; a second time changes nothing. Raises NotAllowed."""
    check_teller(by)
    link, is_new = OutageLink.objects.get_or_create(outage=outage, subject=subject, defaults={"at": at, "by": by})
    if is_new:
        _tell(outage, CaseLinkedToOutage(outage.pk, subject), by=by, at=at)
    return link


def _strike_more(held: Outage, instances: Mapping[Instance, Impact], *, by: Person | None, at: datetime) -> None:
    if not instances:
        raise NothingStruck
    before = held.struck_now
    after = {instance.code: str(impact) for instance, impact in instances.items()}
    if after == before:
        return
    if is_lessened(before, after):
        raise CannotLessen
    strike(outage=held, struck=instances, by=by, at=at)
    write_bounds(outage=held, by=by, at=at)


def _say(
    outage: Outage, state: OutageState, text_nl: str, text_en: str, *, by: Person | None, at: datetime, once: UUID | None = None
) -> Update:
    return Update.objects.create(
        outage=outage, at=at, by=by, state=state, text_nl=text_nl.strip(), text_en=text_en.strip(), once=once
    )


def _tell(outage: Outage, fact: Fact, *, by: Person | None, at: datetime) -> None:
    """Nothing reacts to imported history."""
    announce(fact, by=by.pk if by else None, at=at, quietly=outage.origin == "import")

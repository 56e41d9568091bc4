# SPDX-License-Identifier: EUPL-1.2
"""Open a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from akkoord.people.models import Organisation, Person

from ..kind import Kind, Purpose
from ..models import Case, Message
from ..refusals import NotAllowed
from ..terms import terms_for
from ..texts import checked_text
from .telling import tell


@transaction.atomic
def open_case(
    *,
    kind: Kind,
    by: Person | None,
    at: datetime,
    organisation: Organisation | None,
    subject: str,
    text: str,
    priority: int | None = None,
    area: str = "",
    detail: dict[str, Any] | None = None,
    origin: str = "portal",
    on_behalf_of: Person | None = None,
    parties: list[int] | None = None,
    persons: list[int] | None = None,
    stranger: tuple[str, str] | None = None,
    external_id: str | None = None,
    once: UUID | None = None,
) -> Case:
    """Open a case of `kind` with its first message; its clocks start by the terms in force at `at`.

    `stranger` is the name and address of a reporter without an account, `on_behalf_of` the caller whom the desk wrote it
    down for. A form sent twice (`once`) gives the case that it gave first. Raises NotAllowed, NoAgreement, NothingSaid.
    """
    if once is not None and (already := Case.objects.filter(once=once).first()):
        return already
    at = at.replace(microsecond=0)
    reporter = on_behalf_of or by
    _check_reporter(kind, by, reporter, organisation)
    terms = terms_for(kind, organisation.pk if organisation else None, at) if kind.clocks else None
    case = Case(
        number=_next_number(kind, at),
        kind_name=kind.name,
        organisation=organisation,
        subject=_one_line(subject),
        state=kind.initial,
        priority=priority,
        area=area,
        reporter=reporter,
        opened_at=at,
        changed_at=at,
        state_since=at,
        audience=kind.audience,
        parties=parties or [],
        persons=persons or [],
        origin=origin,
        external_id=external_id,
        once=once,
        version_id=terms.version_id if terms else None,
        first_class=bool(terms and "first_class" in terms.options),
    )
    if stranger is not None:
        case.reporter_name, case.reporter_email = stranger
    if not _insert(case):
        return Case.objects.get(once=once)
    if kind.detail is not None:
        kind.detail._default_manager.create(case=case, **(detail or {}))
    message = Message.objects.create(
        case=case,
        by=reporter,
        by_name=case.reporter_name,
        from_vendor=False,
        at=at,
        purpose=Purpose.REPORT,
        text=checked_text(text),
        via=origin,
        organisation=organisation,
        audience=case.audience,
        parties=case.parties,
        persons=case.persons,
    )
    tell(case=case, fact=kind.opens_with(case_id=case.pk, message_id=message.pk), by=by, at=at, terms=terms)
    return case


def _insert(case: Case) -> bool:
    """Whether the case was new; a form that another request is sending at this moment waits for it."""
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        if case.once is not None and "once" in str(error):
            return False
        raise
    return True


def _check_reporter(kind: Kind, by: Person | None, reporter: Person | None, organisation: Organisation | None) -> None:
    if by is None:
        return
    allowed = set(kind.reported_by)
    held = by.staff_roles | by.roles_in(organisation.pk if organisation else None)
    if not held & allowed:
        raise NotAllowed
    if reporter is not None and reporter != by and not reporter.roles_in(organisation.pk if organisation else None) & allowed:
        raise NotAllowed


def _next_number(kind: Kind, at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_number')")
        return f"{kind.prefix}-{at.year}-{cursor.fetchone()[0]:06d}"


def _one_line(subject: str) -> str:
    return " ".join(checked_text(subject).split())[:200]

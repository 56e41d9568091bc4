# SPDX-License-Identifier: EUPL-1.2
"""Open a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from akkoord.agreements.terms import Terms
from akkoord.people.models import Organisation, Person
from akkoord.scope.models import columns_of

from ..kind import Kind, Purpose
from ..models import Case, Message
from ..refusals import FormUsed, NotAllowed
from ..terms import terms_if_any
from ..texts import checked_text
from .telling import announce_about, start_clocks


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
    terms: Terms | None = None,
) -> Case:
    """Open a case of `kind` with its first message; its clocks start by the terms in force at `at`.

    `stranger` is the name and address of a reporter without an account, `on_behalf_of` the caller whom the desk wrote it
    down for, `terms` what holds at `at` where the caller asked already. A form sent twice (`once`) gives the case that it
    gave first, with `is_repeated`. Raises NotAllowed, NoAgreement, NothingSaid, FormUsed.
    """
    at = at.replace(microsecond=0)
    reporter = on_behalf_of or by
    _check_reporter(kind, by, reporter, organisation)
    if terms is None:
        terms = terms_if_any(kind, organisation.pk if organisation else None, at)
    pk, number, known = _allocated(once)
    if known:
        return _repeated(once, reporter)
    case = Case(
        pk=pk,
        number=f"{kind.prefix}-{at.year}-{number:06d}",
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
    about = kind.detail(case=case, **(detail or {})) if kind.detail is not None else None
    said = Message(
        case=case,
        by=reporter,
        by_name=case.reporter_name,
        from_vendor=kind.from_vendor,
        at=at,
        purpose=Purpose.REPORT,
        text=checked_text(text),
        via=origin,
        **columns_of(case.circle),
    )
    try:
        with transaction.atomic():
            _write(case, about, said, terms, by=by, at=at)
    except IntegrityError as error:
        if once is None or "once" not in str(error):
            raise
        return _repeated(once, reporter)  # another request was sending the same form at this moment, and has
    return case


def _allocated(once: UUID | None) -> tuple[int, int, bool]:
    """The key and the number of the next case, and whether the form gave one before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('cases_case', 'id')), nextval('cases_number'),"
            " EXISTS (SELECT 1 FROM cases_case WHERE once = %s)",
            [once],
        )
        pk, number, known = cursor.fetchone()
    return int(pk), int(number), bool(known)


def _repeated(once: UUID | None, reporter: Person | None) -> Case:
    case = Case.objects.filter(once=once, reporter=reporter).first()
    if case is None:
        raise FormUsed
    case.is_repeated = True
    return case


def _write(case: Case, about: Model | None, said: Message, terms: Terms | None, *, by: Person | None, at: datetime) -> None:
    """Each row once, the case with its next deadline in it; keys are checked when the transaction ends."""
    if terms is not None:
        start_clocks(case=case, terms=terms, by=by, at=at)
    case.save(force_insert=True)
    if about is not None:
        about.save(force_insert=True)
    said.save(force_insert=True)
    announce_about(case=case, fact=case.kind.opens_with(case_id=case.pk, message_id=said.pk), by=by, at=at)


def _check_reporter(kind: Kind, by: Person | None, reporter: Person | None, organisation: Organisation | None) -> None:
    if by is None:
        return
    allowed = set(kind.reported_by)
    held = by.staff_roles | by.roles_in(organisation.pk if organisation else None)
    if not held & allowed:
        raise NotAllowed
    if reporter is not None and reporter != by and not reporter.roles_in(organisation.pk if organisation else None) & allowed:
        raise NotAllowed


def _one_line(subject: str) -> str:
    return " ".join(checked_text(subject).split())[:200]

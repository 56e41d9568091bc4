# SPDX-License-Identifier: EUPL-1.2
"""Report a calamity and look back on it. sla:2.2.2"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.cases.actions import make_move, open_case
from akkoord.cases.models import Case
from akkoord.people.models import Organisation, Person

from ..kinds import CALAMITY


@transaction.atomic
def report_calamity(
    *,
    by: Person,
    at: datetime,
    organisation: Organisation,
    subject: str,
    text: str,
    affected: str = "",
    reachable_at: str = "",
    reachable_until: str = "",
    on_behalf_of: Person | None = None,
    origin: str = "portal",
    once: UUID | None = None,
) -> Case:
    """Report that production stands still. Contact follows within an hour of calamity hours. Raises NotAllowed, NoAgreement."""
    detail = {"affected": affected, "reachable_at": reachable_at, "reachable_until": reachable_until}
    return open_case(
        kind=CALAMITY,
        by=by,
        at=at,
        organisation=organisation,
        subject=subject,
        text=text,
        area="",
        detail=detail,
        origin=origin,
        on_behalf_of=on_behalf_of,
        once=once,
    )


@transaction.atomic
def review_calamity(*, case: Case, by: Person, at: datetime, cause: str, done: str, prevention: str) -> None:
    """Write down the cause, what was done and what prevents it; the customer reads it. Raises NotAllowed, CannotMove."""
    text = "\n\n".join(part.strip() for part in (cause, done, prevention) if part.strip())
    make_move(case=case, move="review", by=by, at=at, text=text)
    detail = case.calamity
    detail.cause, detail.done, detail.prevention = cause, done, prevention
    detail.save(update_fields=["cause", "done", "prevention"])

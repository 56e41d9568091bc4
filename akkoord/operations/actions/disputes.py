# SPDX-License-Identifier: EUPL-1.2
"""Dispute what was measured. The vendor's measurement is decisive until two people correct it. sla:2.3.1"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from akkoord.cases.actions import open_case
from akkoord.cases.models import Case
from akkoord.people.models import Organisation, Person

from ..evidence import availability
from ..kinds import DISPUTE
from ..models import Component, Outage
from ..rules.availability import Share, cut

DECIMALS = 4


@transaction.atomic
def raise_dispute(
    *,
    organisation: Organisation,
    subject: str,
    text: str,
    by: Person,
    at: datetime,
    month: date | None = None,
    component: Component | None = None,
    outage: Outage | None = None,
    once: UUID | None = None,
) -> Case:
    """Say that a month's figure (of a component, or of all together) or an outage is not what it was; the figure is kept with it.

    A form sent twice (`once`) is one case. Raises NotAllowed, NoAgreement, NothingSaid, FormUsed.
    """
    share = _share(month, component, organisation.pk, at) if month is not None else Share(None, None)
    detail = {
        "month": month,
        "component": component,
        "outage": outage if month is None else None,
        "best": _percent(share.best),
        "worst": _percent(share.worst),
    }
    return open_case(
        kind=DISPUTE, by=by, at=at, organisation=organisation, subject=subject, text=text, detail=detail, once=once
    )  # fmt: skip


def _share(month: date, component: Component | None, organisation: int, at: datetime) -> Share:
    reading = availability(month, organisation=organisation, at=at)
    if component is None:
        return reading.share
    figure = reading.own.components.get(component.code)
    return Share(figure.worst, figure.best) if figure is not None else Share(None, None)


def _percent(share: Fraction | None) -> Decimal | None:
    if share is None:
        return None
    units = cut(share, DECIMALS) * 100 * 10**DECIMALS
    return Decimal(units.numerator).scaleb(-DECIMALS)

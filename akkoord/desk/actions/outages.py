# SPDX-License-Identifier: EUPL-1.2
"""Put a calamity on the status page, and say which cases come from the same outage. sla:2.2.2, sla:2.2.3"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.cases.rights import agent
from akkoord.operations.actions.outages import link_case, open_outage
from akkoord.operations.models import Outage
from akkoord.people.models import Person

from ..kinds import CALAMITY, INCIDENT
from ..models import CalamityDetail
from ..refusals import OnStatusPage


@transaction.atomic
def put_on_status_page(*, case: Case, by: Person, at: datetime, once: UUID | None = None, **told: Any) -> Outage:
    """Open an outage from a calamity, with what everybody may read of it (`told`, as `open_outage` takes it).

    A form sent twice (`once`) gives the outage that it gave first. Raises NotAllowed, OnStatusPage, and what `open_outage` does.
    """
    if case.kind_name != CALAMITY.name or not agent(by, case):
        raise NotAllowed
    detail = CalamityDetail.objects.select_for_update().get(pk=case.pk)
    if once is not None and (known := Outage.objects.filter(once=once, cases__subject=case.key).first()):
        return known
    if detail.outage:
        raise OnStatusPage
    outage = open_outage(by=by, at=at, origin="calamity", once=once, **told)
    _belongs(case, outage, by=by, at=at)
    return outage


@transaction.atomic
def link_outage(*, case: Case, outage: Outage, by: Person, at: datetime) -> None:
    """Say that an incident or calamity comes from this outage; a second time changes nothing. Raises NotAllowed."""
    if case.kind_name not in (INCIDENT.name, CALAMITY.name) or not agent(by, case):
        raise NotAllowed
    _belongs(case, outage, by=by, at=at)


def _belongs(case: Case, outage: Outage, *, by: Person, at: datetime) -> None:
    link_case(outage=outage, subject=case.key, by=by, at=at)
    if case.kind_name == CALAMITY.name:
        CalamityDetail.objects.filter(pk=case.pk, outage="").update(outage=outage.key)

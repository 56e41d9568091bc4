# SPDX-License-Identifier: EUPL-1.2
"""Set how an organisation deals with its tickets, and by which agreement of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from akkoord.agreements.actions import publish_agreement
from akkoord.agreements.faults import BadAgreement, FaultAt
from akkoord.agreements.models import Agreement, AgreementVersion
from akkoord.audit.actions import announce
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience, Circle

from ..events.tickets import TicketSettingsChanged
from ..models import TicketSettings
from ..rights import demand_administrator


@transaction.atomic
def set_up_tickets(
    *,
    organisation: Organisation,
    by: Person | None,
    at: datetime,
    threshold_hours: int | None = 40,
    review_weeks: int = 4,
    integrator_name: str = "",
    integrator_email: str = "",
) -> TicketSettings:
    """Say above which effort management decides, when one looks back, and who the system integrator is. Raises NotAllowed."""
    demand_administrator(by, organisation.pk)
    settings, _new = TicketSettings.objects.update_or_create(
        organisation=organisation,
        defaults={
            "threshold_hours": threshold_hours,
            "review_weeks": review_weeks,
            "integrator_name": integrator_name.strip(),
            "integrator_email": integrator_email.strip(),
        },
    )
    circle = Circle(organisation.pk, Audience.ORGANISATION_ONLY)
    announce(TicketSettingsChanged(organisation_id=organisation.pk), by=by.pk if by else None, at=at, circle=circle)
    return settings


@transaction.atomic
def publish_own_agreement(
    *, organisation: Organisation, source_text: str, file_name: str, by: Person | None, at: datetime
) -> AgreementVersion:
    """Put a version of the organisation's own agreement in force. Later versions keep the code of the first.

    Raises NotAllowed; BadAgreement with each fault by line; CannotPublish.
    """
    from akkoord.agreements.reading import (
        agreement_in,  # YAML, which the web process does without until somebody comes with a file
    )

    demand_administrator(by, organisation.pk)
    path = Path(file_name)
    file = agreement_in(source_text.replace("\x00", "\ufffd"), path)
    known = Agreement.objects.filter(owner=organisation).order_by("pk").first()
    if known is not None and known.code != file.document.code:
        line = next((n for n, text in enumerate(source_text.splitlines(), 1) if text.startswith("code:")), 1)
        raise BadAgreement(
            [FaultAt(path, line, f"code is {file.document.code}; allowed: {known.code}, as in the version before")]
        )
    return publish_agreement(document=file.document, by=by, at=at, source_text=file.text, owner=organisation)

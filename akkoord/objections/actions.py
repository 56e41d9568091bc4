# SPDX-License-Identifier: EUPL-1.2
"""Ask about the agreement, or object to a change of it. sla:1.2"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from akkoord.agreements.models import AgreementVersion
from akkoord.cases.actions import open_case
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.people.models import Organisation, Person
from akkoord.people.rules import PortalRole

from .kinds import AGREEMENT_QUESTION
from .wording import subject_of


@transaction.atomic
def ask_about_agreement(
    *,
    organisation: Organisation,
    about: AgreementVersion,
    text: str,
    by: Person,
    at: datetime,
    clause: str = "",
    is_objection: bool = False,
    once: UUID | None = None,
) -> Case:
    """Ask about a clause of a version, or about what it changes; an objection is an administrator's, to the version as a whole.

    A form sent twice (`once`) is one case. Raises NotAllowed, NoAgreement, NothingSaid, FormUsed.
    """
    if is_objection and PortalRole.ADMINISTRATOR not in by.roles_in(organisation.pk):
        raise NotAllowed
    detail = {"about": about, "clause": "" if is_objection else clause, "is_objection": is_objection}
    return open_case(
        kind=AGREEMENT_QUESTION, by=by, at=at, organisation=organisation, subject=subject_of(about, clause, is_objection=is_objection),
        text=text, detail=detail, once=once,
    )  # fmt: skip

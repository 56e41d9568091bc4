# SPDX-License-Identifier: EUPL-1.2
"""The form in which either side writes down how a requirement stands."""

from __future__ import annotations

from uuid import uuid4

from django.http import Http404

from akkoord.people.doors import PersonRequest
from akkoord.people.models import Person
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from .actions.records import record_requirement
from .forms.records import RecordForm
from .judging import Requirement, judged_requirement
from .models.partners import Partner
from .programme import requirement_named, terms_of_partner, today_of
from .refusals.partners import NoSuchRequirement
from .rights import is_manager
from .rules.records import RecordSort


def asked_requirement(request: PersonRequest, partner: Partner) -> Requirement:
    """The requirement that an address or a form names, as it stands. Raises Http404."""
    name = (request.POST or request.GET).get("requirement", "")
    terms = terms_of_partner(partner, now())
    try:
        return judged_requirement(requirement_named(terms, name, now()), terms, partner, now())
    except NoSuchRequirement as none:
        raise Http404 from none


def record_form(request: PersonRequest, asked: Requirement) -> RecordForm:
    """The form, filled in or new."""
    first = {"once": uuid4(), "requirement": asked.said.id, "on": today_of(now())}
    manager = is_manager(request.user)
    return RecordForm(
        asked.said, request.POST or None, initial=first, may_waive=manager, may_record=asked.by_hand
    )  # fmt: skip


def is_recorded(form: RecordForm, asked: Requirement, partner: Partner, by: Person) -> bool:
    """Write it down; a refusal stands in the form."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        record_requirement(
            partner=partner, requirement=asked.said.id, sort=RecordSort(given["sort"]), on=given["on"],
            note=given["note"], document=given["document"], value=given.get("value"), until=given["until"], once=given["once"], by=by, at=now(),
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True

# SPDX-License-Identifier: EUPL-1.2
"""Who there is: the vendor and its people, forty customers with theirs, the agreement and the contracts."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from django.db import transaction

from akkoord import agreements
from akkoord.agreements.actions import publish_agreement, sign_contract
from akkoord.agreements.models import Agreement
from akkoord.agreements.reading import read_agreement
from akkoord.people.actions import add_membership, register_organisation, register_person, register_staff
from akkoord.people.models import Organisation
from akkoord.people.rules import OrganisationKind, StaffRole
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from . import cast
from .first_version import first_version
from .moments import amsterdam
from .operations import found_operations

SHIPPED = Path(agreements.__file__).parent / "shipped"
FOUNDED = amsterdam("Mon 2025-01-06 09:00")
FIRST_NUMBER = 10021


def found() -> None:
    """Make everybody. Does nothing when they are there."""
    with transaction.atomic(), scoped(SYSTEM):
        if Organisation.objects.filter(kind=OrganisationKind.VENDOR).exists():
            return
        _found_vendor()
        agreement = _publish_reference()
        for number, customer in zip(count(FIRST_NUMBER), cast.CUSTOMERS, strict=False):
            _found_customer(customer, number, agreement)
        found_operations(FOUNDED)


def _found_vendor() -> None:
    vendor = register_organisation(by=None, at=FOUNDED, kind=OrganisationKind.VENDOR, name="Meridaan")
    for colleague in cast.STAFF:
        roles = [r for r in colleague.roles if isinstance(r, StaffRole)]
        register_staff(
            by=None, at=FOUNDED, vendor=vendor, email=colleague.email(cast.VENDOR_DOMAIN), name=colleague.name, roles=roles
        )


def _publish_reference() -> Agreement:
    """The reference agreement, after a first version of which it revised some figures."""
    file = read_agreement(SHIPPED / "reference.yaml")
    publish_agreement(document=first_version(file), by=None, at=FOUNDED)
    at = datetime.combine(file.document.effective_from, FOUNDED.timetz()) - timedelta(weeks=8)
    return publish_agreement(document=file.document, by=None, at=at, source_text=file.text).agreement


def _found_customer(customer: cast.Customer, number: int, agreement: Agreement) -> None:
    organisation = register_organisation(
        by=None, at=FOUNDED, kind=OrganisationKind.CUSTOMER, name=customer.name, customer_number=number, sector=customer.sector
    )
    sign_contract(
        organisation=organisation,
        agreement=agreement,
        options=["first_class"] if customer.first_class else [],
        licence=customer.licence,
        starts_on=FOUNDED.date(),
        by=None,
        at=FOUNDED,
    )
    for contact in customer.contacts:
        person = register_person(
            by=None, at=FOUNDED, email=contact.email(customer.domain), name=contact.name, language=contact.language
        )
        add_membership(by=None, at=FOUNDED, person=person, organisation=organisation, roles=contact.roles)

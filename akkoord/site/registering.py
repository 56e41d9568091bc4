# SPDX-License-Identifier: EUPL-1.2
"""Enter the vendor, its people and its customers: how an installation begins. Who is entered is invited by mail."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from . import registering_measured


def add_commands(subparsers: Any) -> None:
    """Add `register` to the `akkoord` command."""
    top = subparsers.add_parser("register", help="enter the vendor, its people, customers, components and probes")
    verbs = top.add_subparsers(required=True, metavar="WHAT")
    vendor = _verb(verbs, "vendor", "enter the vendor with its first administrator", register_vendor)
    vendor.add_argument("name")
    _add_person(vendor)
    staff = _verb(verbs, "staff", "enter a colleague of the vendor", register_colleague)
    _add_person(staff)
    staff.add_argument("--role", action="append", required=True, help="agent, desk_lead ...; more than once for more roles")
    customer = _verb(verbs, "customer", "enter a customer with its contract and its first administrator", register_customer)
    customer.add_argument("name")
    customer.add_argument("--number", type=int, required=True, help="customer number")
    customer.add_argument("--sector", default="")
    customer.add_argument("--agreement", required=True, metavar="CODE")
    customer.add_argument("--licence", default="")
    customer.add_argument("--option", action="append", default=[], help="an option of the agreement, such as first_class")
    customer.add_argument("--from", dest="starts_on", type=date.fromisoformat, required=True, metavar="DATE")
    _add_person(customer)
    registering_measured.add_verbs(lambda name, what, run: _verb(verbs, name, what, run))


def _verb(verbs: Any, name: str, what: str, run: Any) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=what, description=what)
    parser.set_defaults(run=_in_one_transaction(run), needs_database=True)
    return parser


def _add_person(parser: ArgumentParser) -> None:
    parser.add_argument("--person", required=True, metavar="NAME", help="name of the person, who is invited by mail")
    parser.add_argument("--email", required=True)
    parser.add_argument("--language", default="nl", choices=["nl", "en"])


def _in_one_transaction(run: Any) -> Any:
    def command(given: Namespace) -> int:
        from akkoord.agreements.actions import CannotSign
        from akkoord.scope.database import scoped
        from akkoord.scope.rules import SYSTEM
        from akkoord.web.refusals import Refusal

        try:
            with scoped(SYSTEM):
                print(run(given))
        except (Refusal, CannotSign, LookupError, ValueError) as error:
            print(f"nothing was entered: {getattr(error, 'message', error)}", file=sys.stderr)
            return 1
        return 0

    return command


def register_vendor(given: Namespace) -> str:
    """Enter the vendor once. Raises ValueError when there is one."""
    from django.utils import timezone

    from akkoord.people.actions import register_organisation
    from akkoord.people.models import Organisation
    from akkoord.people.rules import OrganisationKind, StaffRole

    if Organisation.objects.filter(kind=OrganisationKind.VENDOR).exists():
        raise ValueError("the vendor is there already; `register staff` enters its people")
    vendor = register_organisation(by=None, at=timezone.now(), kind=OrganisationKind.VENDOR, name=given.name)
    return _invite(given, vendor, [StaffRole.STAFF_ADMINISTRATOR])


def register_colleague(given: Namespace) -> str:
    """Enter somebody of the vendor. Raises ValueError for an unknown role, LookupError before there is a vendor."""
    from akkoord.people.models import Organisation
    from akkoord.people.rules import OrganisationKind, StaffRole

    unknown = [role for role in given.role if role not in [*StaffRole]]
    if unknown:
        raise ValueError(f"no role {', '.join(unknown)}; allowed: {', '.join(StaffRole)}")
    vendor = Organisation.objects.filter(kind=OrganisationKind.VENDOR).first()
    if vendor is None:
        raise LookupError("enter the vendor first")
    return _invite(given, vendor, [StaffRole(role) for role in given.role])


def register_customer(given: Namespace) -> str:
    """Enter a customer, its contract and its portal administrator. Raises LookupError, ValueError, CannotSign."""
    from django.utils import timezone

    from akkoord.agreements.actions import sign_contract
    from akkoord.agreements.models import Agreement
    from akkoord.people.actions import register_organisation
    from akkoord.people.models import Organisation
    from akkoord.people.rules import OrganisationKind, PortalRole

    agreement = Agreement.objects.filter(code=given.agreement, owner=None).first()
    if agreement is None:
        raise LookupError(f"no agreement {given.agreement!r} was published: `akkoord agreement publish FILE`")
    if Organisation.objects.filter(customer_number=given.number).exists():
        raise ValueError(f"customer number {given.number} is taken")
    now = timezone.now()
    customer = register_organisation(
        by=None, at=now, kind=OrganisationKind.CUSTOMER, name=given.name, customer_number=given.number, sector=given.sector
    )
    sign_contract(
        organisation=customer, agreement=agreement, starts_on=given.starts_on, options=given.option, licence=given.licence,
        by=None, at=now,
    )  # fmt: skip
    return _invite(given, customer, [PortalRole.ADMINISTRATOR])


def _invite(given: Namespace, organisation: Any, roles: list[Any]) -> str:
    from django.utils import timezone

    from akkoord.people.actions import invite_contact

    invite_contact(
        by=None, at=timezone.now(), organisation=organisation, email=given.email, name=given.person, roles=roles,
        language=given.language,
    )  # fmt: skip
    return f"{organisation.name}: {given.person} is invited at {given.email}; the worker sends the mail."

# SPDX-License-Identifier: EUPL-1.2
"""Who of the vendor may do what with outages and maintenance; None is the program itself: prober, importer."""

from __future__ import annotations

from akkoord.cases.refusals import NotAllowed
from akkoord.cases.rights import DESK
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole, StaffRole

OPERATORS = (StaffRole.OPERATIONS,)
READERS = (StaffRole.OPERATIONS, StaffRole.DESK_LEAD)
TELLERS = (StaffRole.OPERATIONS, *DESK)  # put a calamity on the status page, and say which cases belong to an outage

DISPUTERS = (PortalRole.ENVIRONMENTS, PortalRole.ADMINISTRATOR)  # a customer's functional administrators, who dispute a figure


def check_operator(by: Person | None) -> None:
    """Raises NotAllowed for whoever does not work in operations."""
    if by is not None and not by.has_staff_role(*OPERATORS):
        raise NotAllowed


def check_teller(by: Person | None) -> None:
    """Raises NotAllowed for whoever works neither in operations nor at the desk."""
    if by is not None and not by.has_staff_role(*TELLERS):
        raise NotAllowed


def may_dispute(person: object) -> bool:
    """Whether somebody may dispute what was measured, for one of their organisations."""
    return isinstance(person, Person) and bool(person.organisations_with(*DISPUTERS))

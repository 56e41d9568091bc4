# SPDX-License-Identifier: EUPL-1.2
"""Who may make a move: small predicates that kinds combine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akkoord.people.rules import Role, StaffRole

from .kind import Reach, Right
from .visibility import FOR_STAFF, reach_of

if TYPE_CHECKING:
    from akkoord.people.models import Person

    from .models import Case

DESK = (StaffRole.AGENT, StaffRole.FIRST_CLASS_AGENT, StaffRole.DESK_LEAD)


def of_vendor(person: Person, case: Case) -> bool:
    """Somebody whose role at the vendor sees such cases; what they are at a customer does not count."""
    return case.audience in FOR_STAFF and any(role in case.kind.seen_by for role in person.staff_roles)


def agent(person: Person, case: Case) -> bool:
    """Somebody who works on such cases: the vendor's desk, unless the kind names others, of the vendor or of the organisation."""
    if case.kind.worked_by is not None:
        return may_see(person, case) and case.kind.worked_by.one(person, case)
    return person.has_staff_role(*(case.kind.handled_by or DESK)) and of_vendor(person, case)


def may_look_after(person: Person, case: Case) -> bool:
    """Whether the person can be made responsible: of the vendor, or of those of the organisation who work on it."""
    return agent(person, case) if case.kind.worked_by is not None else of_vendor(person, case)


def reporter(person: Person, case: Case) -> bool:
    """The one who reported it, while a role still lets them see it."""
    return case.is_reported_by(person) and reach_of(person, case) is not None


def everyone(person: Person, case: Case) -> bool:
    """Whoever may see the case."""
    return may_see(person, case)


def holder_of(*roles: Role) -> Right:
    """Whoever holds one of the roles in the case's organisation or at the vendor, and sees the case."""

    def right(person: Person, case: Case) -> bool:
        held = person.roles_in(case.organisation_id) | person.staff_roles
        return bool(held & set(roles)) and may_see(person, case)

    return right


def may_see(person: Person, case: Case) -> bool:
    """Whether the case's page exists for this person."""
    reach = reach_of(person, case)
    if reach == Reach.EVERY or person.pk in case.persons:
        return True
    return reach == Reach.OWN and (case.is_reported_by(person) or (person.is_staff and case.assignee_id == person.pk))


def may_add(person: Person, case: Case) -> bool:
    """Whether this person may write on the case: the desk, and on the customer's side the reporter. sla:2.2.1

    Where an organisation works on it itself, everybody who sees it: they are colleagues with a part in it.
    """
    if case.kind.worked_by is not None:
        return may_see(person, case)
    return agent(person, case) or reporter(person, case)

# SPDX-License-Identifier: EUPL-1.2
"""What somebody is in the management organisations that they belong to, read once for a request."""

from __future__ import annotations

from akkoord.people.models import Person

from .models import RoleHolding
from .rules.roles import StewardRole

Held = frozenset[tuple[int, StewardRole, int | None]]


def held_by(person: Person) -> Held:
    """(organisation, role, process or None for all) of what the person holds now, where they are still a member."""
    known: Held | None = person.__dict__.get("_steward_roles")
    if known is None:
        rows = RoleHolding.objects.in_force().visible_to(person).filter(person=person)
        known = frozenset((o, StewardRole(r), p) for o, r, p in rows.values_list("organisation_id", "role", "process_id"))
        person.__dict__["_steward_roles"] = known
    return known


def holds(person: Person, organisation_id: int | None, *roles: StewardRole, process_id: int | None = None) -> bool:
    """Whether the person holds one of the roles there: for the whole organisation, or for this process."""
    return any(o == organisation_id and r in roles and p in (None, process_id) for o, r, p in held_by(person))


def organisations_held(person: Person, *roles: StewardRole) -> list[int]:
    """Organisations in which the person holds one of the roles, for all or for any process."""
    return sorted({o for o, r, _p in held_by(person) if r in roles})


def forget_held(person: Person) -> None:
    """What was read of the person's roles no longer holds."""
    person.__dict__.pop("_steward_roles", None)

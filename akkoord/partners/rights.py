# SPDX-License-Identifier: EUPL-1.2
"""Who may do what in a partner's name, and who for the vendor; None is the program itself."""

from __future__ import annotations

from akkoord.cases.refusals import NotAllowed
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole, StaffRole

MANAGERS = (StaffRole.PARTNER_MANAGER,)
ACTORS = (PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER)  # act in the partner's name; others read


def is_manager(person: Person) -> bool:
    """Whether somebody looks after partners for the vendor."""
    return person.has_staff_role(*MANAGERS)


def may_act(person: Person, organisation_id: int | None, *, own: int | None = None) -> bool:
    """Whether somebody acts in a partner's name; `own` is the person whom it is about, who may do so too."""
    if person.roles_in(organisation_id) & set(ACTORS) or is_manager(person):
        return True
    return own is not None and person.pk == own and organisation_id in person.scope.organisations


def check_manager(by: Person | None) -> None:
    """Raises NotAllowed for whoever does not look after partners."""
    if by is not None and not is_manager(by):
        raise NotAllowed


def check_actor(by: Person | None, organisation_id: int | None, *, own: int | None = None) -> None:
    """Raises NotAllowed for whoever may not act in the partner's name."""
    if by is not None and not may_act(by, organisation_id, own=own):
        raise NotAllowed

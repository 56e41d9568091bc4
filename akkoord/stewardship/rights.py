# SPDX-License-Identifier: EUPL-1.2
"""Who may arrange a management organisation. beheer:4"""

from __future__ import annotations

from akkoord.people.models import Person
from akkoord.people.rules import PortalRole

from .refusals import NotAllowed
from .rules.roles import StewardRole
from .standing import organisations_held

FUNCTIONAL, TECHNICAL = StewardRole.FUNCTIONAL_ADMINISTRATOR, StewardRole.TECHNICAL_ADMINISTRATOR


def may_administer(person: Person, organisation_id: int | None) -> bool:
    """A functional administrator of the organisation (for all or any process), or its portal administrator."""
    if PortalRole.ADMINISTRATOR in person.roles_in(organisation_id):
        return True
    return organisation_id in organisations_held(person, FUNCTIONAL)


def may_work(person: Person, organisation_id: int | None) -> bool:
    """Whether the work list is theirs: administrators, functional or technical, and the portal administrator."""
    return may_administer(person, organisation_id) or organisation_id in organisations_held(person, TECHNICAL)


def demand_administrator(person: Person | None, organisation_id: int) -> None:
    """Nobody (None) is set-up: the demonstration, an import. Raises NotAllowed."""
    if person is not None and not may_administer(person, organisation_id):
        raise NotAllowed


def may_check(person: Person, organisation_id: int | None, role: StewardRole) -> bool:
    """Whether the person fills in the yearly self-check of a role: who holds it, or an administrator for them."""
    return may_administer(person, organisation_id) or organisation_id in organisations_held(person, role)

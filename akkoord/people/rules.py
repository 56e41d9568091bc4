# SPDX-License-Identifier: EUPL-1.2
"""Roles and what follows from them, as plain values. sla:2.2.1"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from akkoord.scope.rules import Scope, Side


class OrganisationKind(StrEnum):
    """What an organisation is to the vendor. A partner may also be a customer."""

    VENDOR = "vendor"
    CUSTOMER = "customer"
    PARTNER = "partner"


class PortalRole(StrEnum):
    """What a contact may do for one organisation. Ids are stable, labels are data."""

    ADMINISTRATOR = "administrator"
    INCIDENT_SUBMITTER = "incident_submitter"
    INCIDENT_MANAGER = "incident_manager"
    ENVIRONMENTS = "environments"
    PRIVACY_CONTACT = "privacy_contact"
    MEMBER = "member"


class StaffRole(StrEnum):
    """What somebody of the vendor may do."""

    AGENT = "agent"
    FIRST_CLASS_AGENT = "first_class_agent"
    DESK_LEAD = "desk_lead"
    SERVICE_MANAGER = "service_manager"
    CONSULTANT = "consultant"
    PROJECT_LEADER = "project_leader"
    OPERATIONS = "operations"
    PRODUCT_MANAGER = "product_manager"
    PRIVACY_OFFICER = "privacy_officer"
    PARTNER_MANAGER = "partner_manager"
    FINANCE = "finance"
    STAFF_ADMINISTRATOR = "staff_administrator"


class TokenScope(StrEnum):
    """What a program may do with a token."""

    TIMINGS_WRITE = "timings:write"
    VERDICTS_READ = "verdicts:read"


# Whose programs may be given a scope.
SCOPES_OF: dict[OrganisationKind, tuple[TokenScope, ...]] = {
    OrganisationKind.VENDOR: (TokenScope.TIMINGS_WRITE, TokenScope.VERDICTS_READ),
    OrganisationKind.CUSTOMER: (TokenScope.VERDICTS_READ,),
    OrganisationKind.PARTNER: (TokenScope.VERDICTS_READ,),
}

Role = PortalRole | StaffRole
ROLES: dict[str, Role] = {str(r): r for r in (*PortalRole, *StaffRole)}


@dataclass(frozen=True)
class Standing:
    """One membership in force: where somebody stands, and with which roles."""

    organisation_id: int
    kind: OrganisationKind
    roles: frozenset[Role]


def scope_of(person_id: int, standings: Iterable[Standing]) -> Scope:
    """All of a person's memberships together; the chooser on a page only filters. sla:2.3.3"""
    standings = tuple(standings)
    staff = any(s.kind == OrganisationKind.VENDOR for s in standings)
    organisations = frozenset(s.organisation_id for s in standings if s.kind != OrganisationKind.VENDOR)
    return Scope(Side.STAFF if staff else Side.CUSTOMER, organisations, person_id)


def keeper_of(kind: OrganisationKind) -> Role:
    """The role that somebody must always hold: who gives the others access."""
    return StaffRole.STAFF_ADMINISTRATOR if kind == OrganisationKind.VENDOR else PortalRole.ADMINISTRATOR


def leaves_no_administrator(
    roles_of_others: Iterable[frozenset[Role]], new_roles: frozenset[Role], keeper: Role = PortalRole.ADMINISTRATOR
) -> bool:
    """Whether a change would leave an organisation without anybody who gives access."""
    return keeper not in new_roles and not any(keeper in r for r in roles_of_others)


def do_roles_fit(kind: OrganisationKind, roles: frozenset[Role]) -> bool:
    """Whether these are roles of such an organisation, and at least one: the vendor has its own."""
    own = StaffRole if kind == OrganisationKind.VENDOR else PortalRole
    return bool(roles) and all(isinstance(r, own) for r in roles)


def do_scopes_fit(kind: OrganisationKind, scopes: Iterable[TokenScope]) -> bool:
    """Whether a token of such an organisation may have these scopes: at least one, and none of somebody else's."""
    asked = set(scopes)
    return bool(asked) and asked <= set(SCOPES_OF.get(kind, ()))


def scope_of_token(kind: OrganisationKind, organisation_id: int) -> Scope:
    """What rows a program with a token of this organisation may know of: the vendor's is staff without a person. sla:2.3.3"""
    if kind == OrganisationKind.VENDOR:
        return Scope(Side.STAFF)
    return Scope(Side.CUSTOMER, frozenset({organisation_id}))


def counts_as_submitter(roles: frozenset[Role], is_expert: bool) -> bool:
    """Whether a membership counts towards the licence's limit; an outside expert does not. sla:2.2.1"""
    return PortalRole.INCIDENT_SUBMITTER in roles and not is_expert


@dataclass(frozen=True)
class Places:
    """How many of an organisation's places for submitters are taken; `limit` None: as many as they like."""

    taken: int
    limit: int | None

    @property
    def is_full(self) -> bool:
        """Whether another submitter would be one too many."""
        return self.limit is not None and self.taken >= self.limit

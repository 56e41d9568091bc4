# SPDX-License-Identifier: EUPL-1.2
"""Audiences, sides and scopes as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Audience(StrEnum):
    """Who may know of a row at all; rights within an audience are a matter of roles."""

    SHARED = "shared"  # vendor, the organisation and its parties
    ORGANISATION_ONLY = "organisation_only"  # the vendor never sees it, nor counts it
    VENDOR_ONLY = "vendor_only"
    NAMED_PERSONS = "named_persons"  # a confidential report


class Side(StrEnum):
    """Where a reader stands."""

    SYSTEM = "system"  # the worker's own periodic work, importers, sign-in
    STAFF = "staff"
    CUSTOMER = "customer"
    PUBLIC = "public"


@dataclass(frozen=True)
class Scope:
    """What a reader's rows may belong to. `organisations` are those of all memberships outside the vendor's."""

    side: Side
    organisations: frozenset[int] = field(default_factory=frozenset)
    person_id: int | None = None


PUBLIC = Scope(Side.PUBLIC)
SYSTEM = Scope(Side.SYSTEM)


@dataclass(frozen=True)
class Circle:
    """Who a row belongs to: copied from a case to its messages, events, clocks, mails and files."""

    organisation_id: int | None
    audience: Audience = Audience.SHARED
    parties: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()

    def is_open_to(self, scope: Scope) -> bool:
        """Whether a reader with this scope may know of the row; the same decision as the database's policy."""
        if scope.side == Side.SYSTEM:
            return True
        if self.audience == Audience.NAMED_PERSONS:
            return scope.person_id is not None and scope.person_id in self.persons
        if scope.side == Side.STAFF and self.audience in (Audience.SHARED, Audience.VENDOR_ONLY):
            return True
        if self.audience in (Audience.SHARED, Audience.ORGANISATION_ONLY):
            return self.organisation_id in scope.organisations or bool(scope.organisations & set(self.parties))
        return False

# SPDX-License-Identifier: EUPL-1.2
"""What can happen to organisations, persons and their memberships. Ids only: no names, no addresses, no tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class OrganisationRegistered(Fact):
    """A customer, a partner or the vendor was entered."""

    organisation_id: int
    about: ClassVar[str] = "organisation_id"


@dataclass(frozen=True)
class PersonFact(Fact):
    """Something that happened to a person."""

    person_id: int
    about: ClassVar[str] = "person_id"


@dataclass(frozen=True)
class PersonRegistered(PersonFact):
    """A person got an account."""


@dataclass(frozen=True)
class PersonInvited(PersonFact):
    """Somebody was given access and is to be told; `is_new`: there is no password yet, so a link to choose one goes along."""

    organisation_id: int
    membership_id: int
    is_new: bool


@dataclass(frozen=True)
class PersonBlocked(PersonFact):
    """The vendor closed an account."""


@dataclass(frozen=True)
class PersonUnblocked(PersonFact):
    """The vendor opened an account again."""


@dataclass(frozen=True)
class DetailsChanged(PersonFact):
    """Somebody changed own details; `fields` are their names, not their values."""

    fields: tuple[str, ...]


@dataclass(frozen=True)
class FeedKeyMade(PersonFact):
    """Somebody got a new private address for a calendar program; the earlier one no longer works."""

    feed: str


@dataclass(frozen=True)
class FeedKeyEnded(PersonFact):
    """A private address no longer works."""

    feed: str


@dataclass(frozen=True)
class SignedIn(PersonFact):
    """Somebody signed in. sla:2.3.6"""

    second_factor: bool


@dataclass(frozen=True)
class SignInFailed(Fact):
    """A password or a code was wrong. Nothing is kept of what was typed, nor for whom: it is counted."""


@dataclass(frozen=True)
class MembershipFact(Fact):
    """Something that happened to a person's membership of an organisation."""

    membership_id: int
    person_id: int
    organisation_id: int
    about: ClassVar[str] = "membership_id"


@dataclass(frozen=True)
class MembershipAdded(MembershipFact):
    """A person belongs to an organisation from now on."""

    roles: tuple[str, ...]


@dataclass(frozen=True)
class MembershipChanged(MembershipFact):
    """Other roles, or counted as an expert from now on."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_expert: bool


@dataclass(frozen=True)
class MembershipBlocked(MembershipFact):
    """The roles do not count for the time being."""


@dataclass(frozen=True)
class MembershipUnblocked(MembershipFact):
    """The roles count again."""


@dataclass(frozen=True)
class MembershipEnded(MembershipFact):
    """The person no longer belongs to the organisation."""


@dataclass(frozen=True)
class TokenFact(Fact):
    """Something about a token with which a program comes in."""

    token_id: int
    organisation_id: int
    about: ClassVar[str] = "token_id"


@dataclass(frozen=True)
class TokenCreated(TokenFact):
    """A program may come in from now on."""

    scopes: tuple[str, ...]


@dataclass(frozen=True)
class TokenRevoked(TokenFact):
    """The program may no longer come in."""

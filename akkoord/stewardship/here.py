# SPDX-License-Identifier: EUPL-1.2
"""Whose management organisation a page shows, and what the reader is there. Every page of the floor begins with `here`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from akkoord.people.chooser import PARAMETER, Choice, choose_organisation
from akkoord.people.doors import PersonRequest
from akkoord.people.models import Membership, Organisation, Person

from .rights import may_administer, may_work
from .rules.roles import StewardRole
from .set_up import is_known_set_up, is_set_up
from .standing import held_by


@dataclass(frozen=True)
class Here:
    """One organisation, as this reader stands in it."""

    person: Person
    organisation: Organisation
    choice: Choice

    @cached_property
    def is_set_up(self) -> bool:
        """Whether there are processes or roles."""
        return is_set_up(self.organisation.pk)

    @cached_property
    def may_administer(self) -> bool:
        """Whether the reader arranges things here: functional administrator or portal administrator."""
        return may_administer(self.person, self.organisation.pk)

    @cached_property
    def may_work(self) -> bool:
        """Whether the work list is the reader's."""
        return may_work(self.person, self.organisation.pk)

    @cached_property
    def roles(self) -> dict[StewardRole, frozenset[int | None]]:
        """The reader's roles here, each with its processes (None: all)."""
        mine = [(r, p) for o, r, p in held_by(self.person) if o == self.organisation.pk]
        return {role: frozenset(p for r, p in mine if r == role) for role in StewardRole if any(r == role for r, _p in mine)}

    @cached_property
    def colleagues(self) -> list[Person]:
        """Everybody with access for the organisation, by name."""
        return colleagues_of(self.organisation)

    @property
    def query(self) -> str:
        """What an address needs to mean this organisation: nothing for who belongs to one only."""
        return f"?{PARAMETER}={self.organisation.key}" if len(self.choice.among) > 1 else ""


def here(request: PersonRequest) -> Here:
    """The organisation in the address, or the reader's first that is set up. Stands behind `customer_door()`."""
    choice = choose_organisation(request, request.user)
    chosen = choice.organisation or next((o for o in choice.among if is_known_set_up(o.pk)), choice.among[0])
    return Here(request.user, chosen, choice)


def here_of(request: PersonRequest, organisation: Organisation) -> Here:
    """For a page about something that belongs to this organisation, which the reader may see."""
    return Here(request.user, organisation, choose_organisation(request, request.user))


def colleagues_of(organisation: Organisation) -> list[Person]:
    """Everybody with access for an organisation, by name."""
    found = Membership.objects.in_force().filter(organisation=organisation).select_related("person")
    return [m.person for m in found.order_by("person__name", "person_id")]

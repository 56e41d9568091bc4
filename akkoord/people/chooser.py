# SPDX-License-Identifier: EUPL-1.2
"""Which of my organisations a page shows. Only a filter, kept in the address, so that two tabs do not disturb each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from .models import Organisation, Person
from .rules import OrganisationKind, PortalRole

PARAMETER = "organisation"


@dataclass(frozen=True)
class Option:
    """One organisation to choose, with the page's own address filtered on it."""

    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """What is chosen: one organisation, or none for all of them."""

    organisation: Organisation | None
    among: tuple[Organisation, ...]
    address: Callable[[str], str]

    @property
    def shown(self) -> tuple[Organisation, ...]:
        """The organisations whose rows the page shows."""
        return (self.organisation,) if self.organisation else self.among

    @property
    def options(self) -> list[Option]:
        """Every organisation to choose from; nothing when there is nothing to choose."""
        if len(self.among) < 2:
            return []
        return [Option(o.name, self.address(o.key), o == self.organisation) for o in self.among]

    @property
    def all_url(self) -> str:
        """The page without a choice."""
        return self.address("")


def choose_organisation(request: HttpRequest, person: Person, *roles: PortalRole) -> Choice:
    """The choice in the address among the person's organisations, those with any of `roles`; an unknown one counts as none."""
    among = tuple(
        m.organisation
        for m in person.memberships_in_force
        if m.organisation.kind != OrganisationKind.VENDOR and (not roles or m.role_set & set(roles))
    )
    wanted = request.GET.get(PARAMETER, "")
    chosen = next((o for o in among if o.key == wanted), None)

    def address(key: str) -> str:
        query = request.GET.copy()
        query.pop(PARAMETER, None)
        query.pop("after", None)  # another list starts at its own beginning
        if key:
            query[PARAMETER] = key
        return f"{request.path}?{query.urlencode()}" if query else request.path

    return Choice(chosen, among, address)

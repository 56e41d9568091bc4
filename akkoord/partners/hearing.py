# SPDX-License-Identifier: EUPL-1.2
"""Who hears of what happens in the partner programme, each once and in their own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from akkoord.audit.models import Event
from akkoord.notifications.posting import post
from akkoord.people.models import Membership, Person
from akkoord.people.rules import OrganisationKind, PortalRole, Role
from akkoord.web.mail_layout import Letter

from .models import Expert
from .rights import MANAGERS


def administrators_of(organisation_id: int) -> list[Person]:
    """Who looks after a partner's side."""
    return _holders((PortalRole.ADMINISTRATOR,), organisation=organisation_id)


def managers() -> list[Person]:
    """Who looks after partners for the vendor."""
    return _holders(MANAGERS, organisation__kind=OrganisationKind.VENDOR)


def side_of(expert: Expert) -> list[Person]:
    """An expert, and who looks after that partner's side."""
    return [expert.person, *administrators_of(expert.organisation_id)]


def tell(event: Event, people: Iterable[Person], compose: Callable[[Person], Letter]) -> None:
    """Write each of them a mail about the event, but not to whoever did it."""
    for person in {p.pk: p for p in people if p.is_active and p.pk != event.by_id}.values():
        post(event, person, partial(compose, person))


def _holders(roles: Iterable[Role], **more: object) -> list[Person]:
    found = Membership.objects.in_force().filter(roles__overlap=[str(role) for role in roles], **more)
    return [m.person for m in found.select_related("person").order_by("person__name", "pk")]

# SPDX-License-Identifier: EUPL-1.2
"""Two people of a partner at the same moment: both are answered, and what is one stands once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from akkoord.partners.actions.leads import register_lead
from akkoord.partners.models import Lead
from akkoord.partners.tests.network import AT, Network
from akkoord.people.models import Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from akkoord.web.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
ONCE = UUID("3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a5556")


@pytest.fixture
def there() -> Network:
    with scoped(SYSTEM):
        network = Network(World())
        assert network.partner and network.roos and network.daan
        return network


def at_once(people: list[Person], act: Callable[[Person], object]) -> list[object]:
    """Let each do this in a transaction of their own; what each gave, or the code of the refusal."""
    ready = Barrier(len(people))

    def run(by: Person) -> object:
        try:
            with scoped(SYSTEM):
                person = Person.objects.get(pk=by.pk)
                with scoped(person.scope):
                    ready.wait(10)
                    return act(person)
        except Refusal as refusal:
            return refusal.code
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(people)) as all_of_them:
        return list(all_of_them.map(run, people))


@pytest.mark.parametrize("once", [None, ONCE])
def test_a_company_that_two_colleagues_register_at_once_stands_once(there: Network, once: UUID | None) -> None:
    def register(by: Person) -> object:
        lead = register_lead(
            organisation=there.partner.organisation, company="Bakkerij Tarwehof", contact="", what="Rooster", is_customer=False,
            is_joint=False, by=by, at=AT, once=once,
        )  # fmt: skip
        return lead.pk

    answers = at_once([there.roos, there.daan], register)
    with scoped(SYSTEM):
        (lead,) = Lead.objects.filter(organisation=there.partner.organisation)
    assert sorted(map(str, answers)) == sorted([str(lead.pk), str(lead.pk) if once else "lead_known"])

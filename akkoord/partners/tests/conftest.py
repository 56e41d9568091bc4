# SPDX-License-Identifier: EUPL-1.2
"""What more tests of partners begin with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from akkoord.people.models import Person
from akkoord.people.second_factor import PASSED
from akkoord.site.world.handle import World

from .network import Network


@pytest.fixture
def network(world: World) -> Network:
    """The five partners with their people."""
    return Network(world)


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """A browser in which somebody has signed in, with the second factor passed."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        session = client.session
        session[PASSED] = person.pk
        session.save()
        return client

    return sign_in

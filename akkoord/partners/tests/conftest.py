# SPDX-License-Identifier: EUPL-1.2
"""What more tests of partners begin with."""

from __future__ import annotations

import pytest

from akkoord.site.world.handle import World

from .network import Network


@pytest.fixture
def network(world: World) -> Network:
    """The five partners with their people."""
    return Network(world)

# SPDX-License-Identifier: EUPL-1.2
"""The demonstration's outages."""

import pytest

from akkoord.operations.models import Outage
from akkoord.site.world.disturbances import DISTURBANCES, disturb

pytestmark = pytest.mark.django_db


def test_all_but_one_are_over_and_everything_was_told(world, amsterdam) -> None:
    now = amsterdam("Thu 2026-11-19 12:50")
    disturb(now)
    outages = list(Outage.objects.order_by("began_at"))
    assert [outage.title_nl for outage in outages] == [each.title[0] for each in DISTURBANCES]
    assert [outage.is_running for outage in outages] == [False, False, False, True]
    assert [outage.updates.count() for outage in outages] == [3, 3, 3, 2]
    assert [outage.affected.count() for outage in outages] == [1, 1, 2, 1]

# SPDX-License-Identifier: EUPL-1.2
"""The demonstration's tickets stand in every phase, whenever it is built, and one was passed on."""

from __future__ import annotations

import pytest

from akkoord.cases.models import Case
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards
from akkoord.site.world.tickets import STORIES, ask_tickets
from akkoord.stewardship.models import TicketPassing
from akkoord.stewardship.rules.tickets import PHASE_OF, Phase


@pytest.mark.parametrize("now", ["Mon 2026-11-23 08:00", "Sun 2026-01-04 23:30", "Wed 2026-04-29 12:00"])
def test_there_are_tickets_in_every_phase(world, now: str) -> None:
    at = amsterdam(now)
    found_stewards(at)
    ask_tickets(at)
    cases = Case.objects.filter(kind_name="ticket")
    assert cases.count() == len(STORIES)
    assert {PHASE_OF[state] for state in cases.values_list("state", flat=True)} == set(Phase)
    assert TicketPassing.objects.get().other is not None
    assert not cases.filter(changed_at__gt=at).exists()

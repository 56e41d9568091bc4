# SPDX-License-Identifier: EUPL-1.2
"""An incident's clocks follow the agreement to the second."""

from __future__ import annotations

from akkoord.cases.actions import make_move
from akkoord.clocks.rules import Verdict


def test_a_workaround_ends_recovery_in_time(world, amsterdam):
    incident = world.reports(priority=2, at="Thu 2026-11-19 16:30")
    make_move(case=incident, move="work_around", by=world.agent, at=amsterdam("Fri 2026-12-18 10:00"), text="Draai per afdeling.")
    assert incident.clock("recovery").verdict == Verdict.KEPT
    assert incident.clock("reaction").verdict == Verdict.BROKEN

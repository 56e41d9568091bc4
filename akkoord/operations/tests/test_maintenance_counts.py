# SPDX-License-Identifier: EUPL-1.2
"""What a plan does to the measured month: left out where announcement and window are proved, an outage otherwise. sla:2.3.1"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.operations.actions.maintenance import begin_maintenance, end_maintenance, move_maintenance, plan_maintenance
from akkoord.operations.evidence import Other, availability
from akkoord.operations.models import Instance, Maintenance
from akkoord.operations.weighing import read_plan
from akkoord.site.world.moments import amsterdam

HOUR = 3600
TOLD, BEGIN, END = (amsterdam(text) for text in ("Thu 2026-11-12 12:00", "Tue 2026-11-17 21:00", "Wed 2026-11-18 01:00"))
LATER = amsterdam("Thu 2026-11-19 12:00")


@pytest.fixture
def plans(world):
    def give(**given) -> Maintenance:
        usual = {
            "kind": "planned", "title_nl": "Opslag", "title_en": "Storage", "planned_from": BEGIN, "planned_until": END,
            "instances": [Instance.objects.get(code="public-portal")], "by": world.operator, "at": TOLD,
        }  # fmt: skip
        return plan_maintenance(**(usual | given))

    return give


def counted() -> tuple[int, int, int]:
    """Seconds of the portal that are left out, that are down, and that are down in the other reading."""
    reading = availability(date(2026, 11, 1), at=LATER)
    own, other = (month.components["public-portal"] for month in (reading.own, reading.others[Other.MAINTENANCE]))
    return own.left_out, own.down, other.down


def test_work_announced_in_time_in_its_hours_is_left_out(plans):
    plans()
    assert counted() == (4 * HOUR, 0, 0)


def test_an_exception_counts_as_an_outage_and_the_other_reading_leaves_it_out_as_was_said_before_saving(plans):
    late = amsterdam("Mon 2026-11-16 12:00")
    said = read_plan("planned", is_security=False, begin=BEGIN, end=END, at=late)
    plans(at=late, exception="De schijf begeeft het.")
    assert counted() == (0, 4 * HOUR, 0)
    assert (said.own, said.other) == ("down", "left_out")


def test_work_before_and_after_what_was_announced_counts_as_an_outage(plans, world):
    made = plans()
    begin_maintenance(maintenance=made, by=world.operator, at=BEGIN - timedelta(minutes=10))
    end_maintenance(maintenance=made, by=world.operator, at=END + timedelta(minutes=20))
    assert counted() == (4 * HOUR, 30 * 60, 30 * 60)


def test_moving_starts_the_notice_anew_however_early_it_was_announced_at_first(plans, world):
    made = plans()
    tomorrow = timedelta(days=1)
    move_maintenance(
        maintenance=made, planned_from=BEGIN + tomorrow, planned_until=END + tomorrow, exception="De leverancier kan niet.",
        by=world.operator, at=amsterdam("Mon 2026-11-16 12:00"),
    )  # fmt: skip
    assert counted() == (0, 4 * HOUR, 0)


@pytest.mark.parametrize(("is_security", "expected"), [(True, (HOUR, 0, 0)), (False, (0, HOUR, HOUR))])
def test_emergency_maintenance_is_left_out_for_an_urgent_security_patch_alone(plans, is_security, expected):
    noon = amsterdam("Wed 2026-11-18 12:00")
    plans(kind="emergency", is_security=is_security, planned_from=noon, planned_until=noon + timedelta(hours=1), at=noon)
    assert counted() == expected

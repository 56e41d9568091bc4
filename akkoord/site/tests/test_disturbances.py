# SPDX-License-Identifier: EUPL-1.2
"""The demonstration's outages."""

from datetime import timedelta

import pytest

from akkoord.operations.models import Outage
from akkoord.operations.roster import coverage, last_handover
from akkoord.site.world.disturbances import DISTURBANCES, disturb, the_bad_day
from akkoord.site.world.duties import NOTE, fill_roster

pytestmark = pytest.mark.django_db


def test_all_but_one_are_over_and_everything_was_told(world, amsterdam) -> None:
    now = amsterdam("Thu 2026-11-19 12:50")
    disturb(now)
    outages = list(Outage.objects.order_by("began_at"))
    told = sorted((*DISTURBANCES, the_bad_day(now)), key=lambda each: each.ago, reverse=True)
    assert [outage.title_nl for outage in outages] == [each.title[0] for each in told]
    assert [outage.is_running for outage in outages] == [False] * 9 + [True]
    assert [outage.updates.count() for outage in outages] == [3] * 9 + [2]
    assert [outage.affected.count() for outage in outages] == [len(each.strikes) for each in told]


def test_one_was_corrected_by_two_people_and_both_values_stay(world, amsterdam) -> None:
    disturb(amsterdam("Thu 2026-11-19 12:50"))
    [outage] = Outage.objects.filter(title_nl="Koppelingen leverden niets aan")
    first, *_closed, last = outage.bounds.all()
    assert first.began_at - outage.began_at == timedelta(minutes=9)
    assert (last.is_confirmed, last.by.name, last.decided_by.name) == (True, "Femke Aalbers", "Hidde Postma")


def test_the_bad_day_is_in_the_month_before_last(amsterdam) -> None:
    for text in ("Thu 2026-11-19 12:50", "Sun 2026-03-01 00:10", "Mon 2026-08-31 23:50"):
        now = amsterdam(text)
        began = now - the_bad_day(now).ago
        assert (began.month + 1) % 12 + 1 == now.month
        assert f"{began:%d %H:%M}" == "17 09:40"


def test_somebody_is_on_duty_at_every_moment_from_last_week_on(world, amsterdam) -> None:
    now = amsterdam("Mon 2026-11-16 08:50")
    fill_roster(now)
    covered = coverage(now)
    assert covered.now is not None and covered.gaps == []
    assert last_handover(now).handover == NOTE

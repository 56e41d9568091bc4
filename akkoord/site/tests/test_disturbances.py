# SPDX-License-Identifier: EUPL-1.2
"""What happened to the demonstration's service: outages, maintenance, a bad month, measurements."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import F

from akkoord.operations.actions.plans import judge_ended_months
from akkoord.operations.loads import response_times
from akkoord.operations.models import Gap, ImprovementPlan, Maintenance, Outage, Plan, Probe, Sample
from akkoord.operations.roster import coverage, last_handover
from akkoord.operations.rules.findings import findings
from akkoord.operations.rules.watching import Bounds, Level
from akkoord.operations.watch.readings import read
from akkoord.site.world.disturbances import DISTURBANCES, disturb, the_bad_day
from akkoord.site.world.duties import NOTE, fill_roster
from akkoord.site.world.measuring import point_probes
from akkoord.site.world.page_loads import write_loads
from akkoord.site.world.sign_ins import write_sign_ins
from akkoord.site.world.works import write_plan, write_works

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
    assert (last.is_confirmed, last.by, last.decided_by) == (True, world.operator, world.second_operator)


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
    note = last_handover(now)
    assert note is not None and note.handover == NOTE


def test_maintenance_kept_its_promises_but_for_one_told_too_late_and_one_that_ran_over(world, amsterdam) -> None:
    now = amsterdam("Thu 2026-11-19 12:50")
    write_works(now)
    done = Maintenance.objects.filter(ended_at__isnull=False)
    assert [plan.maintenance.title_nl for plan in Plan.objects.exclude(exception="")] == ["Sleutels van de koppelingen vervangen"]
    assert [work.title_nl for work in done.filter(ended_at__gt=F("planned_until"))] == ["Onderhoud aan cluster A"]
    [coming] = Maintenance.objects.coming(now)
    assert coming.planned_from - now >= timedelta(days=7)


def test_the_bad_month_is_below_its_bound_and_its_plan_is_published_in_time(world, amsterdam) -> None:
    now = amsterdam("Thu 2026-11-19 12:50")
    disturb(now)
    write_works(now)
    write_plan(now)
    plan = ImprovementPlan.objects.get()
    assert f"{plan.month:%Y-%m}" == "2026-09"
    assert plan.published_at is not None and plan.due_at is not None and plan.published_at < plan.due_at
    judge_ended_months(by=None, at=now, most=12)
    assert ImprovementPlan.objects.count() == 1, "all other months are above the bound"


def test_probes_ask_where_this_start_answers_and_bring_a_past_with_one_gap(world, amsterdam) -> None:
    at = amsterdam("Thu 2026-11-19 12:50")
    point_probes(product="http://127.0.0.1:1", portal="http://127.0.0.1:2", at=at)
    assert Probe.objects.get(code="hr-payslip").settings["url"] == "http://127.0.0.1:1/payslip"
    assert Probe.objects.get(code="portal-status").settings["url"] == "http://127.0.0.1:2/status"
    [gap] = Gap.objects.all()
    assert gap.end is not None
    assert (gap.probe.code, gap.end - gap.begin) == ("portal-status", timedelta(hours=4, minutes=42))
    loads = response_times("first_window", at - timedelta(days=2), at)
    assert loads.count > 2000
    assert loads.mean is not None and 500 < loads.mean < 1000
    count = Sample.objects.count()
    point_probes(product="http://127.0.0.1:3", portal="http://127.0.0.1:2", at=at)
    assert Probe.objects.get(code="hr-payslip").settings["url"] == "http://127.0.0.1:3/payslip"
    assert (Sample.objects.count(), Probe.objects.count()) == (count, 7)


def test_there_is_enough_history_to_tell_an_unusual_hour(world, amsterdam) -> None:
    for text in ("Thu 2026-11-19 12:50", "Sat 2026-11-21 16:30"):
        now = amsterdam(text)
        with transaction.atomic():
            write_sign_ins(now)
            found = {each.kind: each.level for each in findings(read(now), Bounds())}
            assert (found["sign_ins"], found["failed_sign_ins"]) == (Level.WELL, Level.WELL), text
            transaction.set_rollback(True)


def test_the_windows_were_fast_enough_but_for_one_month(world, amsterdam) -> None:
    write_loads(amsterdam("Thu 2026-11-19 12:50"))
    slow = []
    for month in range(1, 11):
        begin = amsterdam(f"{date(2026, month, 1):%a} 2026-{month:02}-01 00:00")
        found = response_times("first_window", begin, begin + timedelta(days=28))
        reached = found.percentile(95)
        assert found.count >= 500 and reached is not None
        slow += [month] if reached > 2500 else []
    assert slow == [5]

# SPDX-License-Identifier: EUPL-1.2
"""What is measured by the month is judged once it ended, for everybody and for each organisation, and again when it was corrected."""

from __future__ import annotations

from datetime import UTC, date
from decimal import Decimal
from itertools import chain

import pytest
from django.db import DatabaseError, transaction

from akkoord.operations.actions.components import place_organisation
from akkoord.operations.actions.loads import add_loads
from akkoord.operations.actions.maintenance import begin_maintenance, end_maintenance, plan_maintenance
from akkoord.operations.actions.outages import ask_correction, close_outage, decide_correction, open_outage
from akkoord.operations.actions.plans import demand_plan, publish_plan
from akkoord.operations.models import Instance, Maintenance, Outage
from akkoord.operations.rules.histograms import counted
from akkoord.operations.rules.responses import HOUR, Response
from akkoord.operations.rules.words import Impact
from akkoord.promises.actions import judge_missing_months, judge_month
from akkoord.promises.evaluators import judged_in_portions, judged_of
from akkoord.promises.measuring import alike
from akkoord.promises.models import MonthVerdict
from akkoord.promises.rechecking import recheck
from akkoord.promises.rules import Judged
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM, Scope, Side
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

OCTOBER = date(2026, 10, 1)
ENDED = amsterdam("Sun 2026-11-01 00:10")
AVAILABILITY, NOTICE, WINDOW = "2.3.1/availability", "2.3.1/maintenance-announced", "2.3.1/maintenance-window"


def down(world: World, begin: str, end: str, *codes: str) -> Outage:
    instances = Instance.objects.filter(code__in=codes) if codes else Instance.objects.filter(component__is_production=True)
    outage = open_outage(
        title_nl="Eruit", title_en="Down", instances=dict.fromkeys(instances, Impact.DOWN), severity="major",
        began_at=amsterdam(begin), by=world.operator, at=amsterdam(begin),
    )  # fmt: skip
    close_outage(outage, ended_at=amsterdam(end), by=world.operator, at=amsterdam(end))
    return outage


def maintained(world: World, announced: str, begin: str, end: str, code: str = "public-portal") -> Maintenance:
    made = plan_maintenance(
        kind="planned", title_nl="Onderhoud", title_en="Maintenance", instances=[Instance.objects.get(code=code)],
        planned_from=amsterdam(begin), planned_until=amsterdam(end), by=world.operator, at=amsterdam(announced),
        exception="Kan niet wachten.",
    )  # fmt: skip
    begin_maintenance(maintenance=made, by=world.operator, at=amsterdam(begin))
    end_maintenance(maintenance=made, by=world.operator, at=amsterdam(end))
    return made


def stored(promise: str, organisation: int | None = None) -> Judged:
    return MonthVerdict.objects.filter(month=OCTOBER, promise=promise, organisation=organisation).in_force().get().judged


def test_ended_month_is_judged_for_everybody_and_for_each_organisation_on_its_own_cluster(world):
    down(world, "Tue 2026-10-06 10:00", "Wed 2026-10-07 10:00", "professional")
    assert judge_missing_months(by=None, at=amsterdam("Sat 2026-10-31 23:59")) >= 0
    assert not MonthVerdict.objects.filter(month=OCTOBER).exists()
    judge_missing_months(by=None, at=ENDED)
    on_a, on_b = (
        {p.organisation_id for p in Instance.objects.get(code=code).placements.all()}
        for code in ("professional", "professional-b")
    )
    assert world.customer.pk in on_a | on_b
    broken, kept = min(on_a), min(on_b)
    assert stored(AVAILABILITY, broken).verdict == "broken"
    assert stored(AVAILABILITY, broken).best == Decimal("99.3557")  # a day of 745 hours, in one of five components
    assert (stored(AVAILABILITY, kept).verdict, stored(AVAILABILITY, kept).best) == ("kept", Decimal(100))
    assert (stored(AVAILABILITY).bound, stored(AVAILABILITY).best) == (Decimal("99.5"), Decimal("99.6778"))


def test_judged_again_writes_only_what_changed_beside_what_was(world):
    outage = down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00")
    judge_month(month=OCTOBER, by=None, at=ENDED)
    assert stored(AVAILABILITY).verdict == "broken"
    assert judge_month(month=OCTOBER, by=None, at=ENDED) == 0
    at = amsterdam("Tue 2026-11-03 10:00")
    ask_correction(outage=outage, reason="Log.", ended_at=amsterdam("Tue 2026-10-06 10:30"), by=world.operator, at=at)
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=at)
    assert judge_month(month=OCTOBER, by=None, at=at) > 0
    rows = MonthVerdict.objects.filter(month=OCTOBER, promise=AVAILABILITY, organisation=None).order_by("id")
    assert [row.verdict for row in rows] == ["broken", "kept"]


def test_confirmed_correction_is_judged_by_itself(world, run_jobs):
    outage = down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00")
    judge_month(month=OCTOBER, by=None, at=ENDED)
    at = amsterdam("Tue 2026-11-03 10:00")
    ask_correction(outage=outage, reason="Log.", ended_at=amsterdam("Tue 2026-10-06 10:30"), by=world.operator, at=at)
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=at)
    run_jobs()
    set_scope(SYSTEM)
    assert stored(AVAILABILITY).verdict == "kept"


def test_verdicts_are_never_changed_or_removed(world):
    judge_month(month=OCTOBER, by=None, at=ENDED)
    for change in (lambda rows: rows.update(verdict="kept"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(MonthVerdict.objects.all())


def test_customer_reads_its_own_rows_and_everybodys_and_the_public_everybodys_alone(world):
    judge_month(month=OCTOBER, by=None, at=ENDED)
    with transaction.atomic():
        set_scope(Scope(Side.CUSTOMER, frozenset({world.customer.pk}), 1))
        assert set(MonthVerdict.objects.values_list("organisation", flat=True)) == {None, world.customer.pk}
    with transaction.atomic():
        set_scope(PUBLIC)
        assert set(MonthVerdict.objects.values_list("organisation", flat=True)) == {None}
    with pytest.raises(DatabaseError), transaction.atomic():
        set_scope(Scope(Side.STAFF, frozenset(), 1))
        judge_month(month=date(2026, 9, 1), by=None, at=ENDED)


def test_each_maintenance_that_broke_its_notice_or_its_window_counts(world):
    maintained(world, "Mon 2026-10-05 09:00", "Sat 2026-10-17 09:00", "Sat 2026-10-17 11:00")  # in time, in the weekend
    maintained(world, "Mon 2026-10-05 09:00", "Tue 2026-10-20 10:00", "Tue 2026-10-20 11:00")  # in time, by day
    maintained(world, "Thu 2026-10-22 09:00", "Sat 2026-10-24 09:00", "Sat 2026-10-24 11:00")  # late, in the weekend
    found = {j.promise: j for j in judged_of(OCTOBER, None, ENDED)}
    assert (found[NOTICE].kept, found[NOTICE].broken, found[NOTICE].verdict) == (2, 1, "broken")
    assert (found[WINDOW].kept, found[WINDOW].broken, found[WINDOW].verdict) == (2, 1, "broken")


def test_maintenance_on_another_cluster_does_not_concern_me(world):
    other = Instance.objects.get(code="professional-b")
    place_organisation(
        organisation=world.customer, instance=Instance.objects.get(code="professional"), since=amsterdam("Thu 2026-10-01 00:00"),
        by=None, at=amsterdam("Thu 2026-10-01 00:00"),
    )  # fmt: skip
    maintained(world, "Mon 2026-10-12 09:00", "Tue 2026-10-13 10:00", "Tue 2026-10-13 11:00", code=other.code)
    mine = {j.promise: j for j in judged_of(OCTOBER, world.customer.pk, ENDED)}
    assert (mine[WINDOW].kept, mine[WINDOW].broken, mine[WINDOW].shown) == (0, 0, None)


def test_window_that_nobody_loaded_is_not_measurable_and_says_so(world):
    found = {j.promise: j for j in judged_of(OCTOBER, None, ENDED)}
    assert {(found[p].verdict, found[p].why) for p in ("2.3.2/windows", "2.3.2/home-page")} == {("none", "no_loads")}


def test_of_an_organisation_only_what_differs_is_judged_and_those_alike_once(world):
    assert {j.promise for j in judged_of(OCTOBER, world.customer.pk, ENDED)} == {
        AVAILABILITY, NOTICE, WINDOW, "2.3.4/patch-window", "2.6.2/monthly-report",
    }  # fmt: skip
    groups = alike(OCTOBER)
    members = [organisation for group in groups for organisation in group]
    assert len(members) == len(set(members)) > len(groups)
    judge_month(month=OCTOBER, by=None, at=ENDED)
    for group in groups:
        assert len({stored(AVAILABILITY, organisation) for organisation in group}) == 1


def load_all(times: tuple[float, ...]) -> None:
    """Each named window was loaded in these milliseconds."""
    hour = amsterdam("Tue 2026-10-06 10:00").astimezone(UTC)
    read = Response(hour, hour + HOUR, count=len(times), total=sum(times), histogram=counted(times))
    windows = ("first_window", "second_window", "third_window", "self_service_home")
    add_loads(loads={(window, hour): read for window in windows}, by=None, at=hour)


@pytest.mark.parametrize(
    ("times", "windows", "home"),
    [((900.0, 2400.0), "kept", "kept"), ((900.0, 2700.0), "broken", "kept"), ((1900.0, 2300.0), "kept", "broken")],
)
def test_windows_are_judged_by_their_percentile_and_the_home_page_by_its_mean(world, times, windows, home):
    load_all(times)
    found = {j.promise: j for j in judged_of(OCTOBER, None, ENDED)}
    assert (found["2.3.2/windows"].verdict, found["2.3.2/home-page"].verdict) == (windows, home)
    assert found["2.3.2/home-page"].best == Decimal(str(sum(times) / 2000)).quantize(Decimal("0.001"))


def test_recheck_finds_nothing_when_all_is_well_and_names_a_month_that_the_facts_no_longer_give(world):
    outage = down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00")
    judge_month(month=OCTOBER, by=None, at=ENDED)
    assert not [text for text in recheck(ENDED).differences if "2.3." in text]
    at = amsterdam("Tue 2026-11-03 10:00")
    ask_correction(outage=outage, reason="Log.", ended_at=amsterdam("Tue 2026-10-06 10:30"), by=world.operator, at=at)
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=at)
    found = recheck(at).differences
    assert any("2.3.1/availability in 2026-10, all together: stored broken" in text for text in found)


def test_improvement_plan_is_judged_in_the_month_in_which_its_clock_was_decided_for_everybody(world):
    end = amsterdam("Sun 2026-11-01 00:00")
    plan = demand_plan(month=OCTOBER, promise=AVAILABILITY, since=end, by=None, at=end)
    name, november = "2.3.1/improvement-plan", date(2026, 11, 1)

    def seen(month: date, at: str) -> tuple[int, int, str]:
        judged = next(j for j in judged_of(month, None, amsterdam(at)) if j.promise == name)
        return judged.kept, judged.broken, judged.verdict

    assert seen(november, "Tue 2026-11-03 10:00") == (0, 0, "running")
    assert seen(november, "Mon 2026-11-16 08:01") == (0, 1, "broken")
    publish_plan(plan=plan, text_nl="Zo.", text_en="", by=world.operator, at=amsterdam("Fri 2026-11-06 10:00"))
    assert seen(november, "Tue 2026-12-01 10:00") == (1, 0, "kept")
    assert seen(OCTOBER, "Tue 2026-12-01 10:00") == seen(date(2026, 12, 1), "Tue 2026-12-01 10:00") == (0, 0, "nothing")
    assert name not in {j.promise for j in judged_of(november, world.customer.pk, amsterdam("Tue 2026-12-01 10:00"))}


def test_all_at_once_gives_what_each_alone_gives(world):
    down(world, "Tue 2026-10-06 10:00", "Wed 2026-10-07 10:00", "professional")
    maintained(world, "Thu 2026-10-22 09:00", "Fri 2026-10-23 10:00", "Fri 2026-10-23 11:00", code="professional-b")
    found: dict[int | None, set[Judged]] = {}
    for organisation, judged in chain.from_iterable(judged_in_portions(OCTOBER, ENDED)):
        found.setdefault(organisation, set()).add(judged)
    assert len(found) > 3
    for organisation, its in found.items():
        alone = {judged for judged in judged_of(OCTOBER, organisation, ENDED, by_clocks=True) if judged.is_worth_a_row}
        assert {judged for judged in its if judged.is_worth_a_row} == alone

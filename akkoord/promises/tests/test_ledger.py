# SPDX-License-Identifier: EUPL-1.2
"""The ledger: what a verdict rests on, what it replaces and why, and what is at risk while the month runs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from akkoord.agreements.models import Contract
from akkoord.clocks.models import Clock
from akkoord.operations.actions.outages import ask_correction, decide_correction
from akkoord.operations.models import Instance, Placement
from akkoord.promises.actions import count_promises, judge_missing_months, judge_month, judge_running_month
from akkoord.promises.evaluators import CLOCKS, judged_in_portions, judged_of
from akkoord.promises.ledger import read_month
from akkoord.promises.measuring import alike
from akkoord.promises.models import MonthVerdict
from akkoord.promises.rechecking import recheck
from akkoord.promises.rules import NOTHING_RECORDED, RECORDED_LATER
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .test_months import AVAILABILITY, ENDED, NOTICE, OCTOBER, WINDOW, down, maintained

NOVEMBER = date(2026, 11, 1)
SHARPER = {
    "2.3.1/availability": {
        "text": {"nl": "Minstens 99,9 procent.", "en": "At least 99.9 percent."},
        "by": "vendor",
        "measure": {"figure": "availability", "at_least": "99.9", "per": "month"},
    }
}
REACTION = "2.2.3/reaction-p2"


def row(promise: str, organisation: int | None = None, month: date = OCTOBER) -> MonthVerdict:
    return MonthVerdict.objects.filter(month=month, promise=promise, organisation=organisation).in_force().get()


def reported_in_october(world: World, *, kept: bool) -> Clock:
    """A priority 2 incident, answered the same day or after two weeks."""
    incident = world.reports("Loonrun stopt", priority=2, at=amsterdam("Tue 2026-10-06 09:00"), by=world.submitter)
    clock = Clock.objects.get(subject=incident.key, promise=REACTION)
    stopped = clock.started_at + timedelta(hours=1) if kept else clock.due_at + timedelta(days=14)
    Clock.objects.filter(pk=clock.pk).update(verdict="kept" if kept else "broken", stopped_at=stopped)
    count_promises(by=None, at=ENDED)
    return Clock.objects.get(pk=clock.pk)


def test_verdict_names_its_figure_its_unit_what_was_left_out_by_what_proof_and_its_evaluator(world: World) -> None:
    outage = down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 12:00")
    work = maintained(world, "Mon 2026-10-05 09:00", "Sat 2026-10-17 09:00", "Sat 2026-10-17 11:00")
    judge_month(month=OCTOBER, by=None, at=ENDED)
    verdict = row(AVAILABILITY)
    copies = Instance.objects.filter(code="public-portal", component__is_production=True).count()
    assert (verdict.unit, verdict.until, verdict.evaluator, verdict.evaluator_version) == ("percent", NOVEMBER, "availability", 1)
    assert outage.key in {key for page in verdict.evidence for key in page["keys"]}
    assert verdict.excluded == ({"planned": {"seconds": 7200, "proof": [work.key]}} if copies else {})
    assert verdict.evidence[0]["path"] == "/availability/2026-10"
    assert row(NOTICE).evidence == [{"path": "/status/history/2026-10", "keys": [work.key]}]


def test_corrected_month_is_a_new_verdict_with_the_reason_and_both_persons_and_names_the_old_one(world: World) -> None:
    outage = down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00")
    judge_month(month=OCTOBER, by=None, at=ENDED)
    before, at = row(AVAILABILITY), amsterdam("Tue 2026-11-03 10:00")
    ask_correction(outage=outage, reason="Het logboek.", ended_at=amsterdam("Tue 2026-10-06 10:30"), by=world.operator, at=at)
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=at)
    judge_month(month=OCTOBER, by=None, at=at)
    after = row(AVAILABILITY)
    assert (before.verdict, after.verdict) == ("broken", "kept")
    assert (before.supersedes, before.reason) == (None, "")
    assert (after.supersedes, after.reason) == (before, "Het logboek.")
    assert (after.by, after.confirmed_by) == (world.operator, world.second_operator)


def test_what_was_recorded_later_is_a_new_verdict_that_says_so_and_nobody_corrected(world: World) -> None:
    judge_month(month=OCTOBER, by=None, at=ENDED)
    down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00")
    judge_month(month=OCTOBER, by=None, at=amsterdam("Tue 2026-11-03 10:00"))
    after = row(AVAILABILITY)
    assert (after.verdict, after.reason, after.by, after.confirmed_by) == ("broken", RECORDED_LATER, None, None)


def test_judging_again_without_new_facts_writes_nothing(world: World) -> None:
    down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00")
    reported_in_october(world, kept=True)
    assert judge_month(month=OCTOBER, by=None, at=ENDED) > 0
    assert judge_month(month=OCTOBER, by=None, at=ENDED + timedelta(hours=1)) == 0
    assert [text for text in recheck(ENDED).differences if "in 2026-10" in text] == []


def test_clock_that_is_decided_otherwise_after_its_month_was_judged_has_it_judged_again(world: World) -> None:
    clock = reported_in_october(world, kept=True)
    judge_missing_months(by=None, at=ENDED)
    assert judge_missing_months(by=None, at=ENDED + timedelta(minutes=10)) == 0
    Clock.objects.filter(pk=clock.pk).update(verdict="broken", stopped_at=clock.due_at + timedelta(days=1))
    count_promises(by=None, at=ENDED)
    assert judge_missing_months(by=None, at=ENDED + timedelta(minutes=20)) == 2  # of the organisation, and of all together
    its = row(REACTION, world.customer.pk)
    assert (its.verdict, its.reason) == ("broken", RECORDED_LATER)
    assert its.supersedes is not None and its.supersedes.verdict == "kept"


@pytest.mark.parametrize(("kept", "verdict", "share"), [(True, "kept", 100), (False, "broken", 0)])
def test_clock_promise_has_a_verdict_of_its_organisation_with_the_cases_that_broke_it(
    world: World, kept: bool, verdict: str, share: int
) -> None:
    clock = reported_in_october(world, kept=kept)
    judge_month(month=OCTOBER, by=None, at=ENDED)
    its = row(REACTION, world.customer.pk)
    assert (its.verdict, its.worst, its.unit, its.evaluator) == (verdict, Decimal(share), "percent", CLOCKS.name)
    assert its.evidence == [{"path": f"/promises/kept/2026-10/{REACTION}", "keys": [] if kept else [clock.subject]}]
    assert not MonthVerdict.objects.filter(promise=REACTION, organisation=world.first_class).exists()


def test_what_clocks_decided_of_all_together_is_the_vendors_alone(world: World) -> None:
    reported_in_october(world, kept=True)
    judge_month(month=OCTOBER, by=None, at=ENDED)
    assert row(REACTION).kept >= 1
    with transaction.atomic():
        set_scope(PUBLIC)
        assert "clocks" not in MonthVerdict.objects.values_list("evaluator", flat=True)
    set_scope(SYSTEM)


def test_what_has_no_evidence_has_no_row_and_says_so_when_it_is_shown(world: World) -> None:
    judge_month(month=OCTOBER, by=None, at=ENDED)
    assert not MonthVerdict.objects.filter(verdict="nothing").exists()
    found = {each.id: each for each in read_month(OCTOBER, world.customer.pk, ENDED)}
    assert len(found) == 108
    assert (found[WINDOW].judged.shown, found[WINDOW].row) == (None, None)
    back_up = found["2.3.5/back-up"]
    assert (back_up.judged.verdict, back_up.judged.why, back_up.row) == ("none", NOTHING_RECORDED, None)
    assert found[AVAILABILITY].row == row(AVAILABILITY, world.customer.pk)


def test_running_month_is_read_from_the_facts(world: World) -> None:
    down(world, "Mon 2026-11-02 00:00", "Mon 2026-11-02 22:00")
    found = {each.id: each for each in read_month(NOVEMBER, world.customer.pk, amsterdam("Tue 2026-11-03 10:00"))}
    assert (found[AVAILABILITY].judged.verdict, found[AVAILABILITY].row) == ("broken", None)


def test_running_month_gets_a_row_when_it_turns_and_another_only_when_it_turns_again(world: World) -> None:
    assert judge_running_month(by=None, at=amsterdam("Sun 2026-11-01 12:00")) == 1
    assert MonthVerdict.objects.get().promise == "1.2/revised"  # at risk for the year, whatever this month brings
    down(world, "Mon 2026-11-02 00:00", "Mon 2026-11-02 22:00")
    at = amsterdam("Tue 2026-11-03 10:00")
    assert judge_running_month(by=None, at=at) > 0
    assert row(AVAILABILITY, world.customer.pk, NOVEMBER).verdict == "broken"
    assert judge_running_month(by=None, at=at + timedelta(hours=1)) == 0


def test_month_that_turned_while_it_ran_is_still_judged_when_it_ended_without_a_reason_to_give(world: World) -> None:
    down(world, "Mon 2026-11-02 00:00", "Mon 2026-11-02 22:00")
    judge_running_month(by=None, at=amsterdam("Tue 2026-11-03 10:00"))
    turned = row(AVAILABILITY, None, NOVEMBER)
    judge_missing_months(by=None, at=amsterdam("Tue 2026-12-01 00:20"))
    closed = row(AVAILABILITY, None, NOVEMBER)
    assert (closed.supersedes, closed.reason) == (turned, "")


def test_room_that_is_gone_for_three_quarters_is_at_risk_by_arithmetic(world: World) -> None:
    """99.5 % of November is room for 3.6 hours; 0.75 of it is 2 h 42 min, of all components together."""
    for day, until, expected in (("Mon 2026-11-02", "11:00", "running"), ("Tue 2026-11-03", "10:00", "at_risk")):
        down(world, f"{day} 09:00", f"{day} {until}")
        judged = next(j for j in judged_of(NOVEMBER, None, amsterdam(f"{day} 17:00")) if j.promise == AVAILABILITY)
        assert judged.verdict == expected


def test_everybody_together_is_judged_as_each_alone_from_one_reading_of_the_facts(world: World) -> None:
    down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00", "professional")
    maintained(world, "Mon 2026-10-05 09:00", "Sat 2026-10-17 09:00", "Sat 2026-10-17 11:00")
    reported_in_october(world, kept=False)
    with CaptureQueriesContext(connection) as asked:
        together = list(chain.from_iterable(judged_in_portions(OCTOBER, ENDED)))
    for organisation in {o for o, _judged in together}:
        alone = {j for j in judged_of(OCTOBER, organisation, ENDED, by_clocks=True) if j.is_worth_a_row}
        assert {j for o, j in together if o == organisation and j.is_worth_a_row} == alone
    assert len(alike(OCTOBER)) > 2
    assert len(asked) <= 40, [query["sql"][:90] for query in asked]


def signed(organisation: int, **says: Any) -> None:
    """Another contract from October on, in the place of the one before."""
    before = Contract.objects.get(organisation=organisation)
    Contract.objects.filter(pk=before.pk).update(ends_on=OCTOBER)
    given = {"starts_on": OCTOBER, "options": [], "licence": before.licence, "signed_at": before.signed_at} | says
    Contract.objects.create(organisation_id=organisation, agreement_id=before.agreement_id, **given)


def test_further_groups_of_organisations_with_terms_and_seats_of_their_own_cost_no_query(world: World) -> None:
    down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00", "professional")
    maintained(world, "Mon 2026-10-05 09:00", "Sat 2026-10-17 09:00", "Sat 2026-10-17 11:00")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert list(chain.from_iterable(judged_in_portions(OCTOBER, ENDED)))
        return len(asked)

    alone = next(its for its in alike(OCTOBER) if len(its) > 4)
    signed(alone[0], starts_on=date(2026, 10, 9))  # who had no terms when the month began is asked about its end
    queries()  # the text of each version is read once in a process
    before, groups = queries(), len(alike(OCTOBER))
    signed(alone[1], overrides=SHARPER)
    signed(alone[2], overrides=SHARPER, options=["first_class"])
    signed(alone[3], starts_on=date(2026, 10, 20), overrides=SHARPER)
    Placement.objects.filter(organisation=alone[4]).update(until=amsterdam("Tue 2026-10-13 10:00"))
    assert len(alike(OCTOBER)) >= groups + 4
    assert queries() == before

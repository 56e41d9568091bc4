# SPDX-License-Identifier: EUPL-1.2
"""A norm over a quarter, wired in: its clocks run like any other, and the quarter has one verdict of its own in the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from akkoord.agreements.actions import publish_agreement
from akkoord.agreements.reading import agreement_in
from akkoord.agreements.tests.files import REFERENCE
from akkoord.cases.tests.reading import clock_at, signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.promises.actions import count_promises, judge_missing_months, judge_month, judge_running_month
from akkoord.promises.by_organisation import turned_in
from akkoord.promises.ledger import Stand, read_month
from akkoord.promises.models import MonthVerdict
from akkoord.promises.norms import TOO_FEW
from akkoord.promises.rechecking import recheck
from akkoord.promises.rules import MISSED
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

REACTION = "2.2.3/reaction-p2"
QUARTER, AFTER = date(2026, 10, 1), date(2027, 1, 1)
OCTOBER, NOVEMBER, DECEMBER = QUARTER, date(2026, 11, 1), date(2026, 12, 1)
RUNNING, ENDED = amsterdam("Thu 2026-11-19 12:00"), amsterdam("Fri 2027-01-01 00:20")
PROMISE = "deadline: {on: incident, clock: reaction, when: {priority: 2}, within: 1 working day, calendar: support}"


def agreed(norm: str, *, more: str = "") -> None:
    """From 1 October on the reaction to priority 2 has this norm (none: empty), and whatever more the file says of it."""
    text = REFERENCE.read_text().replace("version: 2026-2", "version: 2026-3", 1)
    text = text.replace("effective_from: 2026-07-01", "effective_from: 2026-10-01", 1)
    assert PROMISE in text
    text = text.replace(PROMISE, PROMISE + (f"\n        norm: {norm}" if norm else "") + more, 1)
    document = agreement_in(text, REFERENCE).document
    publish_agreement(document=document, by=None, at=amsterdam("Mon 2026-08-03 09:00"))


def answered(world: World, at: str, *, kept: bool) -> Clock:
    """A priority 2 incident, answered within the hour, or two weeks late."""
    incident = world.reports("Loonrun stopt", priority=2, at=amsterdam(at), by=world.submitter)
    clock = Clock.objects.get(subject=incident.key, promise=REACTION)
    stopped = clock.started_at + timedelta(hours=1) if kept else clock.due_at + timedelta(days=14)
    Clock.objects.filter(pk=clock.pk).update(verdict="kept" if kept else "broken", stopped_at=stopped)
    count_promises(by=None, at=clock.due_at)
    caches["process"].clear()
    return clock


def stands(month: date, organisation: int | None, at: datetime) -> Stand:
    (found,) = read_month(month, organisation, at, names=[REACTION])
    return found


def rows(organisation: int | None) -> list[MonthVerdict]:
    return list(MonthVerdict.objects.filter(promise=REACTION, organisation=organisation).order_by("pk"))


def test_half_of_a_quarter_in_time_is_one_verdict_of_its_own_when_the_quarter_is_over(world: World) -> None:
    agreed("{share: 50, at_least_counted: 2, per: quarter}")
    answered(world, "Tue 2026-10-06 09:00", kept=True)
    missed = answered(world, "Tue 2026-11-10 09:00", kept=False)
    for month, at in ((OCTOBER, "Sun 2026-11-01 00:20"), (NOVEMBER, "Tue 2026-12-01 00:20")):
        judge_month(month=month, by=None, at=amsterdam(at))
    assert rows(world.customer.pk) == []  # neither month ends the quarter
    judge_month(month=DECEMBER, by=None, at=ENDED)
    (row,) = rows(world.customer.pk)
    assert (row.month, row.until, row.verdict, row.evaluator) == (QUARTER, AFTER, "kept", "norms")
    assert [row.worst, row.best, row.bound, row.unit] == [50, 50, 50, "percent"]
    assert (row.kept, row.broken, row.unknown) == (1, 1, 0)
    assert row.evidence == [{"path": f"/promises/kept/2026-12/{REACTION}", "keys": [missed.subject]}]
    assert [each.verdict for each in rows(None)] == ["kept"]
    assert rows(world.first_class.pk) == []  # nothing of theirs was decided
    assert judge_month(month=DECEMBER, by=None, at=ENDED + timedelta(hours=1)) == 0
    assert [text for text in recheck(ENDED).differences if REACTION in text] == []


def test_quarter_that_runs_stands_at_each_of_its_months_and_is_at_risk_by_arithmetic(world: World) -> None:
    agreed("{share: 50, at_least_counted: 2, per: quarter}")
    answered(world, "Tue 2026-10-06 09:00", kept=True)
    assert stands(OCTOBER, world.customer.pk, RUNNING).judged.verdict == "running"
    answered(world, "Tue 2026-11-10 09:00", kept=False)
    answered(world, "Wed 2026-11-11 09:00", kept=False)
    for month in (OCTOBER, NOVEMBER):
        found = stands(month, world.customer.pk, RUNNING)
        assert (found.judged.verdict, found.judged.worst, found.row) == ("at_risk", Decimal("33.3333"), None)
        assert (found.judged.month, found.judged.until) == (QUARTER, AFTER)
    judge_running_month(by=None, at=RUNNING)
    assert [row.verdict for row in rows(world.customer.pk)] == ["at_risk"]
    here = [each for each in turned_in(NOVEMBER, is_current=True) if each.organisation == world.customer]
    assert REACTION in {row.promise for row in here[0].at_risk}
    assert stands(NOVEMBER, world.stranger.memberships.get().organisation.pk, RUNNING).judged.shown is None


def test_fewer_than_the_least_number_is_not_measurable_and_says_so(world: World) -> None:
    agreed("{share: 50, at_least_counted: 2, per: quarter}")
    answered(world, "Tue 2026-10-06 09:00", kept=False)
    judge_month(month=DECEMBER, by=None, at=ENDED)
    (row,) = rows(world.customer.pk)
    assert (row.verdict, row.why, row.broken) == ("none", TOO_FEW, 1)


@pytest.mark.parametrize(("most", "verdict"), [(1, "kept"), (0, "broken")])
def test_so_many_may_be_missed_and_not_one_more(world: World, most: int, verdict: str) -> None:
    agreed(f"{{missed_at_most: {most}, per: rolling 2 months}}")
    answered(world, "Tue 2026-10-06 09:00", kept=False)
    answered(world, "Tue 2026-11-10 09:00", kept=False)
    judge_month(month=DECEMBER, by=None, at=ENDED)
    (row,) = rows(world.customer.pk)
    assert (row.month, row.until) == (NOVEMBER, AFTER)  # October has rolled out of it
    assert [row.verdict, row.worst, row.bound, row.unit] == [verdict, 1, most, MISSED]


def test_clock_that_is_decided_otherwise_after_the_quarter_was_judged_has_it_judged_again(world: World) -> None:
    agreed("{share: 100, per: quarter}")
    clock = answered(world, "Tue 2026-10-06 09:00", kept=True)
    judge_missing_months(by=None, at=ENDED)
    Clock.objects.filter(pk=clock.pk).update(verdict="broken", stopped_at=clock.due_at + timedelta(days=1))
    count_promises(by=None, at=ENDED)
    assert judge_missing_months(by=None, at=ENDED + timedelta(minutes=20)) == 2
    before, after = rows(world.customer.pk)
    assert (before.verdict, after.verdict, after.supersedes) == ("kept", "broken", before)


def test_what_a_norm_says_of_everybodys_clocks_is_the_vendors_alone(world: World) -> None:
    agreed("{share: 50, per: quarter}")
    answered(world, "Tue 2026-10-06 09:00", kept=True)
    judge_month(month=DECEMBER, by=None, at=ENDED)
    assert rows(None)
    with transaction.atomic():
        set_scope(PUBLIC)
        assert not MonthVerdict.objects.filter(promise=REACTION).exists()
    set_scope(SYSTEM)


def test_its_pages_say_value_bound_counted_missed_and_the_least_number(world: World) -> None:
    agreed("{share: 90, at_least_counted: 5, per: quarter}")
    answered(world, "Tue 2026-10-06 09:00", kept=True)
    late = answered(world, "Tue 2026-11-10 09:00", kept=False)
    submitter, agent, stranger = world.submitter, world.agent, world.stranger

    def words(person: object, address: str) -> str:
        answer = signed_in(person).get(address, at=RUNNING)  # type: ignore[arg-type]
        return words_of(answer.content.decode()).replace("\u00a0", " ")

    evidence = words(submitter, f"/promises/kept/2026-11/{REACTION}")
    for said in (
        "1 oktober t/m 31 december 2026",
        "50 %",
        "minstens 90 % op tijd",
        "2 geteld, 1 gemist, oordeel vanaf 5",
        "nog 43 dagen",
    ):
        assert said in evidence
    set_scope(SYSTEM)
    assert late.subject and "Loonrun stopt" in evidence
    stands = "50 %, minstens 90 % op tijd, 2 geteld, 1 gemist, oordeel vanaf 5, nog 43 dagen"
    assert stands in words(submitter, "/agreement")
    assert "2 geteld, 1 gemist" in words(agent, "/promises")
    assert "Loonrun stopt" not in words(stranger, f"/promises/kept/2026-11/{REACTION}")


@pytest.mark.parametrize("month", ["2026-10", "2026-11", "2026-12"])
def test_the_page_of_a_quarter_names_itself_as_evidence_at_none_of_its_months(world: World, month: str) -> None:
    agreed("{share: 90, per: quarter}")
    answered(world, "Tue 2026-10-06 09:00", kept=False)
    judge_month(month=DECEMBER, by=None, at=ENDED)
    answer = signed_in(world.submitter).get(f"/promises/kept/{month}/{REACTION}", at=ENDED + timedelta(hours=9))
    page = answer.content.decode()
    assert "Loonrun stopt" in page and "/promises/kept/2027-01/" in page  # its case, and the next quarter
    assert not any(f"/promises/kept/{each}/{REACTION}" in page for each in ("2026-10", "2026-11", "2026-12") if each != month)


def test_visitors_read_when_a_norm_is_judged_and_nothing_of_its_clocks(world: World, client: Client) -> None:
    agreed("{share: 90, per: quarter}")
    answered(world, "Tue 2026-10-06 09:00", kept=False)
    with clock_at(RUNNING):
        text = words_of(client.get("/agreement", headers={"accept-language": "nl"}).content.decode())
    assert "elk kwartaal beoordeeld" in text and "gemist" not in text

# SPDX-License-Identifier: EUPL-1.2
"""First Class has last month's report in its dossier in this month: kept with the report as proof, broken without one. sla:2.6.2"""

from datetime import date, datetime

from akkoord.promises.evaluators import judged_of
from akkoord.promises.ledger import read_month
from akkoord.promises.report.actions import ask_report, begin_promised_reports, begin_run
from akkoord.promises.report.models import MadeReport, ReportRun
from akkoord.promises.rules import NOTHING_RECORDED, NOTHING_TO_JUDGE, Judged
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .conftest import AT
from .test_making import OCTOBER, make_all

REPORT = "2.6.2/monthly-report"
NOVEMBER, ENDED = date(2026, 11, 1), amsterdam("Tue 2026-12-01 00:20")


def judged(organisation: int, at: datetime) -> Judged:
    (found,) = [each for each in judged_of(NOVEMBER, organisation, at) if each.promise == REPORT]
    return found


def test_report_of_last_month_in_the_dossier_keeps_it_and_is_the_proof(october: World) -> None:
    begin_promised_reports(by=None, at=AT)
    assert judged(october.first_class.pk, AT).verdict == "running"
    make_all()
    made = MadeReport.objects.get(organisation=october.first_class)
    found = judged(october.first_class.pk, AT.replace(hour=12))
    assert (found.verdict, found.kept, found.broken) == ("kept", 1, 0)
    assert found.evidence == [{"path": "/reports/2026-10", "keys": [f"report:{made.pk}"]}]
    assert judged(october.first_class.pk, ENDED).verdict == "kept"


def test_month_without_its_report_is_broken_once_it_is_over(october: World) -> None:
    begin_run(month=OCTOBER, whom=ReportRun.FIRST_CLASS, by=None, at=AT)  # begun, and nothing made of it
    assert judged(october.first_class.pk, AT).verdict == "running"
    found = judged(october.first_class.pk, ENDED)
    assert (found.verdict, found.broken, found.evidence) == ("broken", 1, [])
    make_all(at=ENDED)  # too late for November
    assert judged(october.first_class.pk, ENDED).verdict == "broken"


def test_before_the_first_batch_there_is_nothing_to_go_by(october: World) -> None:
    found = judged(october.first_class.pk, ENDED)
    assert (found.verdict, found.why) == ("none", NOTHING_RECORDED)


def test_who_has_no_first_class_is_not_judged_even_with_a_report_that_it_asked_for(october: World) -> None:
    ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
    make_all()
    assert judged(october.customer.pk, ENDED).verdict == NOTHING_TO_JUDGE
    (stand,) = read_month(NOVEMBER, None, ENDED, names=[REPORT])
    assert stand.judged.verdict == NOTHING_TO_JUDGE

# SPDX-License-Identifier: EUPL-1.2
"""Who gets a report by itself, who asks, and that a kill neither loses nor doubles one."""

from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace

import pytest
from django.db import connection

from akkoord.agreements.models import Contract
from akkoord.audit.models import Event
from akkoord.cases import store
from akkoord.notifications.models import Mail
from akkoord.promises.report import actions, jobs
from akkoord.promises.report.actions import ask_report, begin_promised_reports, begin_run, make_next_report
from akkoord.promises.report.files import pdf_of
from akkoord.promises.report.jobs import make_reports
from akkoord.promises.report.models import DueReport, MadeReport, ReportRun
from akkoord.promises.report.progress import batches
from akkoord.promises.report.reading import MonthOfMany
from akkoord.promises.report.refusals import MonthNotOffered, NotYours
from akkoord.site.world.moments import amsterdam

from .conftest import AT

OCTOBER = date(2026, 10, 1)


def make_all(at=AT):
    """Everything that waits; returns how many."""
    months: dict[date, MonthOfMany] = {}
    made = 0
    while make_next_report(months=months, by=None, at=at) is not None:
        made += 1
    return made


def first_class_organisations():
    return set(Contract.objects.filter(options__contains=["first_class"]).values_list("organisation", flat=True))


def test_first_class_gets_its_report_on_the_first_working_day_and_nobody_else(october):
    assert begin_promised_reports(by=None, at=amsterdam("Sun 2026-11-01 12:00")) is None
    run = begin_promised_reports(by=None, at=amsterdam("Mon 2026-11-02 00:01"))
    assert run is not None and run.month == OCTOBER
    make_all()
    assert set(MadeReport.objects.values_list("organisation", flat=True)) == first_class_organisations() != set()
    assert begin_promised_reports(by=None, at=AT) is None  # once a month


def test_placed_report_is_announced_by_mail_to_who_may_read_it(october, run_jobs):
    begin_promised_reports(by=None, at=AT)
    make_all()
    run_jobs()
    mails = Mail.objects.filter(organisation=october.first_class, about__startswith="report:")
    assert set(mails.values_list("person__name", flat=True)) == {"Wouter Dekkers", "Lotte Hamelink"}
    assert "/reports/2026-10" in mails[0].text and "oktober 2026" in mails[0].subject
    assert not Mail.objects.filter(organisation=october.customer, about__startswith="report:").exists()


def test_asked_report_is_made_once_and_mails_nobody(october, run_jobs):
    first = ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
    assert ask_report(organisation=october.customer, month=OCTOBER, by=october.administrator, at=AT) == first
    assert make_all() == 1
    made = MadeReport.objects.get()
    assert made.organisation == october.customer and not made.is_promised
    assert b"".join(store.stream_of(made.files["nl"]["key"])).startswith(b"%PDF-")
    run_jobs()
    assert not Mail.objects.filter(about=f"report:{made.pk}").exists()
    assert Event.objects.filter(name="ReportMade", subject=f"report:{made.pk}").count() == 1


def test_pdf_is_made_in_the_languages_of_its_readers(october):
    october.administrator.language = "en"
    october.administrator.save()
    ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
    make_all()
    assert set(MadeReport.objects.get().files) == {"nl", "en"}


def test_who_asks_in_another_language_gets_that_one_too(october):
    ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
    make_all()
    october.agent.language = "en"
    october.agent.save()
    ask_report(organisation=october.customer, month=OCTOBER, by=october.agent, at=AT)
    make_all()
    assert [set(made.files) for made in MadeReport.objects.order_by("id")] == [{"nl"}, {"nl", "en"}]


def test_made_again_from_the_same_facts_is_the_same_report(october):
    for _turn in range(2):
        ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
        make_all()
    assert MadeReport.objects.count() == 1 and DueReport.objects.filter(report=MadeReport.objects.get()).count() == 2


@pytest.mark.parametrize("who", ["submitter", "member", "stranger"])
def test_whoever_may_not_see_every_case_may_not_ask(october, who):
    with pytest.raises(NotYours):
        ask_report(organisation=october.customer, month=OCTOBER, by=getattr(october, who), at=AT)


@pytest.mark.parametrize("month", [date(2026, 11, 1), date(2027, 1, 1), date(2020, 1, 1)])
def test_month_that_has_not_ended_or_is_long_ago_is_refused(october, month):
    with pytest.raises(MonthNotOffered):
        ask_report(organisation=october.customer, month=month, by=october.manager, at=AT)


def test_kill_in_the_middle_loses_nothing_and_doubles_nothing(october, monkeypatch):
    begin_run(month=OCTOBER, whom=ReportRun.ALL, by=None, at=AT)
    total = DueReport.objects.count()
    months: dict[date, MonthOfMany] = {}
    for _turn in range(3):
        make_next_report(months=months, by=None, at=AT)

    class Killed(BaseException):
        """The process ends here."""

    def die(*, key, content):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(actions, "keep", lambda key, content: die(key=key, content=content))
        with pytest.raises(Killed):
            make_next_report(months=months, by=None, at=AT)
    assert DueReport.objects.waiting().count() == total - 3 and MadeReport.objects.count() == 3
    [batch] = batches()
    assert (batch.total, batch.done, batch.failed, batch.is_over) == (total, 3, 0, False)
    make_all()
    assert MadeReport.objects.count() == total == MadeReport.objects.values("organisation", "month").distinct().count()
    assert batches()[0].is_over


def test_one_that_fails_is_tried_three_times_and_holds_up_nobody(october, monkeypatch, caplog):
    begin_run(month=OCTOBER, whom=ReportRun.ALL, by=None, at=AT)
    total, bad = DueReport.objects.count(), october.customer.name
    real = pdf_of

    def broken(value, language):
        if value.organisation == bad:
            raise ValueError("no paper")
        return real(value, language)

    monkeypatch.setattr(actions, "pdf_of", broken)
    make_all()
    assert MadeReport.objects.count() == total - 1
    failed = DueReport.objects.failed().get()
    assert (failed.organisation.name, failed.attempts, failed.failure) == (bad, 3, "ValueError")
    assert batches()[0].failed == 1 and "no paper" in caplog.text
    monkeypatch.undo()
    ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
    assert make_all() == 1


def test_stored_report_cannot_be_changed(october):
    ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
    make_all()
    with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
        cursor.execute("UPDATE promises_madereport SET facts = ''")


def test_the_minutes_job_calls_makers_only_when_something_waits(october, run_jobs, monkeypatch):
    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=lambda: AT))
    make_reports(0)
    assert run_jobs() >= 1
    assert set(MadeReport.objects.values_list("organisation", flat=True)) == first_class_organisations()


def test_maker_whose_time_is_up_hands_on_and_all_are_made(october, run_jobs, monkeypatch):
    seconds = count(step=40)
    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=lambda: AT + timedelta(seconds=next(seconds))))
    begin_run(month=OCTOBER, whom=ReportRun.FIRST_CLASS, by=None, at=AT)
    assert DueReport.objects.waiting().count() > 2
    jobs.call_maker()
    run_jobs()
    assert not DueReport.objects.waiting().exists()

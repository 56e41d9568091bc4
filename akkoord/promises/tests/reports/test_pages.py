# SPDX-License-Identifier: EUPL-1.2
"""Who reads which report, and what the pages say."""

import json
from datetime import date

import pytest

from akkoord.audit.models import Reading
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.promises.report.actions import ask_report, make_next_report
from akkoord.promises.report.models import DueReport, MadeReport, ReportRun
from akkoord.scope.database import set_scope

from .conftest import AT

OCTOBER = date(2026, 10, 1)
PAGES = ["", "/report.pdf", "/report.csv", "/report.json"]


@pytest.fixture
def made(october):
    """Elzenhorst's report of October."""
    ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
    make_next_report(months={}, by=None, at=AT)
    return october


@pytest.mark.parametrize("who", ["manager", "administrator", "agent"])
@pytest.mark.parametrize("page", PAGES)
def test_managers_administrators_and_the_vendor_read_it(made, who, page):
    number = made.customer.customer_number
    answer = signed_in(getattr(made, who)).get(f"/reports/2026-10{page}?organisation={number}", at=AT)
    assert answer.status_code == 200
    if page == "/report.pdf":
        assert answer.whole.startswith(b"%PDF-") and answer["Content-Length"] == str(len(answer.whole))


@pytest.mark.parametrize("who", ["stranger", "submitter", "member", "first_class_submitter"])
@pytest.mark.parametrize("page", PAGES)
def test_everybody_else_finds_nothing(made, who, page):
    number = made.customer.customer_number
    reader = signed_in(getattr(made, who))
    assert reader.get(f"/reports/2026-10{page}?organisation={number}", at=AT).status_code == 404
    assert reader.get(f"/reports/2026-10{page}", at=AT).status_code == 404


def test_page_shows_the_months_cases_with_what_they_are_about(made):
    text = words_of(signed_in(made.manager).get("/reports/2026-10", at=AT).content.decode()).replace("\u00a0", " ")
    assert "Maandrapport oktober 2026" in text and "Geheime loonkwestie" in text
    assert "3 zaken zijn gemeld." in text and "Eerste antwoord: geschonden" in text


def test_files_say_what_the_page_says(made):
    reader = signed_in(made.manager)
    facts = json.loads(reader.get("/reports/2026-10/report.json", at=AT).content)
    report = MadeReport.objects.get()
    assert facts["sha256"] == report.sha256 and len(facts["cases"]) == 3
    rows = reader.get("/reports/2026-10/report.csv", at=AT).content.decode().splitlines()
    assert sum(row.startswith("incident,") for row in rows) == 3


@pytest.mark.parametrize("address", ["/reports/2026-11", "/reports/2026-09", "/reports/x", "/reports/2026-10/report.exe"])
def test_what_is_not_there_is_not_found(made, address):
    assert signed_in(made.manager).get(address, at=AT).status_code == 404


def test_manager_asks_for_a_month_with_a_button(october):
    reader = signed_in(october.manager)
    assert "Maken" in words_of(reader.get("/reports", at=AT).content.decode())
    assert reader.post("/reports", {"month": "2026-10"}, at=AT).status_code == 302
    assert DueReport.objects.get().organisation == october.customer
    assert "wordt gemaakt" in words_of(reader.get("/reports", at=AT).content.decode())


def test_stranger_asks_for_nobody_else(october):
    for who in (october.stranger, october.submitter):
        answer = signed_in(who).post("/reports", {"month": "2026-10", "organisation": october.customer.key}, at=AT)
        assert answer.status_code == 404
    assert not DueReport.objects.exists()


def test_lead_has_everybodys_reports_made_and_sees_how_far_they_are(october):
    reader = signed_in(october.lead)
    assert reader.post("/reports/runs", {"month": "2026-10"}, at=AT).status_code == 302
    assert ReportRun.objects.get().whom == "all"
    page = words_of(reader.get("/reports", at=AT).content.decode())
    assert f"0 van {DueReport.objects.count()} gemaakt" in page
    assert signed_in(october.agent).post("/reports/runs", {"month": "2026-09"}, at=AT).status_code == 404


def test_staff_who_read_a_report_leave_a_trace(made):
    signed_in(made.agent).get(f"/reports/2026-10?organisation={made.customer.key}", at=AT)
    assert Reading.objects.filter(
        person_id=made.agent.pk, organisation_id=made.customer.pk, subject__startswith="report:"
    ).exists()


def test_rows_of_another_organisation_do_not_exist_for_the_database(made):
    set_scope(made.stranger.scope)
    assert not MadeReport.objects.exists() and not DueReport.objects.exists() and not ReportRun.objects.exists()
    set_scope(made.manager.scope)
    assert MadeReport.objects.count() == 1

# SPDX-License-Identifier: EUPL-1.2
"""What follows from a broken promise stands in the report as it stood when the month ended; computed by hand."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.agreements.tests.files import REQUESTS, ROUND_THE_CLOCK
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.people.models import Organisation
from akkoord.promises.actions import judge_month
from akkoord.promises.measuring import terms_of_month
from akkoord.promises.report.actions import ask_report, make_next_report
from akkoord.promises.report.files import csv_of, json_of, pdf_of
from akkoord.promises.report.follows import fact_of, owed_of, with_follows
from akkoord.promises.report.reading import MonthOfMany
from akkoord.promises.report.sections import Table, sections, written_for
from akkoord.promises.report.value import MonthReport, OwedFact, exactly, report_of
from akkoord.promises.tests.test_owed import CREDIT, JULY, OCTOBER, owing_after
from akkoord.promises.tests.test_populations import REACTION, agreed, answered
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .conftest import AT

JUDGED = amsterdam("Sun 2026-11-01 00:20")
MONTHLY = CREDIT.replace("per: quarter", "per: month").replace("percent: 20", "percent: 6")
LATE = (
    "\n        consequences: {credit: {base: {nl: Bedrag., en: Fee.}, currency: EUR, late_in: 1 hour,"
    " tiers: [{above: 0, per_started: {step: 1, amount: 25}}]}, improvement_plan: {within: 5 working days, calendar: support}}"
)


def read(organisation: Organisation, at: datetime = AT) -> MonthReport:
    return MonthOfMany(OCTOBER, at).report(organisation)


def owed_in(report: MonthReport) -> OwedFact | None:
    return next(promise.follows for promise in report.promises if promise.id == REACTION)


def table_of(report: MonthReport, language: str) -> Table | None:
    with written_for(report, language):
        tables = sections(report)[-1].tables
    return tables[1] if len(tables) > 1 else None


def said(report: MonthReport, language: str) -> str:
    table = table_of(report, language)
    assert table is not None
    [[_clause, _promise, words]] = table.rows
    return words.text.replace("\u00a0", " ")


@pytest.fixture
def half(world: World) -> World:
    """One of two in time in October, where 90 % was promised: 50 %, and at most 6 % a month is given."""
    agreed("{share: 90, per: month}", more=MONTHLY)
    answered(world, "Tue 2026-10-06 09:00", kept=True)
    answered(world, "Wed 2026-10-07 09:00", kept=False)
    judge_month(month=OCTOBER, by=None, at=JUDGED)
    return world


def test_a_broken_month_is_told_with_its_credit_cap_claim_window_and_right(half: World) -> None:
    found = owed_in(read(half.customer))
    assert found is not None
    [share] = found.shares
    assert [share.value, share.percent, found.paid.percent] == [50, 8, 6]  # one step of 8 % below 60 %, of which 6 % is given
    assert found.claim_until == amsterdam("Tue 2026-12-01 00:00") and found.plan_due is None
    assert [(right.trigger, right.until) for right in found.rights] == [(0, amsterdam("Fri 2027-01-01 00:00"))]


def test_the_report_says_it_in_the_words_of_the_evidence_and_in_both_languages(half: World) -> None:
    report = read(half.customer)
    dutch, english = said(report, "nl"), said(report, "en")
    page = words_of(signed_in(half.manager).get(f"/promises/kept/2026-10/{REACTION}", at=AT).content.decode()).replace(
        "\u00a0", " "
    )
    assert "Gemeten: 50 %, in de trede ‘minder dan 60 %’" in dutch
    for sentence in dutch.replace(". ", ".|").split("|"):
        assert sentence in page
    assert english.startswith(
        "Measured 50%, in the tier “less than 60%”: 8% for every 10%, and it lies 10% beyond 60%. That is 8% of"
    )
    assert "Together at most 6%, so this comes to 6%." in english
    assert "To be asked of Meridaan before Tue 1 Dec 00:00; after that it lapses." in english


def test_page_pdf_csv_and_json_tell_it_and_the_stranger_reads_none_of_them(half: World) -> None:
    ask_report(organisation=half.customer, month=OCTOBER, by=half.manager, at=AT)
    make_next_report(months={}, by=None, at=AT)
    reader, number = signed_in(half.manager), half.customer.customer_number
    page = words_of(reader.get("/reports/2026-10", at=AT).content.decode())
    assert "Wat volgt uit wat niet is nagekomen" in page and "staat onder de beloftes" in page
    facts = json.loads(reader.get("/reports/2026-10/report.json", at=AT).content)
    [owed] = [each["follows"] for each in facts["promises"] if each["follows"]]
    assert owed["shares"] == [{"percent": "8", "days": "0", "amount": "0", "value": "50", "tier": 1}]
    assert owed["paid"]["percent"] == "6" and owed["claim_until"] == "2026-11-30T23:00:00Z"
    rows = list(csv.DictReader(StringIO(reader.get("/reports/2026-10/report.csv", at=AT).content.decode())))
    found = {row["part"]: row for row in rows if row["id"] == REACTION}
    assert [found["value"]["worst"], found["value"]["unit"], found["value"]["percent"]] == ["50", "percent", "8"]
    assert [found["credit"]["percent"], found["credit"]["end"]] == ["6", "2026-11-30T23:00:00+00:00"]
    assert found["right"]["end"] == "2026-12-31T23:00:00+00:00" and "plan" not in found
    with pikepdf.open(BytesIO(reader.get("/reports/2026-10/report.pdf", at=AT).whole)) as made:
        assert b"Wat volgt uit wat niet is nagekomen" in _outline(made)
    for form in ("", "/report.pdf", "/report.csv", "/report.json"):
        assert signed_in(half.stranger).get(f"/reports/2026-10{form}?organisation={number}", at=AT).status_code == 404


def _outline(made: pikepdf.Pdf) -> bytes:
    with made.open_outline() as outline:
        titles = [
            child.title
            for part in outline.root
            for child in (part, *part.children, *(c for k in part.children for c in k.children))
        ]
    return "|".join(titles).encode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_made_again_from_the_same_facts_it_is_the_same_bytes(half: World, language: str) -> None:
    first, again = read(half.customer), read(half.customer, AT + timedelta(days=40))
    assert first.text == again.text and csv_of(first) == csv_of(again) and json_of(first) == json_of(again)
    assert pdf_of(first, language) == pdf_of(report_of(again.text), language)


def test_who_has_nothing_broken_is_told_nothing_and_costs_no_question(half: World) -> None:
    assert owed_in(read(half.first_class)) is None and table_of(read(half.first_class), "nl") is None
    report, terms = read(half.first_class), terms_of_month(OCTOBER, half.first_class.pk, AT)
    assert terms is not None and terms.clause_and_promise(REACTION)[1].consequences is not None
    with CaptureQueriesContext(connection) as asked:
        kept = tuple(with_follows(report.promises, terms, half.first_class.pk, {}, OCTOBER, ends_at=report.ends_at, at=AT))
    assert kept == report.promises and len(asked) == 0


def test_what_was_late_and_ended_after_the_month_is_no_part_of_it_however_late_the_report(world: World) -> None:
    agreed("", more=LATE)
    ended = answered(world, "Tue 2026-10-06 09:00", kept=False)
    Clock.objects.filter(pk=ended.pk).update(stopped_at=ended.due_at + timedelta(minutes=90))
    after = answered(world, "Wed 2026-10-28 09:00", kept=False)  # answered on 12 November
    judge_month(month=OCTOBER, by=None, at=JUDGED)
    report = read(world.customer)
    found = owed_in(report)
    assert after.due_at + timedelta(days=14) > report.ends_at and found is not None
    two_started_hours = [[Fraction(3, 2), Fraction(50)]]  # of 25 EUR each
    assert [[share.value, share.amount] for share in found.shares] == two_started_hours
    assert found.plan_due == amsterdam("Mon 2026-11-09 08:00") and found.claim_until is None
    assert "Gemeten: 1,5 × 1 uur te laat" in said(report, "nl") and "Dat is 50 EUR." in said(report, "nl")
    assert "Nobody need ask for it." in said(report, "en")
    assert read(world.customer, AT + timedelta(days=40)).text == report.text
    rows = [row for row in csv.DictReader(StringIO(csv_of(report))) if row["part"] in ("plan", "value", "credit")]
    assert [row["part"] for row in rows] == ["plan", "value", "credit"]
    assert [rows[1]["worst"], rows[1]["unit"], rows[1]["amount"], rows[1]["currency"]] == ["1.5", "1 hour", "50", "EUR"]


def test_a_report_of_the_first_form_is_read_and_printed_as_it_was(half: World) -> None:
    whole = json.loads(read(half.customer).text)
    for promise in whole["promises"]:
        del promise["follows"]
    text = json.dumps({**whole, "form": 1}, ensure_ascii=False, separators=(",", ":"))  # as it was stored
    old = report_of(text)
    assert old.text == text and '"follows":' not in json_of(old)
    assert csv_of(old).splitlines()[0].endswith(",none,stars") and table_of(old, "nl") is None
    assert b"Wat volgt" not in _outline(pikepdf.open(BytesIO(pdf_of(old, "nl"))))


@pytest.mark.parametrize(
    ("path", "promise", "end", "value"),
    [(REQUESTS, "1/served", JULY, "98.3"), (REQUESTS, "1/errors", date(2026, 11, 1), "6"), (ROUND_THE_CLOCK, "B.10/monthly", JULY, "94")],
)  # fmt: skip
def test_what_is_kept_of_any_agreement_is_what_was_owed(path: Path, promise: str, end: date, value: str) -> None:
    found = owing_after(path, promise, (end, value, "broken"))
    kept = OwedFact.model_validate_json(fact_of(found).model_dump_json())
    assert owed_of(kept, found.agreement) == found


@pytest.mark.parametrize(
    ("value", "text"), [(Fraction(983, 10), "98.3"), (Fraction(0), "0"), (Fraction(1, 3), "1/3"), (Fraction(50), "50"), (Fraction(1, 80), "0.0125")]
)  # fmt: skip
def test_a_figure_is_written_without_rounding(value: Fraction, text: str) -> None:
    assert exactly(value) == text and Fraction(text) == value

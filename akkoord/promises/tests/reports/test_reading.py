# SPDX-License-Identifier: EUPL-1.2
"""What a report says, and that it says the same again."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.operations.models import Instance
from akkoord.people.models import Organisation
from akkoord.promises.report.files import csv_of, json_of, pdf_of
from akkoord.promises.report.reading import MonthOfMany, NoContract
from akkoord.promises.report.sections import sections, written_for
from akkoord.promises.report.value import report_of
from akkoord.site.world.moments import AMSTERDAM, amsterdam

from .conftest import AT

OCTOBER = date(2026, 10, 1)


def read(organisation, month=OCTOBER, at=AT):
    return MonthOfMany(month, at).report(organisation)


def on_cluster(code):
    return Instance.objects.get(code=code).placements.order_by("pk").values_list("organisation", flat=True)[0]


def test_cases_are_told_as_they_stood_at_the_months_end(october):
    handled, late, still_open = read(october.customer).cases
    assert (handled.took, handled.took_open, handled.stars) == (6 * 3600, 6 * 3600, 4)
    assert {c.name: c.verdict for c in handled.clocks} == {"reaction": "kept", "recovery": "kept"}
    assert {c.name: c.verdict for c in late.clocks} == {"reaction": "broken", "recovery": "kept"}
    assert still_open.closed_at is None and still_open.took is None and still_open.state == ""
    assert {c.name: c.verdict for c in still_open.clocks}["recovery"] == "running"


def test_what_happens_after_the_month_changes_no_report(october):
    before = read(october.customer)
    make_move(case=Case.objects.get(number=before.cases[2].number), move="resolve", by=october.agent, at=AT, text="Nu ook.")
    assert read(october.customer, at=AT + timedelta(days=3)).text == before.text


def test_availability_is_the_organisations_own(october):
    hit, spared = (read(Organisation.objects.get(pk=on_cluster(code))) for code in ("professional", "professional-b"))
    assert [o.title.en for o in hit.outages] == ["Down"] and spared.outages == ()
    assert min(c.best for c in hit.components) < 97 and min(c.best for c in spared.components) == 100
    verdicts = [{p.id: p for p in each.promises}["2.3.1/availability"] for each in (hit, spared)]
    assert [v.verdict for v in verdicts] == ["broken", "kept"]
    assert verdicts[0].best == Decimal("99.3557") and verdicts[0].bound == Decimal("99.5")


def test_every_promise_of_the_contract_stands_in_it_and_no_other(october):
    plain, first_class = ({p.id for p in read(o).promises} for o in (october.customer, october.first_class))
    assert "2.2.3/reaction-p2" in plain and "2.3.1/availability" in plain
    assert "2.6.2/monthly-report" in first_class and "2.6.2/monthly-report" not in plain


def test_report_keeps_no_personal_text(october):
    text = read(october.customer).text
    assert "Geheime loonkwestie" not in text and "Fijn." not in text and "Marieke" not in text


def test_report_without_a_contract_is_refused(october):
    with pytest.raises(NoContract):
        read(october.vendor)


def test_kept_text_gives_the_same_report(october):
    report = read(october.customer)
    assert report_of(report.text) == report and report_of(report.text).fingerprint == report.fingerprint


@pytest.mark.parametrize("language", ["nl", "en"])
def test_same_facts_give_the_same_bytes(october, language):
    first, again = read(october.customer), read(october.customer, at=AT + timedelta(days=9))
    assert csv_of(first) == csv_of(again) and json_of(first) == json_of(again)
    pdfs = [pdf_of(report, language) for report in (first, again)]
    assert pdfs[0] == pdfs[1] and pdfs[0].startswith(b"%PDF-")


def tags(element, found):
    """Every element of the structure, in the order of reading."""
    if isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            found.append(element)
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            tags(kid, found)
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pdf_can_be_read_without_seeing_it(october, language):
    with pikepdf.open(BytesIO(pdf_of(read(october.customer), language))) as made:
        assert str(made.Root.Lang) == language and made.Root.MarkInfo.Marked and made.Root.ViewerPreferences.DisplayDocTitle
        with made.open_metadata() as said:
            assert (said["pdfuaid:part"], said["pdfaid:part"], said["pdfaid:conformance"]) == ("1", "2", "A")
        found = tags(made.Root.StructTreeRoot, [])
    names = [str(element.S) for element in found]
    assert names.count("/H1") == 1 and names.count("/H2") == 6
    assert all(str(element.Alt) for element in found if element.S == "/Figure") and "/Figure" in names
    heads = [element for element in found if element.S == "/TH"]
    assert heads and all(element.A[0].Scope == "/Column" for element in heads)
    assert names.count("/Table") == names.count("/THead") >= 4


def test_both_languages_say_it_in_their_own_words(october):
    report = read(october.customer)
    said = {}
    for language in ("nl", "en"):
        with written_for(report, language):
            parts = sections(report)
        said[language] = " ".join(p for part in parts for p in part.paragraphs)
        assert [part.id for part in parts] == ["summary", "availability", "outages", "maintenance", "cases", "promises"]
        assert all(chart.words and "aria-label" in chart.svg for part in parts for chart in part.charts)
    assert "3 zaken zijn gemeld." in said["nl"] and "3 cases were reported." in said["en"]
    assert "Je gaf gemiddeld 4,0 sterren" in said["nl"] and "You gave 4.0 stars on average" in said["en"]


def test_february_ends_where_march_begins(october):
    world = october
    for when in ("Sat 2026-02-28 23:30", "Sun 2026-03-01 00:30"):
        case = world.reports(when, at=when)
        make_move(case=case, move="resolve", by=world.agent, at=amsterdam(when) + timedelta(minutes=10), text="Hersteld.")
    at = amsterdam("Wed 2026-04-01 09:00")
    february, march = (read(world.customer, date(2026, month, 1), at=at) for month in (2, 3))
    assert february.ends_at == amsterdam("Sun 2026-03-01 00:00") and march.ends_at == amsterdam("Wed 2026-04-01 00:00")
    assert [case.opened_at.astimezone(AMSTERDAM).day for case in (*february.cases, *march.cases)] == [28, 1]

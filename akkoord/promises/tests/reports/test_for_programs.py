# SPDX-License-Identifier: EUPL-1.2
"""What other programs take stands where a person looks: OSCAL and JSON Lines on the pages of promises and of reports."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from akkoord.audit.models import Reading
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.people.models import Organisation, Person
from akkoord.promises.report.actions import ask_report, make_next_report
from akkoord.site.world.handle import World

from .conftest import AT

MONTH, ADDRESS = date(2026, 10, 1), "/promises/verdicts.jsonl"


def customers_in(person: Person, query: str = "") -> set[int | None]:
    answer = signed_in(person).get(ADDRESS + query, at=AT)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/x-ndjson")
    assert answer["Content-Disposition"].startswith("attachment")
    return {line["customer"] for line in map(json.loads, answer.content.decode().splitlines())}


def html(person: Any, address: str, language: str = "nl") -> str:
    if person.language != language:
        person.language = language
        person.save()
    text: str = signed_in(person).get(address, at=AT).content.decode()
    return text


def test_who_reads_the_reports_takes_the_organisations_own_verdicts_and_everybodys(october: World) -> None:
    own = october.customer.customer_number
    for person in (october.manager, october.administrator):
        assert customers_in(person) == {own, None}
        assert customers_in(person, f"?organisation={own}") == {own, None}


def test_nobody_else_takes_any(october: World) -> None:
    theirs = f"?organisation={october.customer.customer_number}"
    for person in (october.submitter, october.member, october.stranger, october.first_class_submitter):
        for query in (theirs, f"?organisation={october.customer.key}", "?organisation=x", "?organisation=0"):
            assert signed_in(person).get(ADDRESS + query, at=AT).status_code == 404, person.name
    for person in (october.submitter, october.member, october.stranger):  # none of them reads their organisation's reports
        assert signed_in(person).get(ADDRESS, at=AT).status_code == 404, person.name
    assert customers_in(october.first_class_submitter) <= {october.first_class.customer_number, None}  # manager there


def test_staff_take_one_customers_and_leave_a_trace_or_those_of_all_together(october: World) -> None:
    assert customers_in(october.agent) == {None}
    assert not Reading.objects.filter(subject__startswith="verdicts:").exists()
    assert customers_in(october.agent, f"?organisation={october.customer.key}") == {october.customer.customer_number, None}
    assert Reading.objects.filter(person_id=october.agent.pk, organisation_id=october.customer.pk, subject=f"verdicts:{october.customer.pk}").exists()  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ("Voor andere programma's", "Oktober 2026 als OSCAL", "Elk oordeel als JSON Lines")),
     ("en", ("For other programs", "October 2026 as OSCAL", "Every verdict as JSON Lines"))],
)  # fmt: skip
def test_the_customers_reports_lead_to_both_and_say_what_they_are_for(
    october: World,
    language: str,
    words: tuple[str, ...],
) -> None:
    ask_report(organisation=october.customer, month=MONTH, by=october.manager, at=AT)
    make_next_report(months={}, by=None, at=AT)
    page = html(october.manager, "/reports", language)
    assert all(each in words_of(page) for each in words)
    key = october.customer.key
    assert f'href="/reports/2026-10/report.oscal?organisation={key}"' in page and f'href="{ADDRESS}?organisation={key}"' in page


def test_without_a_report_the_page_says_what_must_come_first(october: World) -> None:
    page = html(october.manager, "/reports")
    assert "Een maand als OSCAL, zodra het rapport gemaakt is" in words_of(page) and "report.oscal" not in page


def test_the_vendors_promises_lead_to_both_for_all_and_for_one_customer(october: World) -> None:
    whole = html(october.agent, "/promises?month=2026-10")
    assert f'href="{ADDRESS}"' in whole and "OSCAL" in whole
    one = Organisation.objects.get(pk=october.customer.pk)
    page = html(october.agent, f"/promises?month=2026-10&organisation={one.pk}")
    assert f'href="{ADDRESS}?organisation={one.key}"' in page and f'href="/reports?organisation={one.key}"' in page

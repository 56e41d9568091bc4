# SPDX-License-Identifier: EUPL-1.2
"""One tap from a promise to what its verdict rests on; whom it concerns, and whom not."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from akkoord.cases.tests.reading import clock_at, signed_in, words_of
from akkoord.operations.actions.outages import ask_correction, decide_correction
from akkoord.operations.models import Outage
from akkoord.promises.actions import judge_month, judge_running_month
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .test_ledger import REACTION, reported_in_october
from .test_months import AVAILABILITY, ENDED, OCTOBER, down, maintained

AT = amsterdam("Tue 2026-11-03 10:00")
OF_AVAILABILITY, OF_REACTION = f"/promises/kept/2026-10/{AVAILABILITY}", f"/promises/kept/2026-10/{REACTION}"


@pytest.fixture
def october(world: World) -> World:
    """A day of outage, a maintenance and an incident that was answered late; the outage corrected by two persons after the month."""
    caches["process"].clear()
    outage = down(world, "Tue 2026-10-06 10:00", "Tue 2026-10-06 15:00")
    maintained(world, "Mon 2026-10-05 09:00", "Sat 2026-10-17 09:00", "Sat 2026-10-17 11:00", code="professional")
    reported_in_october(world, kept=False)
    judge_month(month=OCTOBER, by=None, at=ENDED)
    ask_correction(outage=outage, reason="Het logboek.", ended_at=amsterdam("Tue 2026-10-06 10:30"), by=world.operator, at=AT)
    decide_correction(outage=outage, confirm=True, by=world.second_operator, at=AT)
    judge_month(month=OCTOBER, by=None, at=AT)
    return world


def page(person: object, address: str) -> str:
    return words_of(signed_in(person).get(address, at=AT).content.decode()).replace("\u00a0", " ")  # type: ignore[arg-type]


def test_agreement_leads_to_the_evidence_of_every_promise_that_is_judged(october: World) -> None:
    agreement = signed_in(october.submitter).get("/agreement", at=AT).content.decode()
    assert f'href="/promises/kept/2026-11/{AVAILABILITY}"' in agreement
    assert f'href="/promises/kept/2026-11/{REACTION}"' in agreement


def test_evidence_of_availability_is_the_outage_and_what_was_left_out_with_its_proof(october: World) -> None:
    text = page(october.submitter, OF_AVAILABILITY)
    outage = Outage.objects.order_by("-pk")[0]
    assert outage.number in text and "MNT-" in text and "minstens 99,5 %" in text


def test_evidence_of_the_running_month_says_how_much_room_is_left(october: World) -> None:
    text = page(october.submitter, f"/promises/kept/2026-11/{AVAILABILITY}")
    assert "Ruimte over" in text and "3 u 36 min" in text  # half a per cent of thirty days


def test_evidence_names_the_correction_and_to_the_vendor_the_persons_who_made_it(october: World) -> None:
    mine, vendors = page(october.submitter, OF_AVAILABILITY), page(october.lead, OF_AVAILABILITY)
    assert "Het logboek." in mine and october.operator.name not in mine
    assert october.operator.name in vendors and october.second_operator.name in vendors


def test_evidence_of_a_deadline_is_the_cases(october: World) -> None:
    text = page(october.administrator, OF_REACTION)
    assert "Loonrun stopt" in text and "geschonden" in text


def test_who_may_not_see_the_cases_reads_that_they_count_all_the_same(october: World) -> None:
    text = page(october.member, OF_REACTION)
    assert "Loonrun stopt" not in text and "geschonden" in text
    assert "Het oordeel telt alle zaken uit deze tijd" in text and "gebeurde" not in text
    assert "Het oordeel telt alle zaken" not in page(october.administrator, OF_REACTION)


def test_who_may_ask_about_the_agreement_asks_from_the_evidence(october: World) -> None:
    assert 'href="/agreement/question?clause=2.2.3"' in signed_in(october.submitter).get(OF_REACTION, at=AT).content.decode()
    assert "/agreement/question" not in signed_in(october.lead).get(OF_REACTION, at=AT).content.decode()


def test_another_organisations_evidence_is_not_found_and_its_cases_are_not_named(october: World) -> None:
    assert "Loonrun stopt" not in page(october.stranger, OF_REACTION)
    number = october.customer.customer_number
    assert signed_in(october.stranger).get(f"{OF_REACTION}?for={number}", at=AT).status_code == 404


@pytest.mark.parametrize(
    "address", ["/promises/kept/2026-1/2.3.1/availability", "/promises/kept/2026-10/9/none", "/promises/kept/x/y"]
)
def test_what_is_no_month_or_no_promise_is_not_found(october: World, address: str) -> None:
    assert signed_in(october.submitter).get(address, at=AT).status_code == 404


def test_evidence_asks_the_database_a_bounded_number_of_times(october: World) -> None:
    reader = signed_in(october.submitter)
    set_scope(SYSTEM)
    with CaptureQueriesContext(connection) as asked:
        reader.get(OF_AVAILABILITY, at=AT)
    assert len(asked) <= 30, [query["sql"][:100] for query in asked]


def test_vendor_sees_for_whom_the_month_turned(october: World) -> None:
    text = page(october.lead, "/promises/organisations?month=2026-10")
    assert october.customer.name in text and "We reageren binnen een werkdag" in text
    down(october, "Mon 2026-11-02 00:00", "Mon 2026-11-02 22:00")
    judge_running_month(by=None, at=AT)
    assert AVAILABILITY.partition("/")[2] in page(october.lead, "/promises/organisations")
    assert signed_in(october.submitter).get("/promises/organisations", at=AT).status_code == 404


def test_vendor_sees_whom_one_outage_struck_and_their_month_with_it(october: World) -> None:
    outage = down(october, "Mon 2026-11-02 09:00", "Mon 2026-11-02 10:00", "professional")
    text = page(october.lead, f"/promises/outages/{outage.number}")
    assert "1 u" in text and "Hun maand ermee" in text
    assert signed_in(october.lead).get("/promises/outages/OUT-1", at=AT).status_code == 404
    assert signed_in(october.submitter).get(f"/promises/outages/{outage.number}", at=AT).status_code == 404


def test_everybody_reads_how_promises_were_kept_only_if_the_vendor_wants_that(october: World, settings: Settings) -> None:
    with clock_at(AT):
        assert Client().get("/promises/kept").status_code == 404
        settings.PUBLIC_PROMISES = True
        text = words_of(Client(headers={"accept-language": "nl"}).get("/promises/kept").content.decode())
    assert "Hoe we onze beloftes nakwamen" in text and "We reageren binnen een werkdag" in text
    assert "Loonrun stopt" not in text

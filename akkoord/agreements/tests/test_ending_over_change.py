# SPDX-License-Identifier: EUPL-1.2
"""Ended over a change: the contract ends wholly, and the old terms hold on for that customer alone. sla:1.2"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from akkoord.agreements.actions import CannotEnd, announce_draft, end_contract, end_over_change, put_in_draft
from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.agreements.models import AgreementVersion, Contract
from akkoord.agreements.rules import kept_after_ending, midnight
from akkoord.agreements.tests.files import ROUND_THE_CLOCK, document
from akkoord.agreements.tests.test_drafts import TEXT
from akkoord.audit.models import Event
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.site.world.moments import amsterdam
from akkoord.timing.dates import date_later
from akkoord.timing.durations import parse_duration

ANNOUNCED = amsterdam("Thu 2026-11-19 12:00")
SAID = amsterdam("Mon 2026-12-07 10:00")
NEW = amsterdam("Fri 2027-01-01 00:00")


@pytest.fixture
def change(world) -> AgreementVersion:
    draft = put_in_draft(source_text=TEXT, file_name="2027-1.yaml", by=None, at=ANNOUNCED)
    return announce_draft(draft=draft, by=None, at=ANNOUNCED)


def contract_of(organisation) -> Contract:
    return Contract.objects.get(organisation=organisation, ends_on=None)


def number_at(organisation, at: datetime) -> str:
    return terms_in_force(organisation.pk, at).number


@pytest.mark.parametrize(
    ("ending_on", "until"),
    [
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 12, 28), date(2027, 2, 28)),
        (date(2026, 12, 29), date(2027, 2, 28)),
        (date(2027, 1, 1), date(2027, 3, 1)),
        (date(2027, 2, 28), date(2027, 4, 28)),
        (date(2028, 2, 29), date(2028, 4, 29)),
        (date(2026, 6, 30), date(2026, 8, 30)),
        (date(2026, 8, 31), date(2026, 10, 31)),
        (date(2026, 7, 31), date(2026, 9, 30)),
    ],
)
def test_two_more_months_are_the_same_day_or_the_months_last(ending_on: date, until: date) -> None:
    assert date_later(ending_on, parse_duration("2 months")) == until


def test_other_lengths_count_dates_and_open_time_is_none() -> None:
    assert date_later(date(2028, 2, 29), parse_duration("1 year")) == date(2029, 2, 28)
    assert date_later(date(2026, 12, 30), parse_duration("2 weeks")) == date(2027, 1, 13)
    for words in ("3 working days", "48 hours"):
        with pytest.raises(ValueError, match="counts no dates"):
            date_later(date(2026, 12, 30), parse_duration(words))
    assert kept_after_ending(document()) == parse_duration("2 months")
    assert kept_after_ending(document(ROUND_THE_CLOCK)) is None


@pytest.mark.parametrize("ending_on", [date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 28)])
def test_old_terms_hold_from_then_on_until_two_months_after_for_that_customer_alone(world, change, ending_on: date) -> None:
    ended = end_over_change(contract=contract_of(world.customer), version=change, ending_on=ending_on, by=None, at=SAID)
    until = date_later(ending_on, parse_duration("2 months"))
    assert (ended.ends_on, ended.ending_on, ended.ended_over) == (until, ending_on, change)
    last = midnight(until, "Europe/Amsterdam") - timedelta(seconds=1)
    for at in (SAID, NEW - timedelta(seconds=1), NEW, last):
        assert number_at(world.customer, at) == "2026-2", at
    assert number_at(world.first_class, NEW) == "2027-1" and number_at(world.first_class, last) == "2027-1"
    with pytest.raises(NoAgreementInForce):
        number_at(world.customer, last + timedelta(seconds=1))
    assert Event.objects.get(name="ContractEndedOverChange").data["version_id"] == change.pk


def test_what_began_under_the_new_terms_keeps_them(world, change) -> None:
    """Ended in January: what was reported since the first of January ran, and goes on running, under the new version."""
    said, reported = amsterdam("Mon 2027-01-18 10:00"), amsterdam("Tue 2027-01-05 10:00")
    assert number_at(world.customer, reported) == "2027-1"
    end_over_change(contract=contract_of(world.customer), version=change, ending_on=date(2027, 1, 31), by=None, at=said)
    assert number_at(world.customer, reported) == "2027-1"
    assert number_at(world.customer, said - timedelta(seconds=1)) == "2027-1"
    assert number_at(world.customer, said) == "2026-2"
    assert contract_until(world.customer) == date(2027, 3, 31)


def contract_until(organisation) -> date | None:
    return Contract.objects.get(organisation=organisation).ends_on


def test_a_later_version_does_not_reach_who_ended_over_an_earlier_one(world, change) -> None:
    end_over_change(contract=contract_of(world.customer), version=change, ending_on=date(2027, 2, 28), by=None, at=SAID)
    later = TEXT.replace("version: 2027-1", "version: 2027-2").replace("effective_from: 2027-01-01", "effective_from: 2027-03-01")
    announce_draft(draft=put_in_draft(source_text=later, file_name="x", by=None, at=SAID), by=None, at=SAID)
    at = amsterdam("Mon 2027-03-15 12:00")
    assert (number_at(world.customer, at), number_at(world.first_class, at)) == ("2026-2", "2027-2")


def test_what_cannot_be_ended_over_a_change_is_refused(world, change) -> None:
    contract = contract_of(world.customer)
    first = AgreementVersion.objects.get(number="2025-1")

    def ended(**given: object) -> Contract:
        asked: dict[str, Any] = {"contract": contract, "version": change, "ending_on": date(2027, 1, 1), "by": None, "at": SAID}
        return end_over_change(**asked | given)

    with pytest.raises(CannotEnd, match="changes nothing"):
        ended(version=first)
    with pytest.raises(CannotEnd, match="give a date from 2026-12-07"):
        ended(ending_on=date(2026, 12, 6))
    ended()
    with pytest.raises(CannotEnd, match="already ends"):
        ended()
    with pytest.raises(CannotEnd, match="already ends"):
        end_contract(contract=contract_of_any(world.customer), ends_on=date(2027, 6, 1), by=None, at=SAID)
    with pytest.raises(DatabaseError, match="says_when"), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(ending_on=None)


def contract_of_any(organisation) -> Contract:
    return Contract.objects.get(organisation=organisation)


def test_customer_sees_what_holds_until_when_and_nobody_else_does(world, change) -> None:
    end_over_change(contract=contract_of(world.customer), version=change, ending_on=date(2027, 1, 1), by=None, at=SAID)
    at = amsterdam("Mon 2027-01-11 10:00")
    page = words_of(signed_in(world.submitter).get("/agreement", at=at).content.decode())
    assert "heeft het contract opgezegd om versie 2027-1" in page and "1 mrt" in page
    assert "opgezegd om versie" not in words_of(signed_in(world.stranger).get("/agreement", at=at).content.decode())
    assert "Versie 2027-1 geldt vanaf" not in words_of(signed_in(world.submitter).get("/", at=SAID).content.decode())


def test_the_vendors_product_ends_it_on_the_contracts_page(world, change) -> None:
    author, contract = signed_in(world.person("Ruben Castelijn")), contract_of(world.customer)
    address = f"/agreement/contracts/{contract.pk}"
    assert address in author.get(f"/organisations/{world.customer.customer_number}", at=SAID).content.decode()
    page = author.get(f"{address}?over=2027-1", at=SAID).content.decode()
    assert '<option value="2027-1" selected>' in page and "2 maanden" in words_of(page)
    refused = author.post(f"{address}/ending", {"over": "2027-1", "ends_on": "2026-12-01"}, at=SAID)
    assert refused.status_code == 422
    for odd in ({"over": "1999-1", "ends_on": "2027-01-01"}, {"over": "", "ends_on": "x"}, {}):
        assert author.post(f"{address}/ending", odd, at=SAID).status_code == 422
    for far in ("9999-12-31", "0001-01-01"):
        answer = author.post(f"{address}/ending", {"over": "2027-1", "ends_on": far}, at=SAID)
        assert answer.status_code == 422 and "tussen 2000 en 2100" in answer.content.decode()
    assert author.post(f"{address}/ending", {"over": "2027-1", "ends_on": "2027-01-01"}, at=SAID).status_code == 303
    assert contract_until(world.customer) == date(2027, 3, 1)
    assert "ma 1 mrt 2027" in author.get(address, at=SAID).content.decode()


def test_others_find_no_contracts(world, change) -> None:
    contract = contract_of(world.customer)
    address = f"/agreement/contracts/{contract.pk}"
    for person in (world.agent, world.operator, world.administrator, world.submitter, world.stranger):
        reader = signed_in(person)
        assert reader.get(address, at=SAID).status_code == 404
        for act in ("ending", "individual-terms"):
            assert reader.post(f"{address}/{act}", {"ends_on": "2027-01-01", "from_on": "2027-01-01"}, at=SAID).status_code == 404
    assert contract_until(world.customer) is None

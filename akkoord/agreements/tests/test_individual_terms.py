# SPDX-License-Identifier: EUPL-1.2
"""Standard text plus individual terms for one organisation, entered with check and comparison. sla:1.1"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from akkoord.agreements.actions import CannotPublish, CannotSign, announce_draft, change_individual_terms, put_in_draft
from akkoord.agreements.faults import BadAgreement
from akkoord.agreements.in_force import terms_in_force
from akkoord.agreements.models import Contract
from akkoord.agreements.reading import overrides_in, overrides_written
from akkoord.agreements.tests.test_drafts import TEXT
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Thu 2026-11-19 12:00")
THEN = amsterdam("Tue 2026-12-01 00:00")
SHARPER = """
2.2.3/reaction-p2:
  text: {nl: Binnen 4 uur., en: Within 4 hours.}
  by: vendor
  deadline: {on: incident, clock: reaction, when: {priority: 2}, within: 4 hours, calendar: support}
2.3.1/availability:
  text: {nl: Minstens 99.9 procent., en: At least 99.9 percent.}
  by: vendor
  measure: {figure: availability, at_least: 99.9, per: month}
"""


def entered(world, text: str = SHARPER, from_on: date = date(2026, 12, 1)) -> Contract:
    contract = Contract.objects.get(organisation=world.customer, ends_on=None)
    return change_individual_terms(contract=contract, overrides=overrides_in(text), from_on=from_on, by=None, at=AT)


def test_they_hold_from_their_date_for_that_organisation_and_what_held_held(world) -> None:
    before = Contract.objects.get(organisation=world.customer)
    after = entered(world)
    before.refresh_from_db()
    assert before.ends_on == after.starts_on == date(2026, 12, 1)
    assert (after.options, after.licence, after.submitter_limit) == (before.options, before.licence, before.submitter_limit)
    assert str(terms_in_force(world.customer.pk, AT).promise("2.2.3/reaction-p2").within) == "1 working day"
    mine = terms_in_force(world.customer.pk, THEN)
    assert str(mine.promise("2.2.3/reaction-p2").within) == "4 hours"
    assert mine.overridden == {"2.2.3/reaction-p2", "2.3.1/availability"}
    measure = mine.clause_and_promise("2.3.1/availability")[1].measure
    assert measure is not None and str(measure.at_least) == "99.9"
    assert not terms_in_force(world.first_class.pk, THEN).overridden


def test_written_and_read_again_they_are_the_same_and_empty_returns_the_standard_terms(world) -> None:
    contract = entered(world)
    again = overrides_in(overrides_written(contract.overrides))
    with pytest.raises(CannotSign, match="hold already"):
        change_individual_terms(contract=contract, overrides=again, from_on=date(2027, 1, 1), by=None, at=AT)
    standard = change_individual_terms(contract=contract, overrides={}, from_on=date(2027, 1, 1), by=None, at=AT)
    assert standard.overrides == {} and overrides_written({}) == "" and overrides_in("  ") == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("9.9/none: {by: vendor}", "no promise of"),
        ("2.2.3/reaction-p2: {by: vendor}", "is no promise"),
        (SHARPER.replace("calendar: support", "calendar: nowhere"), "contradicts itself"),
    ],
)
def test_what_is_no_promise_of_the_agreement_is_refused(world, text: str, says: str) -> None:
    with pytest.raises(CannotSign, match=says):
        entered(world, text)
    assert Contract.objects.get(organisation=world.customer).ends_on is None


@pytest.mark.parametrize("text", ["x", "- a", "a: [", "a: b", "1: {by: vendor}", "a: &x {b: 1}\nc: *x"])
def test_what_is_no_list_of_promises_is_named_by_its_line(text: str) -> None:
    with pytest.raises(BadAgreement):
        overrides_in(text)


@pytest.mark.parametrize("from_on", [date(2026, 11, 19), date(2026, 1, 1)])
def test_they_cannot_begin_today_or_earlier(world, from_on: date) -> None:
    with pytest.raises(CannotSign, match="give a date after"):
        entered(world, from_on=from_on)


def test_a_promise_with_individual_terms_cannot_be_dropped_before_they_are_changed(world) -> None:
    entered(world)
    text = TEXT.replace("- id: reaction-p2", "- id: reaction-p2-anew\n        replaces: [2.2.3/reaction-p2]", 1)
    draft = put_in_draft(source_text=text, file_name="x", by=None, at=AT)
    assert draft.is_sound, draft.faults
    with pytest.raises(CannotPublish, match=r"Zorggroep Elzenhorst has individual terms for 2\.2\.3/reaction-p2"):
        announce_draft(draft=draft, by=None, at=AT)


def test_the_page_checks_compares_and_enters_and_the_agreement_says_which_are_individual(world) -> None:
    author = signed_in(world.person("Ruben Castelijn"))
    contract = Contract.objects.get(organisation=world.customer)
    address = f"/agreement/contracts/{contract.pk}/individual-terms"
    given: dict[str, Any] = {"overrides": SHARPER, "from_on": "2026-12-01"}
    checked = words_of(author.post(address, given | {"check": "1", "from_on": ""}, at=AT).content.decode())
    assert "1 werkdag wordt 4 uur" in checked and "beter voor jou" in checked
    assert Contract.objects.get(organisation=world.customer).overrides == {}, "checking enters nothing"
    for odd in ({"overrides": "x: ["}, {"overrides": "9.9/none: {by: vendor}"}, {"from_on": "2026-11-01"}, {"from_on": ""}):
        assert author.post(address, given | odd, at=AT).status_code == 422
    for text in ("9.9/none: {by: vendor}", "x: ["):
        assert author.post(address, given | {"overrides": text, "check": "1"}, at=AT).status_code == 422
    assert author.post(address, given, at=AT).status_code == 303
    page = signed_in(world.submitter).get("/agreement", at=THEN).content.decode()
    assert page.count("Alleen voor jullie organisatie afgesproken.") == 2
    assert 'href="#2.2.3/reaction-p2"' in page and 'href="#2.3.1/availability"' in page
    assert "Alleen voor jullie organisatie" not in signed_in(world.stranger).get("/agreement", at=THEN).content.decode()

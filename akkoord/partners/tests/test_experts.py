# SPDX-License-Identifier: EUPL-1.2
"""Experts, and references that a customer writes and takes back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client

from akkoord.cases.refusals import NotAllowed
from akkoord.cases.tests.reading import clock_at, signed_in, words_of
from akkoord.partners.actions.experts import add_expert, change_expert, end_expert, show_expert
from akkoord.partners.actions.references import ask_reference, decline_reference, place_reference, withdraw_reference
from akkoord.partners.judging import judged_requirements
from akkoord.partners.models import Expert, Reference, ReferenceRequest
from akkoord.partners.reference_links import link_of
from akkoord.partners.refusals.experts import (
    ExpertKnown,
    InTheFuture,
    NothingWritten,
    NotOfPartner,
    ReferenceAnswered,
    ReferenceWaits,
)
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM

from .network import AT, TODAY, Network

pytestmark = pytest.mark.django_db
GIVEN: dict[str, Any] = {"experience_since": date(2021, 5, 1), "days_a_week": 4, "industry": "Zorg", "service": "Inrichten"}


@pytest.fixture
def expert(network: Network) -> Expert:
    return network.expert(network.daan)


@pytest.fixture
def asked(network, expert) -> ReferenceRequest:
    return ask_reference(
        expert=expert, customer="Zorggroep Elzenhorst", name="Tarik Benhaddou", email="Tarik@elzenhorst.example", language="nl",
        by=network.daan, at=AT,
    )  # fmt: skip


def requirement(network, about, slug="adviesbureau-zilvermeer"):
    return next(r.judged for r in judged_requirements(network.partner, AT) if r.said.promise.about == about)


def test_an_expert_is_one_of_the_partners_own_people_once(network):
    add_expert(organisation=network.partner.organisation, person=network.emre, by=network.roos, at=AT, **GIVEN)
    with pytest.raises(ExpertKnown):
        add_expert(organisation=network.partner.organisation, person=network.emre, by=network.roos, at=AT, **GIVEN)
    with pytest.raises(NotOfPartner):
        add_expert(organisation=network.partner.organisation, person=network.jeroen, by=network.roos, at=AT, **GIVEN)
    for stranger in (network.emre, network.jeroen, network.world.agent, network.world.stranger):
        with pytest.raises(NotAllowed):
            add_expert(organisation=network.partner.organisation, person=network.daan, by=stranger, at=AT, **GIVEN)


def test_who_left_can_come_back_and_experience_lies_in_the_past(network, expert):
    end_expert(expert=expert, by=network.roos, at=AT)
    again = network.expert(network.daan)
    assert again.pk != expert.pk
    with pytest.raises(InTheFuture):
        change_expert(expert=again, by=network.daan, at=AT, **{**GIVEN, "experience_since": TODAY + timedelta(days=1)})


def test_nobody_puts_somebody_elses_name_into_the_directory(network, expert):
    for other in (network.roos, network.mirte, network.emre):
        with pytest.raises(NotAllowed):
            show_expert(expert=expert, is_shown=True, by=other, at=AT)
    with scoped(PUBLIC):
        assert not Expert.objects.exists()
    show_expert(expert=expert, is_shown=True, by=network.daan, at=AT)
    with scoped(PUBLIC):
        assert Expert.objects.exists()
    end_expert(expert=expert, by=network.roos, at=AT)
    with scoped(PUBLIC):
        assert not Expert.objects.exists()


def test_pages_of_experts_for_the_partner_and_nobody_else(network, expert):
    form = {"person": network.emre.pk, "experience_since": "2023-01-01", "days_a_week": "3", "industry": "", "service": ""}
    assert signed_in(network.roos).post("/partnership/experts/new", form, at=AT).status_code == 303
    wrong = signed_in(network.roos).post("/partnership/experts/new", {**form, "days_a_week": "9", "industry": "Bouw"}, at=AT)
    assert wrong.status_code == 422 and "Bouw" in wrong.content.decode()
    assert signed_in(network.emre).get("/partnership/experts/new", at=AT).status_code == 404, "who only reads adds nobody"
    page = words_of(signed_in(network.emre).get("/partnership/experts", at=AT).content.decode())
    assert "Daan Kuiper" in page and "Emre Yildiz" in page
    for stranger in (network.jeroen, network.world.stranger, network.world.agent, network.mirte):
        assert signed_in(stranger).get(f"/partnership/experts/{expert.pk}", at=AT).status_code == 404


def test_the_request_reaches_one_address_with_a_link_and_the_table_keeps_only_its_hash(network, asked, run_jobs, mailoutbox):
    run_jobs()
    (letter,) = mailoutbox
    assert letter.to == ["tarik@elzenhorst.example"]
    found = re.search(r"https?://\S+/references/\w+", letter.body)
    assert found is not None
    link = found[0]
    assert link == link_of(asked) and link.rsplit("/", 1)[1] != asked.token_hash
    with pytest.raises(ReferenceWaits):
        ask_reference(
            expert=asked.expert, customer="x", name="x", email="tarik@elzenhorst.example", language="nl", by=network.daan, at=AT
        )  # fmt: skip


def test_nothing_is_placed_without_agreement_and_what_is_taken_back_is_gone(network, asked):
    there = urlsplit(link_of(asked)).path
    visitor = Client()
    with clock_at(AT):
        assert visitor.get(there).status_code == 200
        refused = visitor.post(there, {"text": "Prettig gewerkt."})
        assert refused.status_code == 422 and "Prettig gewerkt." in refused.content.decode() and not Reference.objects.exists()
        assert visitor.post(there, {"text": "Prettig gewerkt.", "agrees": "on", "with_name": "on"}).status_code == 302 + 1
        set_scope(PUBLIC)
        assert Reference.objects.get().shown_name == "Tarik Benhaddou"
        assert not ReferenceRequest.objects.exists(), "everybody reads the reference, nobody whom it was asked of"
        assert visitor.post(f"{there}/withdrawal").status_code == 303
        set_scope(PUBLIC)
        assert not Reference.objects.exists()
        set_scope(SYSTEM)
        assert Reference.objects.get().text == ""
        page = words_of(visitor.get(there).content.decode())
    assert "Prettig gewerkt." not in page


def test_who_would_rather_not_is_not_asked_for_a_text(network, asked):
    decline_reference(request=asked, by=None, at=AT)
    with pytest.raises(ReferenceAnswered):
        place_reference(request=asked, text="Toch", with_name=False, by=None, at=AT)
    with pytest.raises(ReferenceAnswered):
        decline_reference(request=asked, by=None, at=AT)


def test_an_empty_reference_is_refused_and_taking_back_twice_changes_nothing(network, asked):
    with pytest.raises(NothingWritten):
        place_reference(request=asked, text="  \x00 ", with_name=False, by=None, at=AT)
    reference = place_reference(request=asked, text="Goed", with_name=False, by=None, at=AT)
    withdraw_reference(reference=reference, by=None, at=AT)
    withdraw_reference(reference=reference, by=None, at=AT + timedelta(days=1))
    reference.refresh_from_db()
    assert reference.withdrawn_at == AT


@pytest.mark.parametrize("token", ["x", "0" * 64, "%00", "a" * 3000])
def test_a_link_that_nobody_gave_out_is_not_found(network, asked, token):
    for path in (f"/references/{token}", f"/references/{token}/withdrawal", f"/references/{token}/refusal"):
        assert Client().post(path).status_code == 404


def test_a_request_sent_twice_asks_once(network, expert, run_jobs, mailoutbox):
    form = {"customer": "Elzenhorst", "name": "Ineke", "email": "ineke@elzenhorst.example", "language": "nl"}
    form["once"] = "3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a3333"
    for _time in range(2):
        assert signed_in(network.daan).post(f"/partnership/experts/{expert.pk}/reference", form, at=AT).status_code == 303
    run_jobs()
    assert len(mailoutbox) == 1


def test_references_are_evidence_for_an_expert_alone(network):
    ilse = network.world.person("Ilse Grondsma")
    partner = type(network.partner).objects.select_related("organisation").get(slug="ilse-grondsma")
    network.partner = partner
    expert = network.expert(ilse, of=partner)
    assert requirement(network, "recommendations").verdict == "broken"
    request = ask_reference(
        expert=expert, customer="Oeverdijk", name="W", email="w@oeverdijk.example", language="nl", by=ilse, at=AT
    )
    with transaction.atomic():
        place_reference(request=request, text="Goed", with_name=False, by=None, at=AT)
    for about in ("recommendations", "customer_references", "days_with_product", "years_of_experience", "industry_focus"):
        assert requirement(network, about).verdict == "kept", about

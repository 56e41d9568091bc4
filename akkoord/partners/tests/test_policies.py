# SPDX-License-Identifier: EUPL-1.2
"""What everybody may read of partners, nobody else changes or removes: the database refuses it without the program's help."""

from __future__ import annotations

from datetime import timedelta

import pytest

from akkoord.partners.actions.assignments import make_assignment
from akkoord.partners.actions.connectors import register_connector
from akkoord.partners.actions.endings import end_partnership
from akkoord.partners.actions.experts import show_expert
from akkoord.partners.actions.gatherings import plan_gathering
from akkoord.partners.actions.profiles import decide_profile, propose_profile
from akkoord.partners.actions.references import ask_reference, place_reference
from akkoord.partners.directory import page_of
from akkoord.partners.models import Assignment, Connector, Expert, Gathering, Partner, Profile
from akkoord.partners.rules.gatherings import GatheringKind
from akkoord.partners.tests.network import AT, TODAY, Network
from akkoord.scope.database import scoped
from akkoord.scope.rules import PUBLIC

WORDS = {"name": "Zilvermeer", "summary_nl": "Kort.", "about_nl": "Lang.", "email": "a@zilvermeer.example"}


@pytest.fixture
def listed(network: Network) -> Network:
    """Zilvermeer stands in the directory with an expert and a connector."""
    show_expert(expert=network.expert(network.daan), is_shown=True, by=network.daan, at=AT)
    register_connector(
        organisation=network.partner.organisation, name="Brug", links_to="Klok", description="Uren.", fields=[], version="1",
        by=None, at=AT,
    )  # fmt: skip
    profile = propose_profile(partner=network.partner, by=None, at=AT, **WORDS)
    decide_profile(profile=profile, is_agreed=True, by=None, at=AT)
    return network


@pytest.mark.parametrize("model", [Expert, Partner, Connector, Profile])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_who_reads_a_row_of_the_directory_neither_takes_nor_removes_it(listed: Network, model, is_signed_in: bool) -> None:
    own, other = model.objects.get(organisation=listed.partner.organisation), listed.other.organisation_id
    with scoped(listed.jeroen.scope if is_signed_in else PUBLIC):
        rows = model.objects.filter(pk=own.pk)
        assert rows.exists(), "everybody may read it"
        assert rows.update(organisation=other) == 0
        assert rows._raw_delete(rows.db) == 0
    assert model.objects.get(pk=own.pk).organisation_id == listed.partner.organisation_id


def test_a_partners_people_do_not_remove_what_the_vendor_wrote(network: Network) -> None:
    plan_gathering(
        kind=GatheringKind.KICK_OFF, title="Aftrap", place="Zaal 2", starts_at=AT + timedelta(days=9), organisation=None, by=None, at=AT
    )  # fmt: skip
    make_assignment(
        organisation=network.partner.organisation, customer="Bakkerij", what="Inrichten", expert=None, consultant=network.mirte,
        starts_on=TODAY, by=None, at=AT,
    )  # fmt: skip
    with scoped(network.roos.scope):
        for model in (Gathering, Assignment):
            rows = model.objects.all()
            assert rows.count() == 1
            assert rows._raw_delete(rows.db) == 0


def test_a_page_of_the_directory_is_read_while_the_partnership_lasts(listed: Network) -> None:
    with scoped(PUBLIC):
        assert Profile.objects.count() == 1
    ground = "2.3/at-once-exam"
    end_partnership(partner=listed.partner, ground=ground, reason="Examen niet gehaald.", by=listed.mirte, at=AT)
    with scoped(PUBLIC):
        assert not Profile.objects.exists()
        assert not Connector.objects.exists()
    with scoped(listed.roos.scope):
        assert Profile.objects.count() == 1


def test_a_page_tells_of_nobody_who_did_not_agree_whoever_reads_it(listed: Network) -> None:
    emre = listed.expert(listed.emre)
    for expert in (emre, Expert.objects.get(person=listed.daan)):
        asked = ask_reference(
            expert=expert, customer="Elzenhorst", name="Tarik", email="t@elzenhorst.example", language="nl", by=listed.roos, at=AT
        )  # fmt: skip
        place_reference(request=asked, text="Prettig.", with_name=False, by=None, at=AT)
    for scope in (PUBLIC, listed.mirte.scope, listed.roos.scope):
        with scoped(scope):
            page = page_of("adviesbureau-zilvermeer", AT)
            assert page is not None
            assert [each.expert.person.name for each in page.references] == ["Daan Kuiper"]

# SPDX-License-Identifier: EUPL-1.2
"""Partners: who becomes one, who sees what, and the invitation to become product partner."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from akkoord.agreements.in_force import terms_in_force
from akkoord.agreements.reading import read_agreement
from akkoord.cases.refusals import NotAllowed
from akkoord.partners.actions.endings import end_partnership
from akkoord.partners.actions.partners import answer_invitation, invite_product_partner, register_partner
from akkoord.partners.models import Partner
from akkoord.partners.programme import requirements_of, terms_of_partner
from akkoord.partners.refusals.partners import (
    ByInvitationOnly,
    EndedAlready,
    InvitationAnsweredAlready,
    InvitationOpen,
    PartnerAlready,
)
from akkoord.partners.rules.partners import NO_SLUGS, NOTICE, PartnerKind
from akkoord.partners.urls import urlpatterns
from akkoord.people.actions import register_organisation
from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import OrganisationKind
from akkoord.people.second_factor import PASSED
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.partners import PROGRAMME, found_partners

AT = amsterdam("Wed 2026-11-18 10:00")
TODAY = date(2026, 11, 18)


@pytest.fixture
def mirte(world: World) -> Person:
    """Who looks after partners; with the five partners."""
    found_partners()
    return world.person("Mirte Holleman")


def partner(slug: str) -> Partner:
    return Partner.objects.select_related("organisation").get(slug=slug)


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    session = client.session
    session[PASSED] = person.pk
    session.save()
    return client


def test_the_programme_file_is_sound() -> None:
    assert read_agreement(PROGRAMME).warnings == ()


def test_a_partner_is_bound_to_the_programme_with_its_kind_as_option(mirte: Person) -> None:
    terms = terms_in_force(partner("adviesbureau-zilvermeer").organisation_id, AT, "partner-programme")
    assert terms.options == {"service"}


def test_a_partner_may_report_under_the_service_agreement_too(mirte: Person) -> None:
    assert terms_in_force(partner("adviesbureau-zilvermeer").organisation_id, AT).code == "reference"


def test_each_kind_has_requirements_of_its_own(mirte: Person) -> None:
    asked = {
        slug: {s.clause for s in requirements_of(terms_of_partner(partner(slug), AT), AT)}
        for slug in ("ilse-grondsma", "koppelhuis-vaartveld", "roosterkring")
    }
    assert asked == {"ilse-grondsma": {"1", "3.1"}, "koppelhuis-vaartveld": {"1", "4.1"}, "roosterkring": {"1", "4.1", "5.1"}}


def test_nobody_is_entered_as_a_product_partner(mirte: Person) -> None:
    organisation = Organisation.objects.create(kind=OrganisationKind.PARTNER, name="Nieuw", created_at=AT)
    with pytest.raises(ByInvitationOnly):
        register_partner(organisation=organisation, kinds=[PartnerKind.PRODUCT], since=TODAY, by=mirte, at=AT)


def test_only_whoever_looks_after_partners_makes_one(mirte: Person, world: World) -> None:
    organisation = Organisation.objects.create(kind=OrganisationKind.PARTNER, name="Nieuw", created_at=AT)
    with pytest.raises(NotAllowed):
        register_partner(organisation=organisation, kinds=[PartnerKind.SERVICE], since=TODAY, by=world.agent, at=AT)


def test_a_partner_is_not_made_twice(mirte: Person) -> None:
    with pytest.raises(PartnerAlready):
        register_partner(
            organisation=partner("roosterkring").organisation, kinds=[PartnerKind.CONNECTOR], since=TODAY, by=mirte, at=AT
        )


def test_an_invited_partner_becomes_product_partner_when_its_administrator_accepts(mirte: Person, world: World) -> None:
    vaartveld = partner("koppelhuis-vaartveld")
    invitation = invite_product_partner(partner=vaartveld, text="Kom je erbij?", by=mirte, at=AT)
    with pytest.raises(InvitationOpen):
        invite_product_partner(partner=vaartveld, text="Nog eens", by=mirte, at=AT)
    with pytest.raises(NotAllowed):
        answer_invitation(invitation=invitation, accepted=True, by=world.person("Karlijn Beets"), at=AT)
    answer_invitation(invitation=invitation, accepted=True, by=world.person("Sven Ottevanger"), at=AT)
    assert partner("koppelhuis-vaartveld").kinds == ["connector", "product"]
    assert terms_in_force(vaartveld.organisation_id, AT, "partner-programme").options == {"connector", "product"}
    with pytest.raises(InvitationAnsweredAlready):
        answer_invitation(invitation=invitation, accepted=False, by=world.person("Sven Ottevanger"), at=AT)


def test_an_invitation_is_not_accepted_once_the_partnership_ends(mirte: Person, world: World) -> None:
    vaartveld, sven = partner("koppelhuis-vaartveld"), world.person("Sven Ottevanger")
    invitation = invite_product_partner(partner=vaartveld, text="Kom je\x00 erbij?", by=mirte, at=AT)
    assert invitation.text == "Kom je erbij?"
    end_partnership(partner=vaartveld, ground=NOTICE, reason="", by=sven, at=AT)
    with pytest.raises(EndedAlready):
        answer_invitation(invitation=invitation, accepted=True, by=sven, at=AT)
    answer_invitation(invitation=invitation, accepted=False, by=sven, at=AT)
    assert partner("koppelhuis-vaartveld").kinds == ["connector"]


@pytest.mark.parametrize("path", ["/partnership", "/partnership/requirements"])
def test_a_partners_own_people_see_their_partnership(mirte: Person, world: World, client: Client, path: str) -> None:
    for name in ("Roos Verhagen", "Emre Yildiz"):
        answer = signed_in(client, world.person(name)).get(path)
        assert answer.status_code == 200
        assert "Je stelt per kalenderjaar hoogstens 15 vragen" in answer.content.decode() or path == "/partnership"


def test_an_english_partner_reads_english(mirte: Person, world: World, client: Client) -> None:
    page = signed_in(client, world.person("Owen Clarke")).get("/partnership").content.decode()
    assert "What there is to do" in page
    assert "You have a fixed contact in product management." in page


@pytest.mark.parametrize(
    "path", ["/partnership", "/partnership/requirements", "/partner-desk", "/partner-desk/adviesbureau-zilvermeer"]
)
def test_a_stranger_finds_nothing(mirte: Person, world: World, client: Client, path: str) -> None:
    assert signed_in(client, world.stranger).get(path).status_code == 404
    assert signed_in(client, world.agent).get(path).status_code == 404


def test_who_looks_after_partners_and_the_lead_see_the_desk(mirte: Person, world: World, client: Client) -> None:
    for person in (mirte, world.lead):
        page = signed_in(client, person).get("/partner-desk").content.decode()
        assert "Adviesbureau Zilvermeer" in page
        one = signed_in(client, person).get("/partner-desk/adviesbureau-zilvermeer").content.decode()
        assert "Iedere expert haalt elk jaar het examen." in one
        assert ("/records?" in one) == (person == mirte)


def test_everybody_reads_the_programme(mirte: Person, client: Client) -> None:
    page = client.get("/partners/programme").content.decode()
    assert "Productpartner word je op uitnodiging." in page


@pytest.mark.parametrize(
    ("path", "most"), [("/partner-desk", 14), ("/partner-desk/applications", 14), ("/partner-desk/adviesbureau-zilvermeer", 45)]
)
def test_a_page_of_the_desk_asks_no_question_a_row(
    mirte: Person, client: Client, path: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in(client, mirte)
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def test_a_name_that_stands_in_an_address_is_no_partners_address(mirte: Person) -> None:
    for name in ("Apply", "Exams"):
        one = register_organisation(by=None, at=AT, kind=OrganisationKind.PARTNER, name=name)
        made = register_partner(organisation=one, kinds=[PartnerKind.SERVICE], since=TODAY, by=mirte, at=AT)
        assert made.slug == f"{name.lower()}-2"


def test_every_address_beside_partners_names_is_reserved() -> None:
    for base in ("partners/", "partner-desk/"):
        beside = {
            str(each.pattern).removeprefix(base).partition("/")[0] for each in urlpatterns if str(each.pattern).startswith(base)
        }
        assert {word for word in beside if not word.startswith("<")} <= NO_SLUGS


@pytest.mark.parametrize("who", ["partner_manager", "desk_lead", "consultant"])
def test_every_page_in_the_navigation_opens_for_who_sees_it(mirte: Person, world: World, client: Client, who: str) -> None:
    Membership.objects.filter(person=world.agent, organisation__kind=OrganisationKind.VENDOR).update(roles=[who])
    start = "/partner-desk/assignments"
    page = signed_in(client, Person.objects.get(pk=world.agent.pk)).get(start).content.decode()
    (nav,) = re.findall(r'<nav class="subnav".*?</nav>', page, re.DOTALL)
    links = re.findall(r'href="([^"]+)"', nav)
    assert start in links and ("/partner-desk" in links) == (who != "consultant")
    for link in links:
        assert client.get(link).status_code == 200, link
    assert ('href="/partner-desk"' in page.replace(nav, "")) == (who != "consultant"), (
        "who may read the desk of partners finds it"
    )


def test_an_invitation_that_is_refused_keeps_what_was_typed(mirte: Person, client: Client) -> None:
    vaartveld, there = partner("koppelhuis-vaartveld"), "/partner-desk/koppelhuis-vaartveld/invitation"
    signed_in(client, mirte)
    assert client.post(there, {"text": "Kom erbij."}).status_code == 303
    again = client.post(there, {"text": "Kom toch erbij."})
    assert again.status_code == 422 and "Kom toch erbij." in again.content.decode()
    assert vaartveld.invitations.count() == 1

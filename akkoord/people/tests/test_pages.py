# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from akkoord.audit.models import Reading
from akkoord.people import actions
from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM

from .conftest import AT, House

Browse = Callable[[Person], Client]
ADMINISTRATOR, SUBMITTER, MEMBER = PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER, PortalRole.MEMBER
NEW = {"organisation": "", "name": "Nina Nieuw", "email": "nina@huis.example", "language": "nl", "roles": ["member"]}


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def again(membership: Membership) -> Membership:
    set_scope(SYSTEM)
    return Membership.objects.get(pk=membership.pk)


# Contacts


def test_an_administrator_sees_contacts_and_how_many_may_report(house: House, browse: Browse, two_places: None) -> None:
    page = text(browse(house.keeper), "/contacts")
    assert "Mare Ooster" in page and "Ine Verhof" in page
    assert "1 van 2 incidentmelders" in page
    assert "Nico Schaaf" not in page


def test_a_colleague_and_the_vendor_find_no_contacts_page(house: House, browse: Browse) -> None:
    for person in (house.reporter, house.staff("Joris Agent", StaffRole.AGENT)):
        assert browse(person).get("/contacts").status_code == 404
    answer = Client().get("/contacts")
    assert answer.status_code == 302 and answer["Location"].startswith("/sign-in?")


def test_a_stranger_finds_nothing_and_changes_nothing(house: House, browse: Browse) -> None:
    membership = house.membership(house.reporter)
    client = browse(house.stranger)
    assert client.get(reverse("contact", args=[membership.pk])).status_code == 404
    for name in ("contact_roles", "contact_blocking", "contact_unblocking", "contact_ending", "contact_invitation"):
        assert client.post(reverse(name, args=[membership.pk]), {"roles": ["administrator"]}).status_code == 404
    assert again(membership).roles == ["incident_submitter"] and again(membership).is_in_force


def test_a_stranger_cannot_invite_into_another_organisation(house: House, browse: Browse) -> None:
    answer = browse(house.stranger).post("/contacts/invitation", {**NEW, "organisation": house.elms.key})
    assert answer.status_code == 200
    assert not Person.objects.filter(email="nina@huis.example").exists()


def test_inviting_a_colleague(house: House, browse: Browse) -> None:
    client = browse(house.keeper)
    answer = client.post("/contacts/invitation", {**NEW, "organisation": house.elms.key}, follow=True)
    assert "Nina Nieuw is uitgenodigd" in answer.content.decode()
    set_scope(SYSTEM)
    assert Membership.objects.get(person__email="nina@huis.example").created_by == house.keeper
    assert "uitgenodigd" in text(client, "/contacts")


def test_a_refusal_keeps_what_was_typed(house: House, browse: Browse) -> None:
    answer = browse(house.keeper).post(
        "/contacts/invitation", {**NEW, "organisation": house.elms.key, "email": house.reporter.email}
    )
    page = answer.content.decode()
    assert "al een contactpersoon" in page and 'value="Nina Nieuw"' in page


def test_roles_are_changed_without_script(house: House, browse: Browse) -> None:
    membership = house.membership(house.reporter)
    client = browse(house.keeper)
    assert "Mare Ooster" in text(client, reverse("contact", args=[membership.pk]))
    client.post(reverse("contact_roles", args=[membership.pk]), {"roles": ["member", "incident_manager"], "is_expert": "on"})
    assert (again(membership).roles, again(membership).is_expert) == (["incident_manager", "member"], True)


def test_blocking_and_ending_are_one_press_and_say_what_was_done(house: House, browse: Browse) -> None:
    membership = house.membership(house.reporter)
    client = browse(house.keeper)
    client.post(reverse("contact_blocking", args=[membership.pk]))
    assert again(membership).blocked_by == house.keeper
    client.post(reverse("contact_unblocking", args=[membership.pk]))
    assert again(membership).blocked_at is None
    page = client.post(reverse("contact_ending", args=[membership.pk]), follow=True).content.decode()
    assert "Mare Ooster is geen contactpersoon meer" in page
    assert again(membership).ended_by == house.keeper


def test_the_last_administrator_is_told_so(house: House, browse: Browse) -> None:
    membership = house.membership(house.keeper)
    page = browse(house.keeper).post(reverse("contact_ending", args=[membership.pk]), follow=True).content.decode()
    assert "laatste beheerder" in page
    assert again(membership).is_in_force


def test_several_organisations_are_chosen_in_the_address(house: House, browse: Browse) -> None:
    actions.add_membership(by=None, at=AT, person=house.keeper, organisation=house.dike, roles=[ADMINISTRATOR])
    client = browse(house.keeper)
    both = text(client, "/contacts")
    assert "Nico Schaaf" in both and "Mare Ooster" in both
    one = text(client, f"/contacts?organisation={house.dike.key}")
    assert "Nico Schaaf" in one and "Mare Ooster" not in one
    assert "Mare Ooster" in text(client, "/contacts")  # another tab is not disturbed
    assert "Mare Ooster" in text(client, "/contacts?organisation=99999999")


def test_administering_one_organisation_gives_nothing_in_another(house: House, browse: Browse) -> None:
    actions.add_membership(by=None, at=AT, person=house.keeper, organisation=house.dike, roles=[MEMBER])
    other = house.membership(house.stranger, house.dike)
    own = house.membership(house.keeper, house.dike)
    client = browse(house.keeper)
    assert "Nico Schaaf" not in text(client, "/contacts")
    for membership in (other, own):
        assert client.get(reverse("contact", args=[membership.pk])).status_code == 404


def test_contacts_ask_the_database_the_same_however_many_there_are(
    house: House, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        house.contact(f"Collega Nummer{number}", house.elms, MEMBER)
    client = browse(house.keeper)
    with django_assert_max_num_queries(14):
        client.get("/contacts")


# Own account


def test_own_details_and_language(house: House, browse: Browse) -> None:
    client = browse(house.reporter)
    assert "Mijn account" in text(client, "/account")
    given = {"name": "Mare Ooster", "phone": "", "language": "en", "time_zone": "America/Curacao"}
    assert client.post("/account", given).status_code == 302
    assert "My account" in text(client, "/account")
    assert Person.objects.get(pk=house.reporter.pk).time_zone == "America/Curacao"


def test_an_unknown_time_zone_is_refused(house: House, browse: Browse) -> None:
    given = {"name": "Mare", "phone": "", "language": "nl", "time_zone": "Mars/Olympus"}
    assert browse(house.reporter).post("/account", given).status_code == 200
    assert Person.objects.get(pk=house.reporter.pk).time_zone == "Europe/Amsterdam"


def test_a_visitor_chooses_a_language_and_keeps_it(db: None) -> None:
    client = Client()
    answer = client.post("/language", {"language": "en", "next": "/sign-in"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in")
    assert "<h1>Sign in</h1>" in text(client, "/sign-in")
    assert client.post("/language", {"language": "xx"}).status_code == 400
    assert client.post("/language", {"language": "nl", "next": "https://elsewhere.example/"})["Location"] == "/"


def test_somebody_signed_in_keeps_the_language_with_themselves(house: House, browse: Browse) -> None:
    browse(house.reporter).post("/language", {"language": "en", "next": "/account"})
    assert Person.objects.get(pk=house.reporter.pk).language == "en"


# The vendor's people


@pytest.fixture
def agent(house: House) -> Person:
    return house.staff("Joris Agent", StaffRole.AGENT)


def test_staff_see_who_may_report_and_the_reading_is_kept(house: House, browse: Browse, agent: Person) -> None:
    page = text(browse(agent), f"/organisations/{house.elms.customer_number}")
    assert "Mare Ooster" in page and "Incidentmelder" in page
    set_scope(SYSTEM)
    reading = Reading.objects.get(subject=f"organisation:{house.elms.pk}")
    assert (reading.person_id, reading.organisation_id) == (agent.pk, house.elms.pk)


def test_customers_find_no_list_of_customers(house: House, browse: Browse) -> None:
    client = browse(house.keeper)
    assert client.get("/organisations").status_code == 404
    assert client.get(f"/organisations/{house.elms.customer_number}").status_code == 404


def test_the_list_is_searched_by_name_and_number(house: House, browse: Browse, agent: Person) -> None:
    client = browse(agent)
    assert "Zorg onder de Iepen" in text(client, "/organisations?q=iepen")
    found = text(client, f"/organisations?q={house.dike.customer_number}")
    assert "Gemeente Achterdijk" in found and "Zorg onder de Iepen" not in found
    assert "Geen klant" in text(client, "/organisations?q=bestaatniet")


def test_the_list_goes_on_where_the_page_ended(house: House, browse: Browse, agent: Person) -> None:
    names = [f"Aap {n:03}" for n in range(60)]
    for name in names:
        house.organisation(name)
    client = browse(agent)
    first = text(client, "/organisations?q=Aap")
    assert names[49] in first and names[50] not in first
    set_scope(SYSTEM)
    last = Organisation.objects.get(name=names[49])
    assert f"after={last.pk}" in first
    second = text(client, f"/organisations?q=Aap&after={last.pk}")
    assert names[49] not in second and names[50] in second and names[59] in second


def test_an_unknown_number_is_not_there(browse: Browse, agent: Person) -> None:
    assert browse(agent).get("/organisations/1").status_code == 404

# SPDX-License-Identifier: EUPL-1.2
"""The public directory: only what was agreed, while the partnership lasts, found by what a visitor chooses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from akkoord.cases.refusals import NotAllowed
from akkoord.cases.tests.reading import clock_at, signed_in, words_of
from akkoord.partners.actions.connectors import register_connector
from akkoord.partners.actions.profiles import decide_profile, propose_profile
from akkoord.partners.confidants import concerned
from akkoord.partners.models import Connector, Partner, Profile
from akkoord.partners.refusals.profiles import ProfileDecided, ProfileIncomplete, ReasonMissing
from akkoord.partners.rules.directory import Chosen, Listing, counts, found
from akkoord.people.models import Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import PUBLIC
from akkoord.site.world.directory import fill_directory
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.partners import found_partners

AT = amsterdam("Mon 2026-11-16 10:00")
GIVEN: dict[str, Any] = {
    "name": "Zilvermeer",
    "summary_nl": "Kort.",
    "about_nl": "Lang.",
    "email": "a@zilvermeer.example",
    "industries": ["healthcare"],
}


def one(slug: str, *, kinds=("service",), industries=(), fields=(), regions=(), text="", certified=False) -> Listing:
    return Listing(slug, slug, kinds, "", frozenset(industries), frozenset(fields), frozenset(regions), text, certified)


ALL = [
    one("a", industries=["healthcare"], regions=["north"], text="zorg in het noorden"),
    one("b", kinds=("connector",), industries=["healthcare", "retail"], regions=["everywhere"], certified=True, text="koppeling"),
    one("c", kinds=("expert",), fields=["payroll"], regions=["south"], text="salaris"),
]


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (Chosen(), "abc"),
        (Chosen(kind="expert"), "c"),
        (Chosen(industry="healthcare"), "ab"),
        (Chosen(industry="healthcare", certificate="certified"), "b"),
        (Chosen(region="south"), "bc"),  # who works everywhere works there too
        (Chosen(words="ZORG noorden"), "a"),
        (Chosen(words="zorg koppeling"), ""),
        (Chosen(kind="nonsense"), ""),
    ],
)
def test_choices_and_words_together_leave_what_fits_them_all(chosen, left):
    assert "".join(each.slug for each in found(ALL, chosen)) == left


def test_counts_say_what_a_choice_would_leave_with_the_others_as_they_are():
    assert counts(ALL, Chosen(kind="connector", industry="retail"), "kind") == {"connector": 1}
    assert counts(ALL, Chosen(), "industry") == {"healthcare": 2, "retail": 1}


@pytest.fixture
def zilvermeer(world) -> Partner:
    found_partners()
    return Partner.objects.get(slug="adviesbureau-zilvermeer")


def person(name: str) -> Person:
    return Person.objects.get(name=name)


def visit(address: str, at=AT):
    with clock_at(at):
        return Client().get(address)


def test_a_page_stands_in_the_directory_once_it_was_agreed(zilvermeer):
    profile = propose_profile(partner=zilvermeer, by=person("Roos Verhagen"), at=AT, **GIVEN)
    assert visit("/partners/adviesbureau-zilvermeer").status_code == 404
    with scoped(PUBLIC):
        assert not Profile.objects.exists()
    decide_profile(profile=profile, is_agreed=True, by=person("Mirte Holleman"), at=AT)
    page = visit("/partners/adviesbureau-zilvermeer")
    assert page.status_code == 200
    assert "Lang." in page.content.decode()


def test_a_newer_wording_waits_while_visitors_read_the_one_before(zilvermeer):
    roos, mirte = person("Roos Verhagen"), person("Mirte Holleman")
    decide_profile(profile=propose_profile(partner=zilvermeer, by=roos, at=AT, **GIVEN), is_agreed=True, by=mirte, at=AT)
    first = propose_profile(partner=zilvermeer, by=roos, at=AT, **{**GIVEN, "about_nl": "Tweede."})
    second = propose_profile(partner=zilvermeer, by=roos, at=AT, **{**GIVEN, "about_nl": "Derde."})
    assert "Lang." in visit("/partners/adviesbureau-zilvermeer").content.decode()
    with pytest.raises(ProfileDecided):  # a newer one replaced it
        decide_profile(profile=first, is_agreed=True, by=mirte, at=AT)
    decide_profile(profile=second, is_agreed=True, by=mirte, at=AT + timedelta(hours=1))
    assert "Derde." in visit("/partners/adviesbureau-zilvermeer").content.decode()


def test_it_is_gone_on_the_day_on_which_the_partnership_ends(zilvermeer):
    decide_profile(profile=propose_profile(partner=zilvermeer, by=None, at=AT, **GIVEN), is_agreed=True, by=None, at=AT)
    Partner.objects.filter(pk=zilvermeer.pk).update(until=date(2026, 12, 1))
    assert visit("/partners/adviesbureau-zilvermeer", amsterdam("Mon 2026-11-30 23:59")).status_code == 200
    assert visit("/partners/adviesbureau-zilvermeer", amsterdam("Tue 2026-12-01 00:00")).status_code == 404
    assert "Zilvermeer" not in visit("/partners", amsterdam("Tue 2026-12-01 00:00")).content.decode()


def test_who_may_not_and_what_is_incomplete_is_refused(zilvermeer):
    roos, mirte = person("Roos Verhagen"), person("Mirte Holleman")
    with pytest.raises(NotAllowed):
        propose_profile(partner=zilvermeer, by=person("Sven Ottevanger"), at=AT, **GIVEN)
    for wrong in ({"about_nl": " "}, {"industries": ["astrology"]}, {"email": ""}):
        with pytest.raises(ProfileIncomplete):
            propose_profile(partner=zilvermeer, by=roos, at=AT, **{**GIVEN, **wrong})
    profile = propose_profile(partner=zilvermeer, by=roos, at=AT, **GIVEN)
    with pytest.raises(NotAllowed):
        decide_profile(profile=profile, is_agreed=True, by=roos, at=AT)
    with pytest.raises(ReasonMissing):
        decide_profile(profile=profile, is_agreed=False, by=mirte, at=AT, why=" ")
    decide_profile(profile=profile, is_agreed=False, by=mirte, at=AT, why="Noem geen prijzen.")
    with pytest.raises(ProfileDecided):
        decide_profile(profile=profile, is_agreed=True, by=mirte, at=AT)


def test_connectors_are_public_with_the_page_of_their_supplier_alone(world, zilvermeer):
    sven = person("Sven Ottevanger")
    supplier = Partner.objects.get(slug="koppelhuis-vaartveld")
    register_connector(
        organisation=supplier.organisation,
        name="Klokbrug",
        links_to="Klokkit",
        description="Uren.",
        fields=["time"],
        version="1",
        by=sven,
        at=AT,
    )
    with scoped(PUBLIC):
        assert not Connector.objects.exists()
    decide_profile(profile=propose_profile(partner=supplier, by=sven, at=AT, **GIVEN), is_agreed=True, by=None, at=AT)
    with scoped(PUBLIC):
        assert Connector.objects.count() == 1
    assert "Klokbrug" in visit("/partners/koppelhuis-vaartveld").content.decode()


def test_the_directory_asks_the_same_number_of_questions_however_many_partners(world, zilvermeer, django_assert_max_num_queries):
    fill_directory(AT)
    with django_assert_max_num_queries(12):
        page = visit("/partners")
    text = words_of(page.content.decode())
    assert "4 partners" in text
    assert "Ilse Grondsma" not in text
    assert "Noordkant Payroll" not in words_of(visit("/partners?industry=healthcare").content.decode())
    assert "Geen partner past hierbij" in visit("/partners?q=onvindbaar").content.decode()


def test_a_partner_writes_its_page_and_the_vendor_agrees_by_form(zilvermeer, run_jobs, mailoutbox):
    roos, mirte = signed_in(person("Roos Verhagen")), signed_in(person("Mirte Holleman"))
    typed = {
        "name": "Zilvermeer",
        "summary_nl": "Kort.",
        "about_nl": "Lang en breed.",
        "email": "a@zilvermeer.example",
        "offered": ["hr"],
    }
    wrong = roos.post("/partnership/profile/wording", {**typed, "email": "geen adres"}, at=AT)
    assert wrong.status_code == 422
    assert "Lang en breed." in wrong.content.decode()
    assert roos.post("/partnership/profile/wording", typed, at=AT).status_code == 303
    run_jobs()
    assert [m.to for m in mailoutbox] == [["mirte.holleman@meridaan.example"]]
    profile = Profile.objects.get()
    address = f"/partner-desk/profiles/{profile.pk}"
    assert roos.get(address, at=AT).status_code == 404
    assert signed_in(person("Joris Teunissen")).get(address, at=AT).status_code == 404
    assert address in mirte.get("/partner-desk/profiles", at=AT).content.decode()
    assert mirte.post(address, {"decision": "send_back", "why": ""}, at=AT).status_code == 422
    assert mirte.post(address, {"decision": "agree", "why": ""}, at=AT).status_code == 303
    assert "Lang en breed." in visit("/partners/adviesbureau-zilvermeer").content.decode()


def test_another_partner_does_not_read_what_waits(zilvermeer):
    propose_profile(partner=zilvermeer, by=person("Roos Verhagen"), at=AT, **{**GIVEN, "about_nl": "Nog geheim."})
    assert "Nog geheim." not in signed_in(person("Sven Ottevanger")).get("/partnership/profile", at=AT).content.decode()
    with scoped(person("Sven Ottevanger").scope):
        assert not Profile.objects.exists()


def test_a_new_partner_stands_in_the_directory_from_midnight_where_the_vendor_is(zilvermeer):
    decide_profile(profile=propose_profile(partner=zilvermeer, by=None, at=AT, **GIVEN), is_agreed=True, by=None, at=AT)
    Partner.objects.filter(pk=zilvermeer.pk).update(since=date(2026, 11, 17))
    first = amsterdam("Tue 2026-11-17 00:30")  # the 16th still in UTC
    mirte = signed_in(person("Mirte Holleman"))
    assert "Zilvermeer" not in words_of(visit("/partners", amsterdam("Mon 2026-11-16 23:30")).content.decode())
    assert "Zilvermeer" in words_of(visit("/partners", first).content.decode())
    for form in ("leads", "assignments", "gatherings"):
        assert "Zilvermeer" in words_of(mirte.get(f"/partner-desk/{form}/new", at=first).content.decode()), form
    assert zilvermeer in concerned(first)


@pytest.mark.parametrize(
    ("moment", "day"), [("2026-11-16 22:30+00", date(2026, 11, 16)), ("2026-11-16 23:30+00", date(2026, 11, 17))]
)
def test_the_policy_counts_days_as_the_pages_do(db, moment, day):
    with connection.cursor() as cursor:
        cursor.execute("SELECT partners_day(%s)", [moment])
        assert cursor.fetchone() == (day,)
        cursor.execute("SELECT qual FROM pg_policies WHERE tablename = 'partners_partner' AND policyname = 'scope'")
        (condition,) = cursor.fetchone()
    assert "partners_day(now())" in condition and "CURRENT_DATE" not in condition


def test_without_a_programme_nobody_is_partner_and_the_forms_stand(zilvermeer, settings):
    settings.PARTNER_PROGRAMME = "none"
    assert concerned(AT) == []
    for path in ("/conduct/report", "/partner-desk/leads/new", "/partner-desk/gatherings/new", "/partner-desk/assignments/new"):
        assert signed_in(person("Mirte Holleman")).get(path, at=AT).status_code == 200, path

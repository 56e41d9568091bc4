# SPDX-License-Identifier: EUPL-1.2
"""The planner's pages: everybody of the organisation reads, few write, the vendor and strangers see nothing. beheer:3,4"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from akkoord.agreements.actions import announce_draft, put_in_draft
from akkoord.agreements.tests.test_drafts import TEXT
from akkoord.cases.tests.reading import clock_at, signed_in, words_of
from akkoord.operations.models import Instance, Placement
from akkoord.operations.tests.history import PRODUCTION, worked
from akkoord.people.actions import end_membership
from akkoord.people.coming import coming_for
from akkoord.people.models import Membership, Person
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM, Scope, Side
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards, process_of
from akkoord.stewardship.actions.planner import Wanted, finish_entry, plan_entry, remove_entry
from akkoord.stewardship.models import PlannerEntry
from akkoord.stewardship.rules.planner import Days, EntryKind
from akkoord.stewardship.vendor_dates import vendor_dates
from akkoord.web.calendar_feeds import Calendar

AT = amsterdam("Thu 2026-11-19 12:00")
SECRET = "Autorisaties nalopen 7731"
DAYS = Days(date(2026, 11, 9), date(2026, 11, 13))
LATE = Wanted(EntryKind.CYCLE, SECRET, DAYS, notes="Per proces.")
FORM = {"title": "Opleiding", "kind": "course", "first": "2026-12-01", "last": "", "notes": "", "remind_before": "7"}


@pytest.fixture(autouse=True)
def _stewards(world: World) -> None:
    found_stewards(AT)


@pytest.fixture
def entry(world: World) -> PlannerEntry:
    return plan_entry(organisation=world.customer, wanted=replace(LATE, owner=world.member), by=world.submitter, at=AT)


def text(person: Person, address: str) -> str:
    answer = signed_in(person).get(address, at=AT)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


@pytest.mark.parametrize("address", ["/stewardship/planner", "/stewardship/planner/2026", "/stewardship/planner/2026-11"])
def test_everybody_of_the_organisation_reads_and_nobody_else(world, entry, address: str) -> None:
    for somebody in (world.member, world.manager, world.administrator):
        assert SECRET in text(somebody, address)
    for somebody in (world.stranger, world.first_class_submitter):
        assert SECRET not in text(somebody, address)
    for somebody in (world.agent, world.lead, world.operator):
        assert signed_in(somebody).get(address, at=AT).status_code == 404


def test_the_page_of_an_entry_is_not_there_for_others(world, entry) -> None:
    assert SECRET in text(world.member, entry.get_absolute_url())
    for somebody in (world.stranger, world.first_class_submitter, world.agent, world.lead):
        for tail in ("", "/change"):
            assert signed_in(somebody).get(entry.get_absolute_url() + tail, at=AT).status_code == 404
        for noun in ("completion", "reopening", "removal"):
            assert signed_in(somebody).post(f"{entry.get_absolute_url()}/{noun}", at=AT).status_code == 404
    entry.refresh_from_db()
    assert entry.done_at is None and entry.removed_at is None


def test_the_database_shows_the_vendor_no_row(world, entry) -> None:
    for scope in (world.agent.scope, world.lead.scope, Scope(Side.STAFF), world.stranger.scope):
        set_scope(scope)
        assert not PlannerEntry.objects.exists()
    set_scope(SYSTEM)


def test_late_stands_first_among_what_waits(world, entry) -> None:
    coming = Wanted(EntryKind.EVENT, "Evaluatie", Days(date(2026, 11, 20), date(2026, 11, 20)), owner=world.member)
    plan_entry(organisation=world.customer, wanted=coming, by=world.submitter, at=AT)
    page = words_of(text(world.member, "/stewardship"))
    assert 0 < page.index(SECRET) < page.index("Evaluatie")
    assert SECRET not in text(world.manager, "/stewardship")
    finish_entry(entry=entry, by=world.member, at=AT)
    assert SECRET not in text(world.member, "/stewardship")


def test_only_who_may_plan_finds_the_way_to_it(world, entry) -> None:
    for person, may, year in ((world.submitter, True, True), (world.manager, True, False), (world.member, False, False)):
        page = text(person, "/stewardship/planner")
        assert ("/stewardship/planner/new" in page, "/planner/2026/template" in page) == (may, year), person
        assert signed_in(person).get("/stewardship/planner/new", at=AT).status_code == (200 if may else 404)
        assert signed_in(person).get("/stewardship/planner/2026/template", at=AT).status_code == (200 if year else 404)
    assert signed_in(world.manager).get(f"{entry.get_absolute_url()}/change", at=AT).status_code == 404


def test_an_entry_is_put_in_changed_done_and_taken_away(world) -> None:
    reader = signed_in(world.submitter)
    page = reader.get("/stewardship/planner/new?on=2026-12", at=AT).content.decode()
    assert 'value="2026-12-01"' in page
    once = re.search(r'name="once"[^>]*value="([^"]+)"', page)
    assert once is not None
    sent = FORM | {"once": once[1], "owner": str(world.manager.pk)}
    answers = [reader.post("/stewardship/planner/new", sent, at=AT) for _ in range(2)]
    entry = PlannerEntry.objects.get(title="Opleiding")
    assert {a["Location"] for a in answers} == {entry.get_absolute_url()}
    assert (entry.first, entry.last, entry.owner, entry.remind_before) == (date(2026, 12, 1), date(2026, 12, 1), world.manager, 7)
    change = reader.get(f"{entry.get_absolute_url()}/change", at=AT).content.decode()
    assert 'value="2026-12-01"' in change and "Opleiding" in change
    reader.post(f"{entry.get_absolute_url()}/change", sent | {"last": "2027-01-15"}, at=AT)
    entry.refresh_from_db()
    assert entry.last == date(2027, 1, 15) and "Opleiding" in text(world.member, "/stewardship/planner/2027-01")
    assert signed_in(world.manager).post(f"{entry.get_absolute_url()}/completion", at=AT).status_code == 303
    entry.refresh_from_db()
    assert entry.is_done
    assert reader.post(f"{entry.get_absolute_url()}/removal", at=AT)["Location"] == "/stewardship/planner/2026"
    assert reader.get(entry.get_absolute_url(), at=AT).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "What"),
        ({"first": ""}, "From"),
        ({"first": "1999-01-01"}, "2000"),
        ({"last": "2026-11-01"}, "last day"),
        ({"owner": "999999"}, "sees to it"),
        ({"kind": "party"}, "Kind"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_what_was_typed_is_kept(world, wrong: dict[str, str], said: str) -> None:
    Person.objects.filter(pk=world.submitter.pk).update(language="en")
    reader = signed_in(Person.objects.get(pk=world.submitter.pk))
    answer = reader.post("/stewardship/planner/new", FORM | {"notes": "Bewaar dit"} | wrong, at=AT)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Bewaar dit" in page and said in words_of(page)
    assert not PlannerEntry.objects.exists()


def test_a_process_owner_plans_only_for_the_process(world) -> None:
    reader, payroll = signed_in(world.manager), process_of(world.customer, "Salaris")
    assert reader.post("/stewardship/planner/new", FORM, at=AT).status_code == 422
    assert reader.post("/stewardship/planner/new", FORM | {"process": str(payroll.pk)}, at=AT).status_code == 303
    assert PlannerEntry.objects.get().process == payroll


def test_the_ready_year_shows_what_it_would_do_and_keeps_what_is_there(world) -> None:
    reader = signed_in(world.submitter)
    page = reader.get("/stewardship/planner/2027/template", at=AT).content.decode()
    keys = re.findall(r'name="keys" value="([^"]+)" checked', page)
    assert len(keys) == 14 and not PlannerEntry.objects.exists(), "a preview puts nothing in"
    for _ in range(2):
        assert reader.post("/stewardship/planner/2027/template", {"keys": keys[:5]}, at=AT).status_code == 303
    assert PlannerEntry.objects.filter(template_year=2027).count() == 5
    again = reader.get("/stewardship/planner/2027/template", at=AT).content.decode()
    assert len(re.findall(r'name="keys" value', again)) == 9
    assert reader.post("/stewardship/planner/2027/template", {"keys": ["made-up"]}, at=AT).status_code == 422
    assert reader.get("/stewardship/planner/2027-01/template", at=AT).status_code == 404


def test_what_would_be_past_is_not_chosen_beforehand(world) -> None:
    page = text(world.submitter, "/stewardship/planner/2026/template")
    chosen = re.findall(r'name="keys" value="([^"]+)" checked', page)
    assert set(chosen) == {"goal-current", "goal-order", "evaluation", "payroll-year-end"}


def test_progress_against_goals_stands_on_top(world, entry) -> None:
    goal = plan_entry(
        organisation=world.customer,
        wanted=Wanted(EntryKind.GOAL, "Orde", Days(date(2026, 1, 1), date(2026, 12, 31))),
        by=world.submitter,
        at=AT,
    )
    for number in range(3):
        part = Wanted(EntryKind.TEST, f"Deel {number}", DAYS, goal=goal)
        made = plan_entry(organisation=world.customer, wanted=part, by=world.submitter, at=AT)
        if number:
            finish_entry(entry=made, by=world.submitter, at=AT)
    page = words_of(text(world.member, "/stewardship/planner/2026"))
    assert page.index("Orde") < page.index("Deel 0") and re.search(r"2 (van|of) 3", page)
    assert "Deel 1" in text(world.member, goal.get_absolute_url())


def test_filters_show_one_owner_or_one_kind(world, entry) -> None:
    other = Wanted(EntryKind.COURSE, "Cursus", DAYS)
    plan_entry(organisation=world.customer, wanted=other, by=world.submitter, at=AT)
    page = text(world.member, f"/stewardship/planner/2026?owner={world.member.pk}")
    assert SECRET in page and "Cursus" not in page
    page = text(world.member, "/stewardship/planner/2026-11?kind=course")
    assert SECRET not in page and "Cursus" in page
    for odd in ("owner=x", "owner=-1", "owner=" + "9" * 40, "owner=%C2%B2", "kind=x", "kind=%00", "organisation=%00"):
        assert SECRET in text(world.member, f"/stewardship/planner/2026?{odd}") or odd.startswith("owner=9")


@pytest.mark.parametrize("period", ["2026-13", "1999", "x", "2026-1", "²", "2026-11-01"])
def test_odd_periods_are_not_found(world, period: str) -> None:
    assert signed_in(world.submitter).get(f"/stewardship/planner/{period}", at=AT).status_code == 404


def test_without_a_management_organisation_the_page_teaches(world) -> None:
    page = text(world.first_class_submitter, "/stewardship/planner")
    assert SECRET not in page and "/stewardship/planner/new" not in page
    assert "nog niets gepland" in words_of(page)


def test_pages_ask_the_database_little(world, entry, django_assert_max_num_queries) -> None:
    for number in range(20):
        wanted = Wanted(EntryKind.EVENT, f"Overleg {number}", DAYS, owner=world.submitter)
        plan_entry(organisation=world.customer, wanted=wanted, by=world.submitter, at=AT)
    reader = signed_in(world.member)
    for address in ("/stewardship/planner/2026", "/stewardship/planner/2026-11"):
        reader.get(address, at=AT)
        with django_assert_max_num_queries(22):
            reader.get(address, at=AT)


# The vendor's dates


def test_the_vendors_dates_flow_in_for_whom_they_concern(world) -> None:
    begin = amsterdam("Sun 2026-11-29 06:00")
    work = worked(*PRODUCTION, begin=begin, lasted=timedelta(hours=2), ahead=timedelta(days=12))
    announce_draft(draft=put_in_draft(source_text=TEXT, file_name="2027-1.yaml", by=None, at=AT), by=None, at=AT)
    page = words_of(text(world.member, "/stewardship/planner/2026-11"))
    assert work.title in page and "Meridaan" not in page.split("Planner")[0]
    found = vendor_dates(world.customer, Days(date(2026, 11, 19), date(2027, 12, 31)), AT)
    assert any(each.days == Days(date(2026, 11, 29), date(2026, 11, 29)) for each in found)
    assert any("2027-1" in each.title for each in found) and any(each.uid.startswith("hours-2026-12-25") for each in found)
    assert not PlannerEntry.objects.exists(), "nothing is copied"
    Instance.objects.filter(maintenances=work).update(for_everyone=False)
    Placement.objects.filter(organisation=world.first_class).delete()
    elsewhere = vendor_dates(world.first_class, Days(date(2026, 11, 1), date(2026, 11, 30)), AT)
    assert work.number not in {each.uid for each in elsewhere}


# Calendars


def feed_of(person: Person) -> str:
    reader = signed_in(person)
    assert reader.post("/stewardship/planner/address", at=AT).status_code == 303
    page = reader.get("/stewardship/planner", at=AT).content.decode()
    found = re.search(r'id="feed-url" value="[^"]*?(/stewardship/planner\.ics\?key=[^"]+)"', page)
    assert found is not None
    assert "feed-url" not in reader.get("/stewardship/planner", at=AT).content.decode(), "shown once"
    return found[1]


def events(body: bytes) -> dict[str, Any]:
    return {str(e["SUMMARY"]): e for e in Calendar.from_ical(body).walk("VEVENT")}


def test_ones_own_address_keeps_a_calendar_up_to_date(world, entry) -> None:
    address = feed_of(world.member)
    visitor = Client()
    with clock_at(AT):
        found = events(visitor.get(address).content)
    event = found[SECRET]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DAYS.first, DAYS.last + timedelta(days=1))
    remove_entry(entry=entry, by=world.submitter, at=AT)
    with clock_at(AT):
        assert events(visitor.get(address).content)[SECRET]["STATUS"] == "CANCELLED"
        for wrong in ("", "x", "%00", "a" * 3000):
            assert visitor.get(f"/stewardship/planner.ics?key={wrong}").status_code == 404
    renewed = feed_of(world.member)
    with clock_at(AT):
        assert visitor.get(address).status_code == 404 and visitor.get(renewed).status_code == 200


def test_the_address_ends_with_the_access(world, entry) -> None:
    address = feed_of(world.member)
    membership = Membership.objects.get(person=world.member)
    end_membership(by=world.administrator, at=AT, membership=membership)
    with clock_at(AT):
        assert Client().get(address).status_code == 404


def test_what_is_mine_stands_among_my_deadlines(world, entry) -> None:
    mine = [(due.title, due.at, due.path) for due in coming_for(world.member, AT)]
    assert mine == [(SECRET, DAYS.last, entry.get_absolute_url())]
    assert SECRET not in {due.title for due in coming_for(world.manager, AT)}
    finish_entry(entry=entry, by=world.member, at=AT)
    assert coming_for(world.member, AT) == []


def test_a_period_is_taken_along_as_a_file(world, entry) -> None:
    answer = signed_in(world.member).get("/stewardship/planner/2026-11.ics", at=AT)
    assert SECRET in events(answer.content) and "planner-2026-11.ics" in answer["Content-Disposition"]
    assert SECRET not in events(signed_in(world.member).get("/stewardship/planner/2026-12.ics", at=AT).content)
    assert SECRET.encode() not in signed_in(world.stranger).get("/stewardship/planner/2026-11.ics", at=AT).content
    assert signed_in(world.agent).get("/stewardship/planner/2026-11.ics", at=AT).status_code == 404

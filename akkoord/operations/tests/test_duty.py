# SPDX-License-Identifier: EUPL-1.2
"""The duty roster: never two at once, a hand-over that reaches the next one, one's own calendar."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from akkoord.audit.models import Event
from akkoord.cases.refusals import NotAllowed
from akkoord.operations.actions.duty import hand_over, make_duty_feed, remove_duty, set_duty, set_rotation
from akkoord.operations.duty_refusals import DutyEndsTooSoon, DutyOver, NoteMissing, NotOfOperations, SomebodyOnDuty
from akkoord.operations.models import Duty
from akkoord.operations.roster import coverage
from akkoord.operations.rules.roster import weekly_rotation
from akkoord.people.actions import change_roles
from akkoord.people.models import FeedKey, Membership
from akkoord.people.rules import StaffRole
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.web.calendar_feeds import Calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(amsterdam):
    return amsterdam("Thu 2026-11-19 12:50")


@pytest.fixture
def ruben(world, at):
    """A second person of operations."""
    person = world.person("Ruben Castelijn")
    membership = Membership.objects.get(person=person)
    change_roles(by=world.lead, at=at, membership=membership, roles=[StaffRole.OPERATIONS])
    return world.person("Ruben Castelijn")


@pytest.fixture
def today(world, at):
    """Femke is on duty until tomorrow, 09:00."""
    return set_duty(person=world.operator, begin=at - timedelta(hours=4), end=at + timedelta(hours=20), by=None, at=at)


def test_putting_somebody_on_duty_says_so_and_two_at_once_are_refused_by_the_database(world, today, ruben, at):
    event = Event.objects.get(name="DutySet")
    assert event.data == {"duty_id": today.pk}
    with pytest.raises(SomebodyOnDuty):
        set_duty(person=ruben, begin=at + timedelta(hours=19), end=at + timedelta(hours=30), by=world.operator, at=at)
    after = set_duty(person=ruben, begin=today.end, end=today.end + timedelta(days=1), by=world.operator, at=at)
    assert coverage(at).next == after, "what touches does not overlap"


def test_only_operations_are_on_duty_and_only_they_plan_it(world, at):
    day = timedelta(days=1)
    with pytest.raises(NotOfOperations):
        set_duty(person=world.agent, begin=at, end=at + day, by=world.operator, at=at)
    for other in (world.agent, world.lead):
        with pytest.raises(NotAllowed):
            set_duty(person=world.operator, begin=at, end=at + day, by=other, at=at)
    for begin, end in ((at, at), (at - 2 * day, at - day)):
        with pytest.raises(DutyEndsTooSoon):
            set_duty(person=world.operator, begin=begin, end=end, by=world.operator, at=at)


def test_a_rotation_fills_the_holes_leaves_what_stands_and_adds_nothing_when_sent_twice(world, today, ruben, at):
    shifts = weekly_rotation(
        [world.operator.pk, ruben.pk], first_day=date(2026, 11, 16), weeks=4, change_at=time(9), zone="Europe/Amsterdam"
    )
    made = set_rotation(shifts=shifts, by=world.operator, at=at)
    assert made[0].begin == today.end, "the past and what stands are left alone"
    covered = coverage(at)
    assert covered.gaps[0].begin == shifts[-1].end and covered.now == today
    assert set_rotation(shifts=shifts, by=world.operator, at=at) == []


def test_what_has_begun_stays_and_what_is_to_come_can_be_taken_away_once(world, today, at):
    with pytest.raises(DutyOver):
        remove_duty(duty=today, by=world.operator, at=at)
    later = set_duty(person=world.operator, begin=today.end, end=today.end + timedelta(days=1), by=None, at=at)
    remove_duty(duty=later, by=world.operator, at=at)
    with pytest.raises(DutyOver):
        remove_duty(duty=later, by=world.operator, at=at)
    again = set_duty(person=world.operator, begin=later.begin, end=later.end, by=None, at=at)
    assert again.pk != later.pk and Duty.objects.get(pk=later.pk).sequence == 1


def test_handing_over_now_gives_the_rest_of_the_duty_to_the_next_one(world, today, ruben, at):
    end = today.end
    following = hand_over(duty=today, note="Schijf van db-2 loopt vol.", to=ruben, by=world.operator, at=at)
    today.refresh_from_db()
    assert (today.end, today.handover, today.sequence) == (at, "Schijf van db-2 loopt vol.", 1)
    assert following is not None and (following.person, following.begin, following.end) == (ruben, at, end)
    assert Event.objects.get(name="DutyHandedOver").data == {"duty_id": today.pk, "next_id": following.pk}
    with pytest.raises(DutyOver):
        hand_over(duty=today, note="Nog iets.", by=world.operator, at=at + timedelta(minutes=1))


def test_a_hand_over_says_something_to_somebody_of_operations(world, today, at):
    with pytest.raises(NoteMissing):
        hand_over(duty=today, note=" \x00 ", by=world.operator, at=at)
    with pytest.raises(NotOfOperations):
        hand_over(duty=today, note="Alles rustig.", to=world.agent, by=world.operator, at=at)
    assert hand_over(duty=today, note="Alles rustig.", by=world.operator, at=at) is None


# Pages


def test_the_page_says_in_words_where_nobody_is_on_duty(world, today, visit):
    page = visit(world.operator).get("/operations/duty").content.decode()
    assert "Femke Aalbers" in page
    assert page.count("Niemand heeft dienst") >= 1
    assert 'data-v="broken"' in page


def test_a_rotation_through_the_form_and_again_without_a_second_one(world, ruben, visit):
    client = visit(world.operator)
    form = {
        "turn_1": ruben.pk, "turn_2": world.operator.pk, "first_day": "2026-11-16", "weeks": "7", "change_at": "09:00",
        "nights": "next", "night_from": "18:00",
    }  # fmt: skip
    assert client.post("/operations/duty/rotation", form).status_code == 303
    assert client.post("/operations/duty/rotation", form).status_code == 303
    page = client.get("/operations/duty").content.decode()
    assert "Niemand heeft dienst" not in page
    for far in ("9999-12-31", "0001-01-01"):
        assert client.post("/operations/duty/rotation", {**form, "first_day": far}).status_code == 422
        one = {"person": ruben.pk, "begin": f"{far}T00:00", "end": f"{far}T23:59"}
        assert client.post("/operations/duty/new", one).status_code == 422
    wrong = client.post("/operations/duty/rotation", {**form, "night_from": "08:00"})
    assert wrong.status_code == 422 and 'value="2026-11-16"' in wrong.content.decode()


def test_a_refusal_stands_above_the_form_with_what_was_typed(world, today, visit):
    form = {"person": world.operator.pk, "begin": "2026-11-19T20:00", "end": "2026-11-20T20:00"}
    answer = visit(world.operator).post("/operations/duty/new", form)
    assert answer.status_code == 422
    assert "2026-11-19T20:00" in answer.content.decode()
    assert Duty.objects.count() == 1


def test_handing_over_through_the_form(world, today, ruben, visit):
    client = visit(world.operator)
    assert client.get("/operations/duty/hand-over").status_code == 200
    answer = client.post("/operations/duty/hand-over", {"note": "Let op db-2.", "to": ruben.pk})
    assert answer.url == "/operations/duty"
    page = client.get("/operations/duty").content.decode()
    assert "Let op db-2." in page and "Ruben Castelijn" in page


def test_without_anybody_on_duty_there_is_nothing_to_hand_over(world, visit):
    assert visit(world.operator).get("/operations/duty/hand-over").status_code == 404


def test_ones_own_calendar_shows_own_duties_alone_and_what_was_taken_away_as_cancelled(world, today, ruben, at, visit):
    set_duty(person=ruben, begin=today.end, end=today.end + timedelta(days=1), by=None, at=at)
    gone = set_duty(person=world.operator, begin=at + timedelta(days=9), end=at + timedelta(days=10), by=None, at=at)
    remove_duty(duty=gone, by=world.operator, at=at)
    client = visit(world.operator)
    assert client.post("/operations/duty/calendar").status_code == 303
    address = re.search(r'value="(http[^"]+duty\.ics[^"]+)"', client.get("/operations/duty").content.decode())
    assert address and "duty.ics?key=" not in client.get("/operations/duty").content.decode(), "shown once"
    parts = urlsplit(address[1])
    answer = Client().get(f"{parts.path}?{parts.query}")
    assert answer["Content-Type"].startswith("text/calendar")
    events = {str(e["uid"]).split("@")[0]: e for e in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert {uid: str(e["status"]) for uid, e in events.items()} == {
        f"duty-{today.pk}": "CONFIRMED",
        f"duty-{gone.pk}": "CANCELLED",
    }
    assert int(events[f"duty-{gone.pk}"]["sequence"]) == 1


def test_a_key_is_kept_as_a_hash_and_ends_with_a_new_one_or_with_the_role(world, at, clock):
    first, second = make_duty_feed(by=world.operator, at=at), make_duty_feed(by=world.operator, at=at)
    assert not FeedKey.objects.filter(key_hash__in=[first, second]).exists()
    assert Client().get(f"/operations/duty.ics?key={first}").status_code == 404
    assert Client().get(f"/operations/duty.ics?key={second}").status_code == 200
    set_scope(SYSTEM)
    membership = Membership.objects.get(person=world.operator)
    change_roles(by=world.lead, at=at, membership=membership, roles=[StaffRole.CONSULTANT])
    assert Client().get(f"/operations/duty.ics?key={second}").status_code == 404


@pytest.mark.parametrize("who", ["stranger", "submitter", "administrator", "agent"])
@pytest.mark.parametrize("path", ["", "/duty", "/duty/new", "/duty/rotation", "/duty/hand-over", "/jobs"])
def test_whoever_is_not_of_operations_finds_nothing(world, today, visit, who, path):
    assert visit(getattr(world, who)).get(f"/operations{path}").status_code == 404


def test_a_desk_lead_reads_the_roster_and_changes_nothing(world, today, visit):
    client = visit(world.lead)
    page = client.get("/operations/duty").content.decode()
    assert "/operations/duty/new" not in page
    assert client.post("/operations/duty/calendar").status_code == 404

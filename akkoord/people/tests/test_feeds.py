# SPDX-License-Identifier: EUPL-1.2
"""Private calendars: an address that shows one person's own deadlines, is told once, and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import cast
from urllib.parse import urlsplit

import pytest
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from akkoord.people.actions import block_person, end_feed_key, make_feed_key
from akkoord.people.coming import DEADLINES, Due, coming_for, deadlines_feed
from akkoord.people.models import FeedKey, Person
from akkoord.people.rules import StaffRole
from akkoord.people.slots import COMING
from akkoord.people.tests.conftest import AT, House
from akkoord.scope.database import current_scope, scoped, set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM
from akkoord.web.calendar_feeds import Calendar

Browse = Callable[[Person], Client]
ADDRESS = "/account/deadlines.ics"
SET = datetime(2026, 11, 19, 8, tzinfo=UTC)


def due(key: str, at: datetime | date, title: str = "Antwoord", changes: int = 0) -> Due:
    return Due(key=key, at=at, title=title, path="/cases/INC-1", set_at=SET, text="INC-1", changes=changes)


@pytest.fixture
def known() -> Iterator[dict[int, list[Due]]]:
    """What the floors above know of each person, in the place of what they really know."""
    found: dict[int, list[Due]] = {}
    with COMING.emptied():
        COMING.fill(lambda *, person, at: found.get(person.pk))
        yield found


def asked(key: str) -> HttpResponse:
    """The feed as a calendar program asks for it: without a session, without a scope."""
    with transaction.atomic():
        set_scope(PUBLIC)
        answer = cast("HttpResponse", Client().get(ADDRESS, {"key": key}))
        set_scope(SYSTEM)
    return answer


def events(answer: HttpResponse) -> list[Calendar]:
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_an_address_shows_the_deadlines_of_its_person_alone(house: House, known: dict[int, list[Due]]) -> None:
    known[house.keeper.pk] = [due("clock-1", AT, "Van Ine")]
    known[house.reporter.pk] = [due("clock-2", AT, "Van Mare")]
    key = make_feed_key(feed=DEADLINES, by=house.keeper, at=AT)
    assert [str(event["summary"]) for event in events(asked(key))] == ["Van Ine"]
    assert "no-store" in asked(key)["Cache-Control"]


def test_only_a_hash_is_kept_and_a_new_address_ends_the_one_before(house: House, known: dict[int, list[Due]]) -> None:
    first, second = (make_feed_key(feed=DEADLINES, by=house.keeper, at=AT) for _ in range(2))
    assert not FeedKey.objects.filter(key_hash__in=[first, second]).exists()
    assert asked(first).status_code == 404 and asked(second).status_code == 200


def test_an_address_that_was_stopped_or_invented_or_is_of_another_feed_or_of_somebody_blocked_is_not_there(
    house: House, known: dict[int, list[Due]]
) -> None:
    key = make_feed_key(feed=DEADLINES, by=house.keeper, at=AT)
    assert end_feed_key(feed=DEADLINES, by=house.keeper, at=AT + timedelta(hours=1))
    assert not end_feed_key(feed=DEADLINES, by=house.keeper, at=AT + timedelta(hours=1))
    other = make_feed_key(feed="duties", by=house.keeper, at=AT)
    blocked = make_feed_key(feed=DEADLINES, by=house.reporter, at=AT)
    block_person(by=house.staff("Ruud Boss", StaffRole.STAFF_ADMINISTRATOR), at=AT, person=house.reporter)
    for wrong in (key, other, blocked, "", "x", "a" * 5000, "\x00"):
        assert asked(wrong).status_code == 404, wrong[:20]


@pytest.mark.django_db(transaction=True)
def test_of_two_addresses_made_at_once_the_last_one_works() -> None:
    with scoped(SYSTEM):
        keeper = House().keeper.pk
    ready = Barrier(2)

    def make(_: int) -> str:
        try:
            with scoped(SYSTEM):
                person = Person.objects.get(pk=keeper)
                ready.wait(10)
                return make_feed_key(feed=DEADLINES, by=person, at=AT)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(2) as people:
        keys = list(people.map(make, range(2)))
    assert sorted(asked(key).status_code for key in keys) == [200, 404]


def test_what_is_gathered_is_read_under_the_persons_own_scope(house: House, known: dict[int, list[Due]]) -> None:
    seen = []
    COMING.fill(lambda *, person, at: seen.append(current_scope()))
    coming_for(house.keeper, AT)
    assert seen == [house.keeper.scope]


def test_moments_are_in_utc_and_a_day_is_a_day_and_what_moved_says_so() -> None:
    summer = datetime.fromisoformat("2026-07-01T17:00:00+02:00")
    body = deadlines_feed(
        [due("clock-1", summer, changes=2), due("plan-4", date(2026, 12, 1))], title="Deadlines", domain="akkoord.example"
    )
    text = body.decode()
    assert "DTSTART:20260701T150000Z" in text and "DTSTART;VALUE=DATE:20261201" in text
    assert "UID:clock-1@akkoord.example" in text and "SEQUENCE:2" in text and "DTSTAMP:20261119T080000Z" in text
    assert body == deadlines_feed(
        [due("clock-1", summer, changes=2), due("plan-4", date(2026, 12, 1))], title="Deadlines", domain="akkoord.example"
    )


def test_what_somebody_wrote_stays_text_in_the_calendar() -> None:
    found = Calendar.from_ical(
        deadlines_feed([due("clock-1", AT, "Loon; stopt, nu\nBEGIN:VEVENT")], title="x", domain="akkoord.example")
    ).walk("VEVENT")
    assert len(found) == 1 and "BEGIN:VEVENT" in str(found[0]["summary"])


def test_the_first_comes_first_and_a_day_is_over_at_its_end(house: House, known: dict[int, list[Due]]) -> None:
    known[house.keeper.pk] = [
        due("day", date(2026, 11, 20)),
        due("after", datetime(2026, 11, 21, 9, tzinfo=UTC)),
        due("before", datetime(2026, 11, 20, 16, tzinfo=UTC)),
    ]
    assert [each.key for each in coming_for(house.keeper, AT)] == ["before", "day", "after"]


def test_the_page_teaches_shows_what_comes_and_tells_a_new_address_once(
    house: House, browse: Browse, known: dict[int, list[Due]]
) -> None:
    client = browse(house.keeper)
    page = reverse("my_calendar")
    assert page in client.get(reverse("account")).content.decode()
    assert "Er komt niets aan" in client.get(page).content.decode()
    known[house.keeper.pk] = [due(f"clock-{n}", datetime(2099, 1, n + 1, 9, tzinfo=UTC), f"Zaak {n}") for n in range(12)]
    text = client.get(page).content.decode()
    assert "Zaak 0" in text and "Zaak 9" in text and "Zaak 10" not in text and "staan er nog 2" in text
    assert client.post(reverse("new_calendar_address")).status_code == 303
    shown = re.search(r'value="(http[^"]+deadlines\.ics\?key=[^"]+)"', client.get(page).content.decode())
    assert shown is not None and "ics?key=" not in client.get(page).content.decode(), "shown once"
    parts = urlsplit(shown[1])
    assert len(events(asked(parts.query.removeprefix("key=")))) == 12
    assert client.post(reverse("end_calendar_address")).status_code == 303
    assert "werkt niet meer" in client.get(page).content.decode()
    assert asked(parts.query.removeprefix("key=")).status_code == 404


def test_the_page_is_in_english_too_and_asks_a_visitor_to_sign_in(
    house: House, browse: Browse, known: dict[int, list[Due]]
) -> None:
    Person.objects.filter(pk=house.keeper.pk).update(language="en")
    client = browse(house.keeper)
    assert "Nothing comes" in client.get(reverse("my_calendar")).content.decode()
    assert Client().get(reverse("my_calendar")).status_code == 302
    assert Client().post(reverse("new_calendar_address")).status_code == 302

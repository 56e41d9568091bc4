# SPDX-License-Identifier: EUPL-1.2
"""The page on which a date gets hours of its own."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from akkoord.agreements.models import CalendarException
from akkoord.people.models import Person
from akkoord.people.second_factor import PASSED
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

pytestmark = pytest.mark.django_db
PAGE = "/opening-hours/deviating"


def signed_in(person: Person) -> Client:
    """A browser in which this person signed in, with the second factor."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[PASSED] = person.pk
    session.save()
    return client


@pytest.fixture(autouse=True)
def plain_static_files(settings) -> None:
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture
def as_lead(world) -> Client:
    return signed_in(world.lead)


def coming_day() -> date:
    return timezone.now().date() + timedelta(days=12)


def given(**more: object) -> dict[str, object]:
    reasons = {"reason_nl": "Personeelsdag", "reason_en": "Staff day"}
    return {"day": coming_day().isoformat(), "calendars": ["support"], "hours": "08:00-12:00", **reasons, **more}


def standing() -> list[CalendarException]:
    with scoped(SYSTEM):
        return list(CalendarException.objects.standing().filter(day=coming_day()))


def test_a_desk_lead_publishes_a_day_and_withdraws_it(as_lead: Client) -> None:
    assert as_lead.post(PAGE, given()).status_code == 303
    (day,) = standing()
    assert (day.calendar, day.hours, day.published_by is not None) == ("support", ["08:00-12:00"], True)
    assert "Personeelsdag" in as_lead.get(PAGE, headers={"accept-language": "nl"}).content.decode()
    assert as_lead.post(f"{PAGE}/{day.pk}/withdrawal").status_code == 303
    assert standing() == []


def test_without_hours_it_is_closed(as_lead: Client) -> None:
    as_lead.post(PAGE, given(hours=""))
    assert [day.hours for day in standing()] == [[]]


@pytest.mark.parametrize("hours", ["8-12", "12:00-08:00", "08:00-12:00, 11:00-13:00", "08:00-25:00"])
def test_hours_that_cannot_be_are_refused_and_nothing_typed_is_lost(as_lead: Client, hours: str) -> None:
    answer = as_lead.post(PAGE, given(hours=hours))
    assert answer.status_code == 422
    assert hours in answer.content.decode()
    assert standing() == []


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_date_in_a_year_that_no_calendar_knows_is_refused(as_lead: Client, day: str) -> None:
    answer = as_lead.post(PAGE, given(day=day))
    assert answer.status_code == 422 and "tussen 2000 en 2100" in answer.content.decode()


def test_a_second_one_on_a_date_is_refused_for_all_that_were_chosen(as_lead: Client) -> None:
    as_lead.post(PAGE, given())
    assert as_lead.post(PAGE, given(calendars=["phone", "support"], hours="")).status_code == 422
    assert [day.calendar for day in standing()] == ["support"]


def test_everybody_else_finds_nothing(world) -> None:
    for person in (world.agent, world.submitter, world.stranger):
        client = signed_in(person)
        assert client.get(PAGE).status_code == 404
        assert client.post(PAGE, given()).status_code == 404
        assert "deviating" not in client.get("/opening-hours").content.decode()
    assert standing() == []

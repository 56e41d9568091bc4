# SPDX-License-Identifier: EUPL-1.2
"""The public pages of the named world: the agreement, its versions, and the opening hours."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from akkoord.agreements import public_views
from akkoord.agreements.actions import publish_exception, sign_contract
from akkoord.agreements.models import Agreement, Contract
from akkoord.agreements.tests.files import REFERENCE, amsterdam, document
from akkoord.people.models import Organisation, Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.web.calendar_feeds import Calendar

pytestmark = pytest.mark.django_db

THURSDAY = amsterdam("Thu 2026-11-19 12:50")
FRIDAY_EVENING = amsterdam("Fri 2026-11-20 18:00")
PHONE = "088 123 45 67"


@pytest.fixture(autouse=True)
def plain_static_files() -> Iterator[None]:
    """Pages without a built manifest, and a number to call."""
    with override_settings(
        STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}, VENDOR_PHONE=PHONE
    ):
        yield


@pytest.fixture
def page_at(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ask for a page at a moment, in a language; the text of the answer."""

    def ask(address: str, at: datetime = THURSDAY, language: str = "nl") -> str:
        monkeypatch.setattr("akkoord.web.moments.timezone.now", lambda: at)
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    return ask


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_promise_stands_on_the_page_under_its_clause(page_at: Any, language: str) -> None:
    page = page_at("/agreement", language=language).replace("\u00a0%", " %")  # no line ends before a percent sign
    for clause, promise in document().promises():
        assert f'id="{clause.clause}/{promise.id}"' in page
        assert promise.text.in_language(language).split('"')[0] in page.replace("&#39;", "'").replace("&#34;", '"')
    for clause in document().clauses:
        assert page.count(f'id="{clause.clause}"') == 1
    assert f'<html lang="{language}"' in page


def test_the_page_says_honestly_of_what_nothing_was_recorded_yet(page_at: Any) -> None:
    english = page_at("/agreement", language="en")
    assert english.count("not measurable: nothing recorded yet") >= 79
    assert english.count("judged on every case") == 11
    assert "108 promises, 24 of them judged" in english
    assert "108 beloftes, waarvan 24 beoordeeld" in page_at("/agreement")


def test_earlier_versions_stay_readable_and_say_that_they_no_longer_hold(page_at: Any) -> None:
    page = page_at("/agreement", language="en")
    assert 'href="/agreement/versions/2025-1"' in page and "This version does not hold today" not in page
    earlier = page_at("/agreement/versions/2025-1", language="en")
    assert "This version does not hold today" in earlier and "Read version 2026-2, which does" in earlier


def test_the_file_is_downloaded_exactly_as_it_was_published(client: Client) -> None:
    answer = client.get("/agreement/versions/2026-2/file")
    assert answer.content.decode() == REFERENCE.read_text()
    assert answer["Content-Disposition"] == 'attachment; filename="reference-2026-2.yaml"'


@pytest.mark.parametrize(
    "address", ["/agreement/versions/1999-1", "/agreement/versions/1999-1/file", "/agreement/versions/2025-1/file"]
)
def test_a_version_that_is_not_there_is_404(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_agreement_that_an_organisation_keeps_for_itself_is_not_on_the_public_page(client: Client) -> None:
    with scoped(SYSTEM):
        Agreement.objects.create(code="reference", owner=Organisation.objects.filter(kind="customer").first())
    assert client.get("/agreement").status_code == 200


def test_opening_hours_say_until_when_it_is_open(page_at: Any) -> None:
    page = page_at("/opening-hours", language="en")
    assert "Mon–Thu" in page and "08:00–17:00" in page
    assert "Answers from the service desk: open until" in page and ">today at 17:00</time>" in page
    assert page.count(">17:00</time>") == 4
    assert "always open" in page
    closed = page_at("/opening-hours", FRIDAY_EVENING)
    assert "Antwoord van de servicedesk: dicht, weer open" in closed and ">maandag om 08:00</time>" in closed


def test_a_phone_number_is_shown_only_in_phone_hours(page_at: Any) -> None:
    assert page_at("/opening-hours").count(PHONE) == 2, "the desk's phone and the calamity phone; the third is for First Class"
    assert PHONE not in page_at("/opening-hours", FRIDAY_EVENING)
    assert PHONE not in page_at("/opening-hours", amsterdam("Fri 2026-11-20 10:00"))


def test_deviating_days_stand_on_the_page_and_in_the_feed(page_at: Any, client: Client) -> None:
    with scoped(SYSTEM):
        publish_exception(
            agreement=Agreement.objects.get(code="reference"),
            calendar="support",
            day=date(2026, 12, 24),
            hours=["08:00-12:00"],
            reason={"nl": "Kerstavond", "en": "Christmas Eve"},
            by=None,
            at=THURSDAY,
        )
    page = page_at("/opening-hours", language="en")
    assert "Christmas Eve" in page and "08:00–12:00" in page
    assert "vr 25 dec: Eerste kerstdag" in page_at("/opening-hours") and "ma 29 mrt 2027: Tweede paasdag" in page_at(
        "/opening-hours"
    )
    feed = Calendar.from_ical(page_at("/opening-hours.ics", language="en"))
    days = {event["dtstart"].dt: event for event in feed.walk("VEVENT")}
    assert "08:00–12:00" in days[date(2026, 12, 24)]["description"]
    assert "closed" in days[date(2026, 12, 25)]["description"]
    assert date(2026, 11, 20) not in days


def test_individual_terms_are_shown_to_their_own_organisation(rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sharper: dict[str, Any] = {"text": {"nl": "Binnen 4 uur.", "en": "Within 4 hours."}, "by": "vendor"}
    sharper |= {
        "deadline": {"on": "incident", "clock": "reaction", "when": {"priority": 2}, "within": "4 hours", "calendar": "support"}
    }
    monkeypatch.setattr("akkoord.web.moments.timezone.now", lambda: THURSDAY)
    with scoped(SYSTEM):
        agreement = Agreement.objects.get(code="reference")
        person = Person.objects.filter(memberships__organisation__kind="customer").order_by("pk")[0]
        for organisation_id in person.scope.organisations:
            Contract.objects.filter(organisation=organisation_id).update(ends_on=date(2026, 10, 1))
            sign_contract(
                organisation=Organisation.objects.get(pk=organisation_id),
                agreement=agreement,
                starts_on=date(2026, 10, 1),
                overrides={"2.2.3/reaction-p2": sharper},
                by=None,
                at=THURSDAY,
            )
        request: HttpRequest = rf.get("/agreement")
        request.user = person
        answer = public_views.show_agreement(request)
        assert isinstance(answer, HttpResponse)
        page = answer.content.decode()
    assert page.count("Alleen voor jullie organisatie afgesproken.") == 1
    assert "Binnen 4 uur." in page


def test_the_pages_ask_the_database_little(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get("/agreement")
    with django_assert_max_num_queries(10):
        client.get("/agreement")
    with django_assert_max_num_queries(10):
        client.get("/opening-hours")

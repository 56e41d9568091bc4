# SPDX-License-Identifier: EUPL-1.2
"""The status page in a browser: follow it without an account, hear of an outage, stop; what concerns me first; well made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from akkoord.operations.actions.deliveries import note_delivery
from akkoord.operations.actions.following import ask_subscription, confirm_subscription, end_subscription
from akkoord.operations.actions.outages import close_outage, open_outage, update_outage
from akkoord.operations.following.tokens import link_of
from akkoord.operations.models import Delivery, Instance, Maintenance, Outage, Plan, Subscription
from akkoord.operations.rules.words import Impact
from akkoord.site.world.handle import World

from .stage import Stage, faults, link_in, says, status

READER = "lezer@elders.example"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def own_copies(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No copy of an earlier journey, and none that is served while something newer is known."""
    settings.STATUS_COPIES, settings.STATUS_FRESH = tmp_path_factory.mktemp("copies"), 0.0


def breaks(
    world: World, *codes: str, at: datetime, dutch: str = "Inloggen lukt niet", english: str = "Signing in fails"
) -> Outage:
    """An operator opens an outage."""
    struck = dict.fromkeys(Instance.objects.filter(code__in=codes).select_related("component"), Impact.DOWN)
    return open_outage(
        title_nl=dutch, title_en=english, instances=struck, severity="major", began_at=at - HOUR, by=world.operator, at=at,
        text_nl="We zoeken uit wat er is.", text_en="We are finding out what it is.", expected_at=at + HOUR,
    )  # fmt: skip


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_a_visitor_follows_hears_of_an_outage_and_stops(stage: Stage, js: bool) -> None:
    page = stage.window(js=js)
    page.goto("/status")
    page.get_by_role("link", name="Onderdelen kiezen").click()
    page.get_by_label("E-mailadres").fill("geen adres")
    page.get_by_role("button", name="Volgen").click()
    assert page.get_by_label("E-mailadres").input_value() == "geen adres", "nothing typed is lost"
    page.get_by_label("E-mailadres").fill(READER)
    page.get_by_label("Selfserviceportaal").check()
    page.get_by_role("button", name="Volgen").click()
    says(page, "Er is een mail onderweg")
    question = stage.letters(READER)[-1]
    page.goto(link_in(question, "/status/follow/"))
    says(page, "bevestig dat dit adres van jou is")
    assert page.get_by_label("Selfserviceportaal").is_checked()
    page.get_by_role("button", name="Bevestigen").click()
    says(page, "Dit adres volgt de status.")
    now = timezone.now()
    with stage.data() as world:
        breaks(world, "connectors", at=now, dutch="Koppelingen haperen")
        outage = breaks(world, "self-service", at=now)
    news = stage.letters(READER)[1:]
    assert [letter.subject for letter in news] == ["Storing: Inloggen lukt niet"], "what was chosen, once"
    page.goto(link_in(news[0], f"/status/outages/{outage.number}"))
    says(page, "Inloggen lukt niet", "We zoeken uit wat er is.")
    page.goto("/status")
    says(page, "2 storingen", "Koppelingen haperen")
    page.goto(link_in(news[0], "/status/follow/"))
    page.get_by_role("button", name="Niet meer volgen").click()
    says(page, "Je volgt de status niet meer")
    with stage.data() as world:
        close_outage(outage, ended_at=timezone.now(), by=world.operator, at=timezone.now(), text_nl="Over.", text_en="Over.")
    assert len(stage.letters(READER)) == 2
    assert not Subscription.objects.filter(address=READER).exists()


def test_a_mail_program_stops_it_in_one_click(stage: Stage) -> None:
    now = timezone.now()
    with stage.data() as world:
        ask_subscription(channel="email", address=READER, language="en", components=[], by=None, at=now)
        confirm_subscription(subscription=Subscription.objects.get(), by=None, at=now)
        breaks(world, "mobile-app", at=now)
    news = stage.letters(READER)[-1]
    assert news.subject == "Outage: Signing in fails"
    end = news.extra_headers["List-Unsubscribe"].strip("<>")
    page = stage.window()
    assert page.request.get(end).status == 200, "a scanner of mail opens every link"
    with stage.data():
        assert Subscription.objects.get().ended_at is None
    assert page.request.post(end, form={"List-Unsubscribe": "One-Click"}).status == 200
    with stage.data():
        assert Subscription.objects.get().ended_at is not None


def test_who_signed_in_sees_first_what_concerns_them(stage: Stage) -> None:
    now = timezone.now()
    with stage.data() as world:
        other = Instance.objects.filter(component__code="self-service").exclude(placements__organisation=world.customer).get()
        mine = Instance.objects.filter(component__code="self-service", placements__organisation=world.customer).get()
        breaks(world, mine.code, at=now - HOUR, dutch="Mijn storing", english="My outage")
        breaks(world, other.code, at=now, dutch="Storing van anderen", english="Outage of others")
    page = stage.as_("Marieke Oosterbaan")
    page.goto("/status")
    says(page, "raakt jou", "Onderdelen voor jou")
    text = page.locator("main").inner_text()
    assert page.locator("h1").inner_text() == "Mijn storing"
    assert text.index("Mijn storing") < text.index("Storing van anderen")
    visitor = stage.window()
    visitor.goto("/status")
    text = visitor.locator("main").inner_text()
    assert "raakt jou" not in text and text.index("Storing van anderen") < text.index("Mijn storing"), "the newest first"


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1280, "light", "nl"), (390, "dark", "nl"), (1280, "dark", "en"), (390, "light", "en")]
)
def test_every_page_of_the_status_is_well_made(
    stage: Stage, width: int, scheme: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("akkoord.operations.following.forms.addresses", lambda target: ["a public one"])
    addresses = set_the_scene(stage)
    page = stage.window(width=width, color_scheme=scheme, locale="nl-NL" if language == "nl" else "en-GB")
    wrong = []
    for address in addresses:
        assert status(page.goto(address)) == 200, address
        assert page.locator("html").get_attribute("lang") == language
        wrong += faults(page)
    page.goto("/status/follow?by=webhook")
    page.locator("#id_url").fill("https://new.example/hook")
    page.locator("main form button[type=submit]").click()
    page.get_by_text("whsec_").wait_for()
    assert [*wrong, *faults(page)] == []


def set_the_scene(stage: Stage) -> list[str]:
    """One of each that there is, and where it is shown."""
    now = timezone.now()
    with stage.data() as world:
        over = breaks(world, "connectors", at=now - 30 * HOUR, dutch="Koppelingen haperen", english="Connectors stutter")
        close_outage(over, ended_at=now - 29 * HOUR, by=world.operator, at=now - 29 * HOUR, text_nl="Over.", text_en="Over.")
        running = breaks(world, "self-service", "mobile-app", at=now)
        update_outage(
            outage=running, state="identified", by=world.operator, at=now, text_nl="De opslag is vol.", text_en="Storage is full."
        )
        planned = _plans(now + 150 * HOUR, now)
        return [
            "/status", f"/status/history/{now:%Y-%m}", over.get_absolute_url(), running.get_absolute_url(), planned.get_absolute_url(),
            "/status/follow", "/status/follow?by=webhook", "/status/follow/asked", *_follow(now),
        ]  # fmt: skip


def _plans(begin: datetime, now: datetime) -> Maintenance:
    times = {"planned_from": begin, "planned_until": begin + 4 * HOUR, "announced_at": now}
    names = {"title_nl": "Onderhoud aan de koppelingen", "title_en": "Maintenance of the connectors"}
    work = Maintenance.objects.create(number="MNT-2026-009999", kind="planned", **names, **times)
    work.instances.set(Instance.objects.filter(code="connectors"))
    Plan.objects.create(maintenance=work, sequence=0, **times)
    return work


def _follow(now: datetime) -> Iterator[str]:
    """Asked; confirmed; ended; a webhook whose last calls went well, wait and were given up."""
    for name in ("gevraagd", "bevestigd", "gestopt"):
        asked, _none = ask_subscription(
            channel="email", address=f"{name}@elders.example", language="nl", components=[], by=None, at=now
        )
        address = link_of(asked)
        if name != "gevraagd":
            confirm_subscription(subscription=asked, by=None, at=now)
        if name == "gestopt":
            end_subscription(subscription=asked, by=None, at=now)
        yield address
    hook, _secret = ask_subscription(
        channel="webhook", address="https://hook.example/akkoord/status", language="en", components=[], by=None, at=now
    )
    for number, (tries, error) in enumerate(((1, ""), (3, "answered 500"), (8, "did not answer (TimeoutError)")), 1):
        call = Delivery.objects.create(subscription=hook, event_id=number, at=now)
        for _ in range(tries):
            note_delivery(delivery=call, error=error, by=None, at=now)
    yield link_of(hook)

# SPDX-License-Identifier: EUPL-1.2
"""The stage of a journey. Every journey begins with the world's people and no cases, in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import caches
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from akkoord.cases import store
from akkoord.cases.actions import attach_file, write_note
from akkoord.clocks.models import Clock
from akkoord.desk.actions import report_calamity
from akkoord.partners.actions.partners import register_partner
from akkoord.partners.rules.partners import PartnerKind
from akkoord.people.actions import create_token
from akkoord.people.models import Membership, Organisation
from akkoord.people.rules import OrganisationKind, TokenScope
from akkoord.site.world.handle import World
from akkoord.site.world.partners import found_partners

from .prey import SECRET, Prey
from .stage import Stage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser and commits."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "stage" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def stage(
    browser: Browser, live_server: LiveServer, transactional_db: None, settings: Settings, tmp_path: Path
) -> Iterator[Stage]:
    """Served over HTTP, with letters in a box and links that lead here."""
    settings.BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    settings.VENDOR_PHONE = "088 000 00 00"
    settings.ATTACHMENT_STORE = (tmp_path / "attachments").as_uri()
    store._store.cache_clear()
    for cache in caches.all(initialized_only=True):
        cache.clear()
    mail.outbox = []
    played = Stage(browser, live_server.url)
    yield played
    played.close()
    store._store.cache_clear()
    assert played.complaints == []


@pytest.fixture
def prey(world: World, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prey]:
    """A case with a note, an attachment and clocks, a calamity, and a contact."""
    settings.ATTACHMENT_STORE = tmp_path_factory.mktemp("store").as_uri()
    store._store.cache_clear()
    now = timezone.now()
    case = world.reports(SECRET, at=now, by=world.submitter, text=SECRET)
    write_note(case=case, by=world.agent, at=now, text=SECRET)
    file = attach_file(case=case, by=world.submitter, at=now, name="geheim.txt", size=len(SECRET), chunks=[SECRET.encode()])
    report_calamity(
        by=world.submitter,
        at=now,
        organisation=world.customer,
        subject=SECRET,
        text=SECRET,
        affected=SECRET,
        reachable_at="1",
        reachable_until="",
    )
    membership = Membership.objects.get(person=world.administrator)
    vendor = Organisation.objects.get(kind=OrganisationKind.VENDOR)
    scopes, end = [TokenScope.TIMINGS_WRITE], now + timedelta(days=1)
    token, _secret = create_token(organisation=vendor, name=SECRET, scopes=scopes, expires_at=end, by=None, at=now)
    found_partners()  # the programme too
    partner = register_partner(organisation=world.customer, kinds=[PartnerKind.SERVICE], since=now.date(), by=None, at=now)
    clock = Clock.objects.filter(subject=case.key).first()
    assert clock is not None
    yield Prey(
        case,
        {
            "number": case.number, "membership_id": str(membership.pk), "name": "geheim.txt", "pk": str(file.pk),
            "customer_number": str(world.customer.customer_number), "noun": "solution", "clock": str(clock.pk), "token": "x",
            "uidb36": "1", "key": "x-y", "month": "2026-11", "other": "2025-1", "period": "2026-11", "token_id": str(token.pk), "code": "portal", "form": "atom",
            "promise": "2.2.3/reaction-p2", "slug": partner.slug, "role": "management", "duty": "goals",
        },
    )  # fmt: skip
    store._store.cache_clear()

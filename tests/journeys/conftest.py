# SPDX-License-Identifier: EUPL-1.2
"""The stage of a journey. Every journey begins with the world's people and no cases, in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import caches
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from akkoord.cases import store

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

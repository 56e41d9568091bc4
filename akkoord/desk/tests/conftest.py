# SPDX-License-Identifier: EUPL-1.2
"""A browser for each persona of the world, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core.cache import caches
from django.test import Client

from akkoord.people.models import Person
from akkoord.people.second_factor import PASSED

NOW = "Thu 2026-11-19 12:50"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What a process keeps for some seconds is another test's."""
    caches["process"].clear()
    yield
    caches["process"].clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, amsterdam: Callable[[str], datetime]) -> Callable[[str], datetime]:
    """Set the time that pages are seen from; it is Thursday 19 November 2026, 12:50 at first."""

    def stand(text: str) -> datetime:
        at = amsterdam(text)
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)
        return at

    stand(NOW)
    return stand


@pytest.fixture
def visit(clock: Callable[[str], datetime]) -> Callable[[Person], Client]:
    """A browser in which this person signed in, with the second factor."""

    def browser(person: Person) -> Client:
        client = Client(headers={"accept-language": "nl"})
        client.force_login(person)
        session = client.session
        session[PASSED] = person.pk
        session.save()
        return client

    return browser

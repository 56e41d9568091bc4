# SPDX-License-Identifier: EUPL-1.2
"""How a test looks at pages: signed in as somebody, at a moment of its choice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.test import Client

from akkoord.cases.models import Case
from akkoord.people.models import Person
from akkoord.people.second_factor import PASSED
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.moments import amsterdam


@contextmanager
def clock_at(at: str | datetime) -> Iterator[None]:
    """Every request inside is made at this moment."""
    moment = amsterdam(at) if isinstance(at, str) else at
    with patch("akkoord.web.middleware.timezone", SimpleNamespace(now=lambda: moment)):  # sessions keep the real time
        yield
    set_scope(SYSTEM)  # the request left its reader's scope behind


class Reader:
    """Somebody in a browser."""

    def __init__(self, person: Person) -> None:
        self.client = Client()
        self.client.force_login(person)
        session = self.client.session
        session[PASSED] = person.pk
        session.save()
        set_scope(SYSTEM)

    def get(self, address: str, *, at: str | datetime) -> Any:
        """An answer at a moment."""
        with clock_at(at):
            answer: Any = self.client.get(address)
            if getattr(answer, "streaming", False):
                answer.whole = b"".join(answer.streaming_content)
        return answer

    def post(self, address: str, data: dict[str, Any] | None = None, *, at: str | datetime) -> Any:
        """An answer to a form that is sent at a moment."""
        with clock_at(at):
            return self.client.post(address, data or {})


def signed_in(person: Person) -> Reader:
    """A browser in which this person has signed in, with a second factor where that is asked."""
    return Reader(person)


def page_text(reader: Reader, case: Case, *, at: str | datetime) -> str:
    """The page of a case as it is sent."""
    answer = reader.get(case.get_absolute_url(), at=at)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def words_of(page: str) -> str:
    """What a reader reads: without tags, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())

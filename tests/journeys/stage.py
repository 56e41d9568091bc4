# SPDX-License-Identifier: EUPL-1.2
"""What a journey needs: the served site, windows of its people, and the letters that they got."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response

from akkoord.people.second_factor import PASSED
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from tests.fixtures import axe
from tests.fixtures.jobs import run_waiting_jobs

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

    from akkoord.people.models import Person

REFUSED = "the server responded with a status of 4"  # the browser's own word for a refusal that the journey asked for


@dataclass
class Stage:
    """One journey: windows are closed at its end, and no page may have complained in its console."""

    browser: Browser
    url: str
    world: World = field(default_factory=World)
    complaints: list[str] = field(default_factory=list)
    _windows: list[BrowserContext] = field(default_factory=list)

    def window(self, person: Person | None = None, *, js: bool = True, width: int = 1280, **more: Any) -> Page:
        """A window of somebody who signed in with a second factor before, or of a visitor."""
        more.setdefault("locale", "nl-NL")
        context = self.browser.new_context(
            base_url=self.url,
            java_script_enabled=js,
            viewport={"width": width, "height": 900},
            timezone_id="Europe/Amsterdam",
            **more,
        )
        context.set_default_timeout(8000)
        self._windows.append(context)
        if person is not None:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": self.url}])
        page = context.new_page()
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" and REFUSED not in said.text else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def as_(self, name: str, **more: Any) -> Page:
        """A window of somebody of the world, in their language."""
        with self.data() as world:
            person = world.person(name)
        more.setdefault("locale", "en-GB" if person.language == "en" else "nl-NL")
        return self.window(person, **more)

    def close(self) -> None:
        """Close every window."""
        for context in self._windows:
            context.close()

    @contextmanager
    def data(self) -> Iterator[World]:
        """The world, for looking at or changing outside the browser."""
        with scoped(SYSTEM):
            yield self.world

    def letters(self, to: str = "") -> list[EmailMessage]:
        """Do what waits; then the mails so far, to somebody or to all."""
        self.work()
        return [letter for letter in mail.outbox if not to or letter.to == [to]]

    def work(self) -> int:
        """Do the waiting jobs, as the worker would."""
        with transaction.atomic():
            set_scope(SYSTEM)
            return run_waiting_jobs()


def session_of(person: Person) -> str:
    """The key of a session in which the person gave password and second factor."""
    with scoped(SYSTEM):
        client = Client()
        client.force_login(person)
        session = client.session
        session[PASSED] = person.pk
        session.save()
        return str(session.session_key)


def code_of(secret: str) -> str:
    """The six figures that an authenticator app shows now (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def status(answer: Response | None) -> int:
    """The status of a page that was gone to."""
    assert answer is not None
    return answer.status


def number_in(page: Page) -> str:
    """The number of the case whose page is shown."""
    found = re.search(r"/cases/((?:INC|CAL)-\d{4}-\d{6})", page.url)
    assert found, page.url
    return found[1]


def link_in(letter: EmailMessage, part: str) -> str:
    """The first link in a letter whose address has this part."""
    found = re.search(rf"https?://\S*{re.escape(part)}\S*", str(letter.body))
    assert found, letter.body
    return found[0]


def says(page: Page, *texts: str) -> None:
    """Wait until the page shows each of the texts."""
    for text in texts:
        page.get_by_text(text).filter(visible=True).first.wait_for()


def faults(page: Page, only: str = "") -> list[str]:
    """What axe finds (by one rule alone, if asked), and sideways scrolling."""
    found = [f"{page.url} {each['id']}: {each['nodes'][0]['html'][:160]}" for each in axe.violations(page, only)]
    return found + wider(page)


def wider(page: Page) -> list[str]:
    """Whether the page scrolls sideways; this can be asked of a page without script too."""
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{page.url}: {beyond} px wider than the window"] if beyond > 0 else []


def is_gone(page: Page, address: str) -> bool:
    """Whether the address answers as if there were nothing."""
    try:
        return status(page.goto(address)) == 404
    except Error as error:
        raise AssertionError(f"{address}: {error}") from error

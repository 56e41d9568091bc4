# SPDX-License-Identifier: EUPL-1.2
"""Every page as its readers see it: axe finds nothing and nothing scrolls sideways, wide and narrow, light and dark.

The gallery of components is held to the same in `akkoord/web/tests/test_in_browser.py`.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.desk.actions import ask_raise, report_calamity

from .stage import Stage, faults

Places = dict[str, str]
PAGES: dict[str, list[str]] = {
    "": ["/", "/agreement", "/opening-hours", "/sign-in", "/sign-in/password", "/nothing-here"],
    "Marieke Oosterbaan": ["/", "/report", "/calamity", "/cases", "/search?q=saldo", "{raise}", "{closed}", "{closed}/rating", "/account"],
    "Ineke Verschoor": ["/contacts", "/contacts/invitation", "{contact}", "/report"],
    "Wouter Dekkers": ["/", "{calamity}"],
    "Joris Teunissen": [
        "/", "/queue", "/cases", "{raise}", "{closed}", "{calamity}", "/calamities", "/promises", "/calls/new?q=elzenhorst",
        "/calls/new?caller={sanne}&organisation={organisation}", "/calls/new?caller={marieke}&organisation={organisation}",
        "/organisations", "/organisations/10021", "/search?q=saldo",
    ],
    "Annelot de Wit": ["/saved-replies", "/saved-replies/new", "{calamity}/review"],
}  # fmt: skip


def set_the_scene(stage: Stage) -> Places:
    """One of each: a request to assess, a resolved case, a calamity; and the addresses that belong to them."""
    now = timezone.now()
    with stage.data() as world:
        running = world.reports("Verlofsaldo staat op nul", at=now - timedelta(days=2), priority=3, by=world.submitter)
        ask_raise(case=running, by=world.submitter, at=now - timedelta(days=1), priority=2, reason="Morgen is het betaaldag.")
        closed = world.reports("Saldo klopt niet", at=now - timedelta(days=30), priority=2, by=world.submitter)
        make_move(case=closed, move="resolve", by=world.agent, at=now - timedelta(days=1), text="Opgelost.")
        calamity = report_calamity(
            by=world.first_class_submitter,
            at=now - timedelta(minutes=5),
            organisation=world.first_class,
            subject="Alles ligt stil",
            text="Niets werkt.",
            affected="iedereen",
            reachable_at="070 000 00 00",
            reachable_until="22:00",
        )
        contact = world.member.memberships.get()
        return {
            "raise": address(running),
            "closed": address(closed),
            "calamity": address(calamity),
            "contact": f"/contacts/{contact.pk}",
            "sanne": str(world.member.pk),
            "marieke": str(world.submitter.pk),
            "organisation": str(world.customer.pk),
        }


def address(case: Case) -> str:
    """Where a case is."""
    return str(case.get_absolute_url())


def seen(page: Page) -> list[str]:
    """What is wrong with the page that is shown: wide and narrow, and its colours in the dark."""
    found = []
    for width, scheme, only in ((390, "light", ""), (1280, "light", ""), (1280, "dark", "color-contrast")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # both are among its literals
        found += [f"{width} {scheme} {fault}" for fault in faults(page, only)]
    return found


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name.partition(" ")[0] or "visitor")
def test_every_page_can_be_read_by_everybody(stage: Stage, name: str) -> None:
    places = set_the_scene(stage)
    page = stage.as_(name, reduced_motion="reduce") if name else stage.window(reduced_motion="reduce")
    found = []
    for path in PAGES[name]:
        page.goto(path.format(**places))
        found += seen(page)
    assert found == []


def test_the_page_of_a_second_factor_too(stage: Stage) -> None:
    with stage.data() as world:
        person = world.person("Sanne Kuipers")
    page = stage.window(person, reduced_motion="reduce")
    found = []
    for path in (
        "/",
        "/report",
        "/cases",
        "/account",
        "/account/second-factor",
        "/account/second-factor/on",
        "/account/sessions",
        "/account/password",
    ):
        page.goto(path)
        found += seen(page)
    assert found == []

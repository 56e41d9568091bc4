# SPDX-License-Identifier: EUPL-1.2
"""From the status page to the second: a visitor opens a month's figure; a customer finds their own first. sla:2.3.1"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from akkoord.operations.tests.history import PRODUCTION, broke, heard, probed, worked

from .stage import Stage, is_gone, says
from .test_seen import seen


@pytest.fixture
def trouble(stage: Stage) -> str:
    """Some months with outages, maintenance that was late, and time that nobody measured; the number of the last outage."""
    now = timezone.now().replace(microsecond=0)
    hours = timedelta(hours=1)
    with stage.data():
        worked(*PRODUCTION, begin=now - timedelta(days=40), lasted=2 * hours, ahead=timedelta(days=2))
        broke("connectors", began=now - timedelta(days=70), lasted=9 * hours)
        heard(probed("mobile-app", since=now - timedelta(days=60)), now - timedelta(days=2))
        return broke("professional", began=now - timedelta(minutes=95), lasted=hours).number


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_a_figure_opens_down_to_the_outage_that_made_it(stage: Stage, trouble: str, js: bool) -> None:
    page = stage.window(js=js)
    page.goto("/status")
    page.get_by_role("region", name="Beschikbaarheid").get_by_role("link", name="alle maanden").click()
    page.get_by_role("region", name="Beschikbaarheid per maand").get_by_role("link").first.click()
    page.locator("main").get_by_role("link", name="Meridaan voor professionals").click()
    says(page, "1:00:00", "niet beschikbaar")
    page.get_by_role("link", name=trouble).click()
    says(page, trouble)


def test_a_customer_finds_their_own_figures_first_and_nobody_elses(stage: Stage, trouble: str) -> None:
    with stage.data() as world:
        number, other = world.customer.customer_number, world.stranger.memberships.get().organisation.customer_number
    page = stage.as_("Marieke Oosterbaan")
    page.goto("/availability")
    says(page, "Voor Zorggroep Elzenhorst", "Alle klanten")
    assert not is_gone(page, f"/availability?for={number}")
    assert is_gone(page, f"/availability?for={other}")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_of_availability_are_well_made(stage: Stage, trouble: str, language: str) -> None:
    page = stage.window(reduced_motion="reduce", locale=f"{language}-GB")
    month = f"{timezone.now():%Y-%m}"
    found = []
    for path in ("/availability", f"/availability/{month}", f"/availability/{month}/professional"):
        page.goto(path)
        found += seen(page)
    assert found == []

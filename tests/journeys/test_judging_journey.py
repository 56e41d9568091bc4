# SPDX-License-Identifier: EUPL-1.2
"""A month below its bound in a browser: the plan is written and published, the figure is disputed, the verdicts are read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from akkoord.cases.models import Case
from akkoord.operations.actions.outages import close_outage, open_outage
from akkoord.operations.actions.plans import judge_ended_months
from akkoord.operations.models import Instance
from akkoord.operations.rules.months import month_before
from akkoord.operations.rules.words import Impact
from akkoord.promises.actions import judge_missing_months
from akkoord.site.world.handle import World

from .stage import Stage, faults


def bad_month(world: World) -> date:
    """Last month everything was down for six hours; it was judged."""
    at = timezone.now()
    month = month_before(at.astimezone(ZoneInfo("Europe/Amsterdam")).date().replace(day=1))
    began = datetime(month.year, month.month, 6, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    everything = dict.fromkeys(Instance.objects.filter(component__is_production=True), Impact.DOWN)
    outage = open_outage(
        title_nl="Alles ligt eruit", title_en="Everything is down", instances=everything, severity="critical",
        began_at=began, by=world.operator, at=began,
    )  # fmt: skip
    close_outage(outage, ended_at=began + timedelta(hours=6), by=world.operator, at=began + timedelta(hours=6))
    judge_ended_months(by=None, at=at)
    judge_missing_months(by=None, at=at)
    return month


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_plan_is_published_and_the_figure_is_disputed_and_accepted(stage: Stage, js: bool) -> None:
    with stage.data() as world:
        month = f"{bad_month(world):%Y-%m}"
    page = stage.as_("Femke Aalbers", js=js)
    page.goto("/operations/plans")
    page.get_by_role("link", name=month[:4]).first.click()
    page.locator("#id_text_nl").fill("We zetten er een tweede naast.\n\nKlaar voor kerst.")
    page.get_by_role("button", name="Bewaar voor later").click()
    assert "Klaar voor kerst." in page.locator("#id_text_nl").input_value()
    page.get_by_role("button", name="Publiceer het plan").click()
    page.get_by_role("link", name="Zoals iedereen het leest").click()
    assert "Klaar voor kerst." in page.locator("main").inner_text()
    visitor = stage.window(js=js)
    visitor.goto(f"/availability/{month}")
    assert "We zetten er een tweede naast." in visitor.locator("main").inner_text()

    customer = stage.as_("Ineke Verschoor", js=js)
    customer.goto(f"/availability/{month}/public-portal")
    customer.get_by_role("link", name="Bezwaar maken").click()
    assert "10:00:00" in customer.locator("main").inner_text()
    customer.get_by_label("Hoe was het volgens jou?").fill("Bij ons deed hij het om twee uur weer.")
    customer.get_by_role("button", name="Verstuur het bezwaar").click()
    customer.wait_for_url("**/cases/DIS-*")
    page.goto(customer.url.replace(stage.url, ""))
    page.locator("#draft-text, textarea[name=text]").first.fill("Dat klopt, we corrigeren het.")
    page.locator("#reply-move").select_option("accept")
    page.locator("form#reply button[type=submit]").first.click()
    page.get_by_role("link", name="Een storing corrigeren").wait_for()
    customer.reload()
    assert "Dat klopt, we corrigeren het." in customer.locator("main").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_well_made(stage: Stage, width: int, scheme: str) -> None:
    with stage.data() as world:
        month = f"{bad_month(world):%Y-%m}"
    found: dict[str, list[str]] = {}
    look = {"width": width, "color_scheme": scheme}
    visits = [
        ("Femke Aalbers", ["/operations/plans", f"/operations/plans/{month}"]),
        ("Annelot de Wit", ["/promises", f"/promises?month={month}"]),
        ("Ineke Verschoor", [f"/dispute?month={month}", "/agreement"]),
    ]
    for name, addresses in visits:
        page = stage.as_(name, **look)
        for address in addresses:
            page.goto(address)
            found[address] = faults(page)
    page.goto(f"/dispute?month={month}&component=public-portal")
    page.locator("textarea[name=text]").fill("Bij ons niet.")
    page.locator("form#dispute button[type=submit]").click()
    page.wait_for_url("**/cases/DIS-*")
    found["case"] = faults(page)
    with stage.data():
        number = Case.objects.get(kind_name="dispute").number
    staff = stage.as_("Femke Aalbers", **look)
    staff.goto(f"/cases/{number}")
    found["staff"] = faults(staff)
    assert not {address: wrong for address, wrong in found.items() if wrong}

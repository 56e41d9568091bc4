# SPDX-License-Identifier: EUPL-1.2
"""A year planned from the template: chosen, moved, done, read by a calendar program; the same without script and on a phone. beheer:4"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar  # type: ignore[import-untyped]  # its stubs are not published

from akkoord.people.models import Person
from akkoord.site.world.stewards import found_stewards
from akkoord.stewardship.models import PlannerEntry

from .stage import Stage, faults, is_gone, says
from .test_seen import seen


@pytest.fixture
def year(stage: Stage) -> int:
    """Elzenhorst knows who looks after what; next year is still empty."""
    now = timezone.now().replace(microsecond=0)
    with stage.data():
        found_stewards(now)
    return now.year + 1


def test_a_year_is_planned_from_the_template_moved_done_and_read_by_a_calendar(stage: Stage, year: int) -> None:
    page = stage.as_("Marieke Oosterbaan")
    page.goto(f"/stewardship/planner/{year}")
    says(page, f"Voor {year} is nog niets gepland.")
    page.get_by_role("link", name="Bekijk het kant-en-klare jaar").click()
    page.get_by_label("Controle door de accountant").uncheck()
    page.get_by_role("button", name="Zet deze in de planner").click()
    says(page, "13 regels toegevoegd.", f"Doelen van {year}", "Autorisaties nalopen")
    assert page.get_by_text("Controle door de accountant").count() == 0

    page.get_by_role("link", name="Autorisaties nalopen").first.click()
    page.get_by_role("link", name="Wijzigen").click()
    page.get_by_label("Van", exact=True).fill(f"{year}-05-10")
    page.get_by_label("Tot en met").fill(f"{year}-05-14")
    page.get_by_label("Wie zorgt ervoor?").select_option(label="Marieke Oosterbaan")
    page.get_by_role("button", name="Bewaren").click()
    page.locator("main form").get_by_role("button", name="Klaar").click()
    says(page, "Toch niet gedaan")
    with stage.data():
        entry = PlannerEntry.objects.get(template="authorisation-review", template_year=year)
        assert (entry.first, entry.last, entry.is_done) == (date(year, 5, 10), date(year, 5, 14), True)

    page.goto(f"/stewardship/planner/{year}")
    says(page, "1 van 2 gedaan")
    page.get_by_role("button", name="Adres maken").click()
    address = page.get_by_label("Adres van de planner").input_value()
    body = stage.window().request.get(address).body()
    days = {str(e["SUMMARY"]): (e["DTSTART"].dt, e["DTEND"].dt) for e in Calendar.from_ical(body).walk("VEVENT")}
    assert days["Autorisaties nalopen"] == (date(year, 5, 10), date(year, 5, 14) + timedelta(days=1))
    assert is_gone(stage.as_("Niek Schaafsma"), f"/stewardship/planner/entries/{entry.pk}")


def test_in_english_without_script_on_a_phone(stage: Stage, year: int) -> None:
    with stage.data() as world:
        Person.objects.filter(pk=world.submitter.pk).update(language="en")
    page = stage.as_("Marieke Oosterbaan", js=False, width=390)
    page.goto(f"/stewardship/planner/{year}/template")
    page.get_by_role("button", name="Put these in the planner").click()
    says(page, "14 entries were added.", "Payroll year end")
    page.goto(f"/stewardship/planner/{year}-12")
    page.get_by_role("link", name="Payroll year end").filter(visible=True).click()
    page.locator("main form").get_by_role("button", name="Done").click()
    says(page, "Not done after all", "Done by")


def test_the_pages_are_well_made(stage: Stage, year: int) -> None:
    page = stage.as_("Marieke Oosterbaan", reduced_motion="reduce")
    page.goto(f"/stewardship/planner/{year}/template")
    found = seen(page)
    page.get_by_role("button", name="Zet deze in de planner").click()
    found += seen(page)
    page.goto(f"/stewardship/planner/{year}-12")
    found += seen(page)
    page.goto("/stewardship/updates/new")
    page.get_by_label("Welke versie?").fill("Zomerversie")
    page.get_by_role("button", name="Bewaren").click()
    found += seen(page)
    page.set_viewport_size({"width": 320, "height": 800})
    for path in (f"planner/{year}", f"planner/{year}-12", "planner/new"):
        page.goto(f"/stewardship/{path}")
        found += faults(page)
    assert found == []

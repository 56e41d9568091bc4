# SPDX-License-Identifier: EUPL-1.2
"""An expert who misses the exam, in a browser: the requirement breaks on both sides, and a re-sit that is passed mends it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from akkoord.audit.wires import silenced
from akkoord.partners.actions.exams import enrol_expert, plan_exam, record_result
from akkoord.partners.actions.experts import add_expert
from akkoord.partners.models import ExamSession, Expert
from akkoord.partners.models.partners import Partner
from akkoord.partners.rules.exams import Outcome
from akkoord.site.world.handle import World
from akkoord.site.world.partners import found_partners

from .stage import Stage, faults

pytestmark = pytest.mark.browser
EMRE, ROOS, MIRTE = "Emre Yildiz", "Roos Verhagen", "Mirte Holleman"


def held(world: World, at: datetime, days_ago: int, outcome: Outcome | None) -> None:
    """Emre takes an exam so many days ago; nothing was written down yet where there is no outcome."""
    emre, mirte = world.person(EMRE), world.person(MIRTE)
    begin = at - timedelta(days=days_ago)
    session = plan_exam(
        subject="Salaris en HR", place="Zaal 2", starts_at=begin, seats=9, by=mirte, at=begin - timedelta(days=40)
    )
    expert = emre_as_expert(world, at)
    enrolment = enrol_expert(session=session, expert=expert, by=emre, at=begin - timedelta(days=9))
    if outcome is not None:
        grade = Decimal(8) if outcome is Outcome.PASSED else None
        record_result(enrolment=enrolment, outcome=outcome, grade=grade, by=mirte, at=begin + timedelta(days=1))


def emre_as_expert(world: World, at: datetime) -> Expert:
    """Emre, expert for a year and a half."""
    emre = world.person(EMRE)
    known = Expert.objects.in_force().filter(person=emre).first()
    organisation = Partner.objects.select_related("organisation").get(slug="adviesbureau-zilvermeer").organisation
    return known or add_expert(
        organisation=organisation, person=emre, experience_since=date(2023, 1, 1), days_a_week=3, industry="Onderwijs",
        service="", by=None, at=at - timedelta(days=500),
    )  # fmt: skip


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_who_misses_the_exam_breaks_the_requirement_and_mends_it_with_a_re_sit(stage: Stage, js: bool) -> None:
    at = timezone.now().replace(microsecond=0)
    with stage.data() as world, silenced():
        found_partners()
        held(world, at, 380, Outcome.PASSED)
        held(world, at, 3, None)
        re_sit = plan_exam(
            subject="Herkansing", place="Zaal 2", starts_at=at + timedelta(days=20), seats=9, by=world.person(MIRTE), at=at
        )
    desk = stage.as_(MIRTE, js=js)
    desk.goto("/partner-desk/exams")
    desk.get_by_role("link", name="Salaris en HR").first.click()
    desk.locator("main form select").select_option(label="afwezig")
    desk.get_by_role("button", name="Opschrijven").click()
    desk.wait_for_load_state()
    desk.goto("/partner-desk/exams")
    assert EMRE in desk.locator("aside").inner_text() and "geschonden" in desk.locator("aside").inner_text()
    with stage.data() as world:
        address = world.person(EMRE).email
    letters = stage.letters(address)
    assert any("afwezig" in letter.subject for letter in letters)

    partner = stage.as_(ROOS, js=js)
    partner.goto("/partnership")
    assert EMRE in partner.locator("main").inner_text()
    partner.get_by_role("link", name=f"Een examen voor {EMRE}").click()
    row = partner.locator("li", has_text="Herkansing")
    row.locator("select").select_option(label=EMRE)
    row.get_by_role("button", name="Inschrijven").click()
    partner.wait_for_load_state()
    assert EMRE in partner.locator("li", has_text="Herkansing").inner_text()

    with stage.data() as world, silenced():
        enrolment = ExamSession.objects.get(pk=re_sit.pk).enrolments.get()
        ExamSession.objects.filter(pk=re_sit.pk).update(starts_at=at - timedelta(hours=3))  # the day of the re-sit has come
    desk.goto(f"/partner-desk/exams/{re_sit.pk}")
    desk.locator("main form select").select_option(label="gehaald")
    desk.locator(f"#g{enrolment.pk}").fill("7,5")
    desk.get_by_role("button", name="Opschrijven").click()
    desk.wait_for_load_state()
    partner.goto("/partnership/exams")
    assert "nagekomen" in partner.locator("aside").inner_text()
    partner.goto("/partnership/requirements")
    exam = partner.locator(".requirement", has_text="elk jaar het examen")
    assert "nagekomen" in exam.inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_the_pages_are_well_made(stage: Stage, width: int, scheme: str) -> None:
    at = timezone.now().replace(microsecond=0)
    with stage.data() as world, silenced():
        found_partners()
        held(world, at, 380, Outcome.PASSED)
        held(world, at, 3, Outcome.ABSENT)
        expert = emre_as_expert(world, at)
    partner = stage.as_(ROOS, width=width, color_scheme=scheme)
    for path in ("experts", f"experts/{expert.pk}", "exams", "gatherings", "conduct", "leads", "leads/new", "assignments"):
        partner.goto(f"/partnership/{path}")
        assert faults(partner) == [], path
    desk = stage.as_(MIRTE, width=width, color_scheme=scheme)
    for path in ("exams", "exams/new", "gatherings", "assignments", "leads", "agreements"):
        desk.goto(f"/partner-desk/{path}")
        assert faults(desk) == [], path

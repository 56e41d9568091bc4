# SPDX-License-Identifier: EUPL-1.2
"""What else happens between a customer and the desk: priority, calamity, telephone, reopening, two agents at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.clocks.models import Clock

from .stage import Stage, number_in, says

SUBJECT = "Verlofsaldo staat op nul"


def reported(stage: Stage, subject: str = SUBJECT, *, days_ago: float = 0, resolved_days_ago: float | None = None) -> Case:
    """An incident of Marieke, perhaps resolved a while ago by Joris."""
    now = timezone.now()
    with stage.data() as world:
        case = world.reports(subject, at=now - timedelta(days=days_ago), priority=3, by=world.submitter)
        if resolved_days_ago is not None:
            at = now - timedelta(days=resolved_days_ago)
            make_move(case=case, move="resolve", by=world.agent, at=at, text="Opgelost.")
        return case


def answer(page: Page, text: str, move: str | None = None) -> None:
    """Write on the case and send; wait until it stands there."""
    page.locator("#reply-text").fill(text)
    if move is not None:
        page.locator("#reply-move").select_option(move)
    page.get_by_role("button", name="Versturen").click()
    page.locator(".timeline .msg").filter(has_text=text).wait_for()


@pytest.mark.parametrize(("choice", "heard", "priority"), [("yes", "verhoogd", 2), ("no", "zoals hij was", 3)])
def test_a_higher_priority_is_asked_and_assessed(stage: Stage, choice: str, heard: str, priority: int) -> None:
    case = reported(stage)
    customer = stage.as_("Marieke Oosterbaan")
    customer.goto(case.get_absolute_url())
    customer.get_by_text("Hogere prioriteit vragen").first.click()
    customer.get_by_label("Wat maakt het dringender?").fill("Morgen is het betaaldag.")
    customer.get_by_role("button", name="Hogere prioriteit vragen").click()
    says(customer, "de klok van ons besluit loopt", "Besluit over de prioriteit")
    agent = stage.as_("Joris Teunissen")
    agent.goto(case.get_absolute_url())
    says(agent, "Beoordeel: van prioriteit 3 naar 2", "Morgen is het betaaldag.")
    agent.get_by_label("Waarom wel of niet?").fill("We keken naar de betaaldag.")
    agent.locator(f"button[name=decision][value={choice}]").click()
    agent.locator("#assess").wait_for(state="detached")
    customer.goto(case.get_absolute_url())
    says(customer, heard)
    with stage.data():
        case.refresh_from_db()
        assert case.priority == priority
        assert Clock.objects.get(name="assessment").verdict == "kept"


def test_a_refused_decision_without_a_reason_changes_nothing(stage: Stage) -> None:
    case = reported(stage)
    customer = stage.as_("Marieke Oosterbaan", js=False)
    customer.goto(case.get_absolute_url())
    form = customer.locator("form#raise")
    form.evaluate("form => form.noValidate = true")
    customer.get_by_text("Hogere prioriteit vragen").first.click()
    form.get_by_role("button").click()
    assert customer.get_by_role("alert").count() == 1
    with stage.data():
        assert not Clock.objects.filter(name="assessment").exists()


def test_a_calamity_from_report_to_review(stage: Stage) -> None:
    customer = stage.as_("Wouter Dekkers")
    customer.goto("/calamity")
    says(customer, "Wat je mag verwachten")
    customer.get_by_label("Onderwerp").fill("Niemand kan inloggen")
    customer.get_by_label("Wat gebeurt er?").fill("De balie staat stil.")
    customer.get_by_label("Wie kan nu niet werken?").fill("ongeveer 400")
    customer.get_by_label("Op welk nummer bereiken we je?").fill("070 000 00 00")
    customer.get_by_role("button", name="Calamiteit melden").click()
    says(customer, "Ontvangen als CAL-", "Eerste contact")
    number = number_in(customer)

    agent = stage.as_("Bram Wolters")
    agent.goto("/queue")
    assert "Niemand kan inloggen" in agent.locator("tr[data-row]").first.inner_text()
    agent.goto("/calamities")
    says(agent, "ongeveer 400", "Nog niemand sprak de klant.")
    agent.get_by_label("Wie sprak je, en wat zei je?").fill("Wouter gesproken: we herstarten.")
    agent.get_by_role("button", name="Contact noteren").click()
    says(agent, "Contact genoteerd.", "Wouter gesproken: we herstarten.")
    agent.goto(f"/cases/{number}")
    answer(agent, "Gebruik zolang de noodingang.", "work_around")
    answer(agent, "Het certificaat is vernieuwd.", "resolve")
    agent.get_by_role("link", name="Terugblik schrijven").click()
    agent.get_by_label("Wat was de oorzaak?").fill("Een verlopen certificaat.")
    agent.get_by_label("Wat hebben we gedaan?").fill("Vernieuwd en herstart.")
    agent.get_by_label("Wat voorkomt dat het weer gebeurt?").fill("Verlenging gaat vanzelf.")
    agent.get_by_role("button", name="Terugblik publiceren").click()
    says(agent, "Verlenging gaat vanzelf.")
    customer.goto(f"/cases/{number}")
    says(customer, "Wouter gesproken", "Gebruik zolang de noodingang.", "Een verlopen certificaat.", "Vernieuwd en herstart.")
    assert "De terugblik op je calamiteit is klaar" in " ".join(
        str(m.subject) for m in stage.letters("wouter.dekkers@oeverdijk.example")
    )


def test_a_caller_without_the_role_cannot_be_helped_and_one_with_it_can(stage: Stage) -> None:
    page = stage.as_("Joris Teunissen")
    page.goto("/queue")
    page.keyboard.press("c")
    page.get_by_label("Naam, e-mailadres, organisatie of klantnummer").fill("elzenhorst")
    page.keyboard.press("Enter")
    says(page, "mag niet melden", "mag melden")
    page.locator("li", has_text="Sanne Kuipers").get_by_role("link", name="Dit is de beller").click()
    says(page, "Sanne Kuipers mag niet melden voor Zorggroep Elzenhorst")
    assert page.get_by_role("button", name="Noteren").count() == 0
    page.get_by_role("link", name="Zoek een andere beller").click()
    page.get_by_label("Naam, e-mailadres, organisatie of klantnummer").fill("marieke")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Dit is de beller").click()
    page.get_by_label("Waar speelt het?").select_option("leave")
    page.get_by_label("Onderwerp").fill(SUBJECT)
    page.get_by_label("Wat gebeurt er?").fill("Marieke belt: alles op nul.")
    page.get_by_label("Wat heb je geantwoord?").fill("We herberekenen vanmiddag.")
    page.get_by_role("button", name="Noteren").click()
    says(page, "Genoteerd als INC-", "telefonisch", "We herberekenen vanmiddag.")
    with stage.data():
        assert Clock.objects.get(name="reaction").verdict == "kept"


def test_reopened_the_time_that_was_left_goes_on(stage: Stage) -> None:
    case = reported(stage, days_ago=5, resolved_days_ago=3)
    page = stage.as_("Marieke Oosterbaan")
    page.goto(case.get_absolute_url())
    answer(page, "Het is er weer.")
    says(page, "in behandeling")
    with stage.data():
        case.refresh_from_db()
        assert case.is_open
        assert Clock.objects.get(name="recovery", round=2).stopped_at is None


def test_a_reply_after_the_period_makes_a_linked_case(stage: Stage) -> None:
    case = reported(stage, days_ago=70, resolved_days_ago=60)
    page = stage.as_("Marieke Oosterbaan")
    page.goto(case.get_absolute_url())
    says(page, "te lang geleden")
    page.locator("#reply-text").fill("Twee maanden later is het er weer.")
    page.get_by_role("button", name="Versturen").click()
    says(page, f"gekoppeld aan {case.number}", "Twee maanden later is het er weer.")
    assert number_in(page) != case.number
    page.locator("section[aria-labelledby=links] a", has_text=SUBJECT).first.click()
    assert number_in(page) == case.number


def test_two_agents_who_take_the_next_at_once_get_different_cases(stage: Stage) -> None:
    first, second = reported(stage, "Eerste"), reported(stage, "Tweede")
    pages = [stage.as_(name) for name in ("Joris Teunissen", "Samira Haddad")]
    for page in pages:
        page.goto("/queue")
    for page in pages:
        page.evaluate("setTimeout(() => document.querySelector('form[action=\"/queue/next\"]').submit())")
    for page in pages:
        page.wait_for_url("**/cases/INC-*")
    assert {number_in(page) for page in pages} == {first.number, second.number}
    with stage.data():
        assert {case.assignee.name for case in Case.objects.select_related("assignee") if case.assignee} == {
            "Joris Teunissen",
            "Samira Haddad",
        }


def test_the_queue_by_keyboard_alone(stage: Stage) -> None:
    for number in range(3):
        reported(stage, f"Zaak {number}", days_ago=3 - number)
    page = stage.as_("Joris Teunissen")
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue")
    page.wait_for_load_state("networkidle")
    for key in ("j", "j", "k", "x", "j", "x"):
        page.keyboard.press(key)
    says(page, "2 gekozen")
    page.keyboard.press("a")
    says(page, "2 zaken zijn nu van")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/cases/INC-*")
    page.keyboard.press("n")
    page.keyboard.type("Nog nakijken met Bram.")
    page.keyboard.press("Control+Enter")
    says(page, "Interne notitie")
    page.locator(".timeline .msg").filter(has_text="Nog nakijken met Bram.").wait_for()
    page.locator("h1").click()
    page.keyboard.press("r")
    page.keyboard.type("Dag Marieke.")
    page.keyboard.press("Control+Enter")
    page.locator(".timeline .msg").filter(has_text="Dag Marieke.").wait_for()
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue")
    page.keyboard.press("v")
    page.wait_for_url("**/cases/INC-*")
    customer = stage.as_("Marieke Oosterbaan")
    customer.goto(page.url)
    assert "Nog nakijken" not in customer.content()

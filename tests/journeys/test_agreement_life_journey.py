# SPDX-License-Identifier: EUPL-1.2
"""A change of the agreement in a browser: put in, compared, announced; the customer reads it, objects, and ends over it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.agreements.models import Contract
from akkoord.agreements.tests.files import REFERENCE
from akkoord.people.models import Person

from .stage import Stage, faults, says, wider


def changed(effective: date) -> bytes:
    """The reference agreement with a quicker reaction."""
    text = REFERENCE.read_text().replace("version: 2026-2", "version: 2099-1", 1)
    text = text.replace("effective_from: 2026-07-01", f"effective_from: {effective}", 1)
    return text.replace("within: 1 working day, calendar: support", "within: 4 hours, calendar: support", 1).encode()


WORDS = {
    "nl": {
        "mail": "Onze overeenkomst verandert", "read": "Lees wat er verandert", "change": "1 werkdag wordt 4 uur",
        "ask": "Vragen of bezwaar maken", "object": "We maken bezwaar tegen deze wijziging", "text": "Je vraag of bezwaar",
        "send": "Versturen", "ended": "heeft het contract opgezegd om versie 2099-1",
    },
    "en": {
        "mail": "Our agreement changes", "read": "Read what changes", "change": "1 working day becomes 4 hours",
        "ask": "Ask or object", "object": "We object to this change", "text": "Your question or objection",
        "send": "Send", "ended": "ended the contract over version 2099-1",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("js", "width", "language"), [(True, 1280, "nl"), (False, 320, "en")], ids=["script", "no script, phone, English"]
)
def test_a_change_is_announced_objected_to_and_ended_over(stage: Stage, js: bool, width: int, language: str) -> None:
    look, words = faults if js else wider, WORDS[language]
    with stage.data() as world:
        Person.objects.filter(pk=world.administrator.pk).update(language=language)
    day = date.today() + timedelta(days=60)  # noqa: DTZ011  # the served site goes by the real clock
    author = stage.as_("Ruben Castelijn", js=js, width=width)
    author.goto("/agreement/drafts")
    author.locator("input[type=file]").set_input_files({"name": "2099-1.yaml", "mimeType": "text/yaml", "buffer": changed(day)})
    author.get_by_role("button", name="Klaarzetten").click()
    says(author, "2.2.3/reaction-p2", "beter voor jou")
    wrong = look(author)
    author.get_by_role("button", name="Aankondigen").click()
    says(author, "Wie het hoorde")
    letters = stage.letters("ineke.verschoor@elzenhorst.example")
    assert [letter for letter in letters if words["mail"] in letter.subject]

    customer = stage.as_("Ineke Verschoor", js=js, width=width)
    customer.goto("/")
    customer.get_by_role("link", name=words["read"]).click()
    says(customer, words["change"])
    wrong += look(customer)
    customer.get_by_role("link", name=words["ask"]).click()
    customer.get_by_label(words["object"]).check()
    customer.get_by_label(words["text"]).fill("Dit past ons niet.")
    wrong += look(customer)
    customer.get_by_role("button", name=words["send"]).click()
    customer.wait_for_url("**/cases/AGR-*")

    author.goto(customer.url.replace(stage.url, ""))
    author.locator("form#reply textarea[name=text]").fill("We komen er samen niet uit.")
    author.locator("#reply-move").select_option("leave_unsolved")
    author.locator("form#reply button[type=submit]").first.click()
    author.get_by_role("link", name="Naar het contract").click()
    author.locator("form#ending input[name=ends_on]").fill(day.isoformat())
    wrong += look(author)
    author.get_by_role("button", name="Opzegging invoeren").click()
    says(author, "De opzegging is ingevoerd.")
    with stage.data() as world:
        ended = Contract.objects.get(organisation=world.customer)
    assert ended.ended_over is not None and ended.ending_on == day and ended.ends_on is not None and ended.ends_on > day
    customer.goto("/agreement")
    says(customer, words["ended"])
    wrong += look(customer)
    assert wrong == []

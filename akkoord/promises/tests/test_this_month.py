# SPDX-License-Identifier: EUPL-1.2
"""Above all clauses a customer reads what was broken for them this month and what is at risk, and nobody else's."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from akkoord.cases.actions import make_move
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.people.models import Person
from akkoord.promises.actions import count_promises
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam
from akkoord.web.parts import part

AT = amsterdam("Thu 2026-11-19 15:00")
HEAD = "Deze maand voor jou"
TEXT = "We reageren binnen een werkdag op een incident met prioriteit 2."


def page(world: World, person: Person) -> str:
    count_promises(by=None, at=AT)
    return str(signed_in(person).get("/agreement", at=AT).content.decode())


def above(text: str) -> str:
    """What stands before the clauses."""
    return words_of(text).split("beloftes, waarvan")[0]


@pytest.fixture
def late(world: World) -> World:
    """One case of Elzenhorst was answered a week too late this month."""
    case = world.reports("Te laat", at="Mon 2026-11-02 09:00", priority=2)
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Thu 2026-11-12 09:00"), text="Hersteld.")
    return world


def test_what_was_broken_stands_first_with_the_way_to_its_clause(late: World) -> None:
    text = page(late, late.manager)
    assert HEAD in above(text) and TEXT in above(text) and "geschonden" in above(text)
    assert 'href="#2.2.3/reaction-p2"' in text and 'id="2.2.3/reaction-p2"' in text


def test_another_customer_reads_nothing_of_it(late: World) -> None:
    assert TEXT not in above(page(late, late.stranger))


def test_who_is_not_signed_in_and_the_vendor_see_no_such_panel(late: World) -> None:
    assert HEAD not in page(late, late.lead)
    assert HEAD not in Client().get("/agreement").content.decode()


def test_it_says_so_when_nothing_went_wrong() -> None:
    with translation.override("nl"):
        text = words_of(part("promises/this_month.html", {"found": {"broken": [], "at_risk": []}}))
    assert "Er is niets geschonden en niets loopt gevaar." in text


def test_what_was_kept_is_not_named_above(world: World) -> None:
    case = world.reports("Op tijd", at="Mon 2026-11-16 09:00", priority=2)
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Mon 2026-11-16 10:00"), text="Hersteld.")
    assert TEXT not in above(page(world, world.manager))


def test_in_english(late: World) -> None:
    Person.objects.filter(pk=late.manager.pk).update(language="en")
    text = words_of(page(late, Person.objects.get(pk=late.manager.pk)))
    assert "This month for you" in text


def test_an_earlier_version_does_not_say_it(late: World) -> None:
    count_promises(by=None, at=AT)
    assert HEAD not in signed_in(late.manager).get("/agreement/versions/2025-1", at=AT).content.decode()

# SPDX-License-Identifier: EUPL-1.2
"""Beside the agreement and on the page of promises: what was measured by the month, for whoever reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akkoord.cases.tests.reading import clock_at, signed_in, words_of
from akkoord.operations.actions.outages import close_outage, open_outage
from akkoord.operations.models import Instance
from akkoord.operations.rules.words import Impact
from akkoord.promises.actions import judge_missing_months
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Tue 2026-11-03 10:00")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    caches["process"].clear()
    yield
    caches["process"].clear()


@pytest.fixture
def judged(world: World) -> World:
    """In October cluster A was down for a day; this month its first hours too."""
    for begin, end in (("Tue 2026-10-06 10:00", "Wed 2026-10-07 10:00"), ("Mon 2026-11-02 00:00", "Mon 2026-11-02 22:00")):
        outage = open_outage(
            title_nl="Eruit", title_en="Down", instances={Instance.objects.get(code="professional"): Impact.DOWN},
            severity="major", began_at=amsterdam(begin), by=world.operator, at=amsterdam(begin),
        )  # fmt: skip
        close_outage(outage, ended_at=amsterdam(end), by=world.operator, at=amsterdam(end))
    judge_missing_months(by=None, at=AT)
    return world


def stand(page: str, promise: str) -> str:
    """What stands beside one promise."""
    article = page.split(f'id="{promise}"')[1].split("</article>", maxsplit=1)[0]
    return words_of(article).replace("\u00a0", " ")


def on_cluster(code: str) -> set[int]:
    """The organisations on an instance."""
    return set(Instance.objects.get(code=code).placements.values_list("organisation_id", flat=True))


def test_customer_sees_its_own_clusters_month_and_the_public_everybodys(judged):
    people = {p: p.scope.organisations for p in (judged.submitter, judged.first_class_submitter, judged.stranger)}
    on_a, on_b = (next(p for p, its in people.items() if its & on_cluster(code)) for code in ("professional", "professional-b"))
    mine, others = (stand(signed_in(p).get("/agreement", at=AT).content.decode(), "2.3.1/availability") for p in (on_a, on_b))
    assert "geschonden" in mine and "92," in mine
    assert "loopt" in others and "Deze maand: 100 %" in others
    with clock_at(AT):
        public = stand(Client(headers={"accept-language": "nl"}).get("/agreement").content.decode(), "2.3.1/availability")
    assert "Deze maand: 96," in public and "geschonden" not in public


def test_what_cannot_be_measured_says_why(judged):
    mine = stand(signed_in(judged.submitter).get("/agreement", at=AT).content.decode(), "2.3.2/windows")
    assert "niet te meten" in mine and "Niet elk scherm is geladen en gemeten" in mine


def test_month_without_maintenance_is_nothing_to_judge(judged):
    mine = stand(signed_in(judged.submitter).get("/agreement", at=AT).content.decode(), "2.3.1/maintenance-window")
    assert "De laatste twaalf maanden viel er niets te beoordelen." in mine


def test_page_of_promises_shows_figures_bounds_and_twelve_months(judged):
    text = words_of(signed_in(judged.lead).get("/promises", at=AT).content.decode()).replace("\u00a0", " ")
    assert "Per maand gemeten" in text and "minstens 99,5 %" in text and "hoogstens 2,5 s in 95 % van de gevallen" in text
    october = words_of(signed_in(judged.lead).get("/promises?month=2026-10", at=AT).content.decode()).replace("\u00a0", " ")
    assert "99,6778 %" in october and "Er is geen belofte geschonden." in october
    mine = Instance.objects.get(code="professional").placements.order_by("pk")[0].organisation_id
    broken = words_of(signed_in(judged.lead).get(f"/promises?month=2026-10&organisation={mine}", at=AT).content.decode())
    assert "1 belofte die per maand wordt gemeten, is geschonden." in broken
    assert "Er is geen belofte geschonden." not in broken


def test_page_of_promises_shows_one_organisations_own_figures(judged):
    a, b = (
        Instance.objects.get(code=code).placements.order_by("pk")[0].organisation_id
        for code in ("professional", "professional-b")
    )
    lead = signed_in(judged.lead)
    on_a, on_b = (
        words_of(lead.get(f"/promises?month=2026-10&organisation={pk}", at=AT).content.decode()).replace("\u00a0", " ")
        for pk in (a, b)
    )
    assert "99,3557 %" in on_a and "99,3557 %" not in on_b
    assert "100 %" in on_b


def test_agreement_asks_the_database_once_for_all_measured_months(judged):
    reader = signed_in(judged.submitter)
    reader.get("/agreement", at=AT)  # the running month is kept for a minute
    set_scope(SYSTEM)
    with CaptureQueriesContext(connection) as asked:
        reader.get("/agreement", at=AT)
    months = [query for query in asked if "promises_monthverdict" in query["sql"]]
    assert len(months) == 1
    assert len(asked) <= 20, [query["sql"][:100] for query in asked]


def test_another_organisations_verdicts_are_not_read_by_a_customer(judged):
    assert signed_in(judged.administrator).get(f"/promises?organisation={judged.first_class.pk}", at=AT).status_code == 404

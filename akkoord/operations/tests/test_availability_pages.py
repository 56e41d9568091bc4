# SPDX-License-Identifier: EUPL-1.2
"""Twelve months, a month and a component's intervals, for everybody; a customer sees their own first. sla:2.3.1"""

from __future__ import annotations

import csv
from fractions import Fraction
from io import StringIO

import pytest
from django.test import Client

from akkoord.operations.models import Gap, ImprovementPlan, Outage, Place
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM
from akkoord.site.world import cast
from akkoord.site.world.moments import amsterdam

from .history import DAY, HOUR, MINUTE, PRODUCTION, broke, heard, probed, worked

TUESDAY = amsterdam("Tue 2026-11-10 10:00")
OCTOBER = amsterdam("Sun 2026-10-25 01:30")


@pytest.fixture
def page(clock, world):
    """What a visitor reads."""

    def read(path: str, client: Client | None = None, status: int = 200) -> str:
        set_scope(PUBLIC)
        answer = (client or Client(headers={"accept-language": "nl"})).get(path)
        set_scope(SYSTEM)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    return read


def test_twelve_months_stand_on_one_page_and_the_newest_first(page):
    broke(*PRODUCTION, began=amsterdam("Thu 2026-10-01 10:00"), lasted=4 * HOUR)
    text = page("/availability")
    assert text.index("november 2026") < text.index("oktober 2026") < text.index("december 2025")
    assert "november 2025" not in text
    assert "99,46&nbsp;%" in text.replace("\u00a0", "&nbsp;"), "1 - 4 / 745, cut"
    assert text.count('data-v="broken"') == 1


def test_both_readings_stand_beside_each_other_where_they_differ(page):
    worked(*PRODUCTION, begin=amsterdam("Sat 2026-10-10 08:00"), lasted=2 * HOUR, ahead=2 * DAY)
    text = page("/availability/2026-10", Client(headers={"accept-language": "en"}))
    assert "if maintenance that broke its own promise is left out" in text
    assert "99.7315" in text, "1 - 2 / 745"
    assert "100" in text
    assert "if calamities" not in text


def test_a_month_opens_down_to_the_second_with_the_offset_where_the_clock_changes(page):
    outage = broke("public-portal", began=OCTOBER, lasted=None)
    Outage.objects.filter(pk=outage.pk).update(is_public=True)
    text = page("/availability/2026-10/public-portal")
    assert "25 okt 01:30:00 (+02:00)" in text
    assert "1 nov 00:00:00 (+01:00)" in text
    assert f'href="/status/outages/{outage.number}"' in text
    assert "167:30:00" in text, "seven nights of which one has 25 hours, less one and a half hour"


def test_what_is_not_public_is_counted_but_not_linked(page, visit, world):
    hidden = broke("public-portal", began=TUESDAY, lasted=HOUR)
    Outage.objects.filter(pk=hidden.pk).update(is_public=False)
    text = page("/availability/2026-11/public-portal")
    assert "1:00:00" in text
    assert hidden.number not in text
    assert hidden.number in page("/availability/2026-11/public-portal", visit(world.operator))


def test_internal_components_are_the_vendors(page, visit, world):
    assert "network" not in page("/availability/2026-11")
    page("/availability/2026-11/network", status=404)
    assert "Netwerk van het datacenter" in page("/availability/2026-11", visit(world.operator))


def test_the_intervals_come_as_csv_and_json_that_add_up_to_the_figure(page):
    broke("public-portal", began=TUESDAY, lasted=90 * MINUTE)
    worked("public-portal", begin=amsterdam("Sat 2026-11-14 08:00"), lasted=2 * HOUR)
    rows = list(csv.DictReader(StringIO(page("/availability/2026-11/intervals.csv?component=public-portal"))))
    assert [(r["seconds"], r["counts_as"], r["cause"]) for r in rows] == [
        ("5400", "down", "outage"), ("7200", "left_out", "planned"),
    ]  # fmt: skip
    assert rows[0]["begin"] == "2026-11-10T09:00:00+00:00"
    set_scope(PUBLIC)
    told = Client().get("/availability/2026-11/intervals.json").json()
    figure = told["components"]["public-portal"]
    down = sum(row["seconds"] for row in told["intervals"] if row["counts_as"] == "down")
    counted = figure["seconds"]["length"] - figure["seconds"]["left_out"]
    assert Fraction(figure["best"]["exact"]) == 1 - Fraction(down, counted)


@pytest.mark.parametrize("month", ["2026-13", "2027-02", "2024-01", "november", "2026-11-01"])
def test_what_is_no_month_with_anything_to_say_is_not_there(page, month):
    page(f"/availability/{month}", status=404)
    page(f"/availability/{month}/public-portal", status=404)


def test_a_customer_sees_their_own_instances_first_and_everybody_beside(page, visit, world):
    broke("professional", began=TUESDAY, lasted=2 * HOUR)
    on_a, on_b = world.organisation(cast.CUSTOMERS[0]), world.organisation(cast.CUSTOMERS[1])
    mine = page("/availability/2026-11/professional", visit(person_of(world, on_a)))
    assert "2:00:00" in mine
    assert on_a.name in mine
    theirs = page("/availability/2026-11/professional", visit(person_of(world, on_b)))
    assert "2:00:00" not in theirs
    assert "2:00:00" in page("/availability/2026-11/professional?for=all", visit(person_of(world, on_b)))
    assert "Alle klanten" in page("/availability", visit(person_of(world, on_b)))


def test_nobody_sees_where_another_organisation_sits(page, visit, world):
    number = world.customer.customer_number
    for path in (
        "/availability",
        "/availability/2026-11",
        "/availability/2026-11/professional",
        "/availability/2026-11/intervals.json",
    ):
        page(f"{path}?for={number}", visit(world.stranger), status=404)
        page(f"{path}?for={number}", status=404)
        page(f"{path}?for={number}", visit(world.submitter))
        page(f"{path}?for={number}", visit(world.agent))
    page("/availability?for=99999999", visit(world.agent), status=404)
    page("/availability?for=x", visit(world.agent), status=404)


def test_time_that_nobody_measured_shows_as_a_worst_and_a_best_case(page):
    probe = probed("public-portal", since=TUESDAY - 20 * DAY)
    heard(probe, amsterdam("Thu 2026-11-19 12:49"))
    Gap.objects.create(probe=probe, place=Place.objects.get(code="here"), begin=TUESDAY, end=TUESDAY + 5 * HOUR)
    assert "Tussen " in page("/availability/2026-11")
    assert "Tussen " in page("/availability/2026-11/public-portal")
    assert "5:00:00" in page("/availability/2026-11/public-portal")
    assert "gemeten" in page("/availability")


def test_a_published_improvement_plan_stands_with_its_month(page, world):
    plan = ImprovementPlan.objects.create(month="2026-10-01", promise="2.3.1/availability", text_nl="Een tweede knooppunt.")
    assert "Een tweede knooppunt." not in page("/availability/2026-10")
    ImprovementPlan.objects.filter(pk=plan.pk).update(published_at=TUESDAY, published_by=world.operator)
    assert "Een tweede knooppunt." in page("/availability/2026-10")


def test_a_year_of_trouble_takes_no_more_queries(page, world, visit, django_assert_max_num_queries):
    client = visit(world.submitter)
    page("/availability", client)  # what a process keeps is kept from now on
    for day in range(1, 20):
        broke(*PRODUCTION, began=TUESDAY - 15 * day * DAY, lasted=HOUR)
    with django_assert_max_num_queries(70):
        page("/availability", client)


def person_of(world, organisation):
    customer = next(c for c in cast.CUSTOMERS if c.name == organisation.name)
    return world.person(customer.contacts[0].name)


def test_the_status_page_says_the_last_months_and_leads_to_them(page):
    broke(*PRODUCTION, began=amsterdam("Thu 2026-10-01 10:00"), lasted=4 * HOUR)
    text = page("/status")
    assert 'href="/availability/2026-10"' in text
    assert "99,46" in text
    assert "mei 2026" not in text, "six months beside it, the rest behind a link"


def test_the_clause_that_promises_it_leads_to_its_months(page, visit, world):
    for reader in (None, visit(world.submitter), visit(world.agent)):
        text = page("/agreement", reader)
        here = text[text.index('id="2.3.1/availability"') : text.index('id="2.3.1/network"')]
        assert 'href="/availability"' in here
        assert text.count('href="/availability"') == 1

# SPDX-License-Identifier: EUPL-1.2
"""Anybody reads how long windows took to open: on the status page, by month, by day, and as a file. sla:2.3.2"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.test import Client

from akkoord.operations.actions.loads import add_loads, name_window
from akkoord.operations.rules.histograms import counted
from akkoord.operations.rules.responses import HOUR, Response
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

NOON = datetime(2026, 11, 18, 11, tzinfo=UTC)


def add(window, hour, *times, failed=0):
    more = Response(hour, hour + HOUR, len(times), failed, sum(times), counted(times))
    add_loads(loads={(window, hour): more}, by=None, at=hour)


@pytest.fixture
def loaded(world, clock):
    name_window(code="first_window", name_nl="Loonstrook", name_en="Payslip", by=None, at=NOON)
    for hour in range(20):
        add("first_window", NOON - hour * HOUR, 1000.0, 1400.0, failed=hour % 2)
    add("self_service_home", NOON, 800.0)
    return world


def page(path, language="nl"):
    return Client(headers={"accept-language": language}).get(path)


def test_the_status_page_says_them_for_this_month(loaded) -> None:
    text = page("/status").content.decode()
    assert "Loonstrook" in text and "gemiddeld 1,20" in text
    assert "/status/response-times" in text
    assert "Payslip" in page("/status", "en").content.decode()


def test_without_windows_the_status_page_is_silent_about_them(world, clock) -> None:
    assert "/status/response-times" not in page("/status").content.decode()


def test_this_month_is_where_the_short_address_leads(loaded) -> None:
    assert page("/status/response-times").headers["Location"] == "/status/response-times/2026-11"


def test_a_month_shows_share_average_failures_and_what_is_promised(loaded) -> None:
    text = page("/status/response-times/2026-11").content.decode()
    assert "Beloofd: 95" in text and "binnen 2,5" in text
    assert "gemiddeld hoogstens 2\u00a0s" in text, "the home page of the self-service has another sort of bound"
    assert "1,20\u00a0s" in text and ">40<" in text and ">10<" in text
    assert "/status/response-times/2026-11-18" in text
    assert text.count('<svg class="times"') == 2


def test_a_day_shows_its_hours(loaded) -> None:
    text = page("/status/response-times/2026-11-18", "en").content.decode()
    assert "Response times on 18 November 2026" in text
    assert ">12:00</time>" in text, "in the vendor's time"
    assert "slowest from" in text


def test_the_file_has_the_numbers_of_the_page(loaded) -> None:
    answer = page("/status/response-times/2026-11.csv")
    head, *lines = csv.reader(StringIO(answer.content.decode()))
    assert head == ["window", "begin", "end", "loads", "failed", "mean_ms", "share_percent", "within_ms"]
    own = [line for line in lines if line[0] == "first_window"]
    assert sum(int(line[3]) for line in own) == 40
    assert own[-1][1] == "2026-11-17T23:00:00+00:00" and own[-1][5] == "1200.0"
    assert abs(float(own[-1][7]) - 1400) <= 28
    assert answer.headers["Content-Disposition"] == 'attachment; filename="response-times-2026-11.csv"'
    assert len(list(csv.reader(StringIO(page("/status/response-times/2026-11-18.csv").content.decode())))) == 15


def test_neighbours_are_there_where_there_was_something_to_measure(loaded) -> None:
    assert 'rel="prev"' not in page("/status/response-times/2026-11").content.decode()
    december = page("/status/response-times/2026-12").content.decode()
    assert "/status/response-times/2026-11" in december and 'rel="next"' not in december
    assert "Niemand laadde dit scherm toen" in december


@pytest.mark.parametrize("period", ["2026-13", "2026-11-31", "2026-11-1", "november", "2026-11-18-2", "2026-1118", "2026-11-¹²"])
def test_what_is_no_period_is_not_found(loaded, period) -> None:
    assert page(f"/status/response-times/{period}").status_code == 404
    assert page(f"/status/response-times/{period}.csv").status_code == 404


def test_a_month_asks_a_fixed_number_of_questions(loaded, django_assert_max_num_queries) -> None:
    page("/status/response-times/2026-11")
    with scoped(SYSTEM):
        for number in range(12):
            add(f"window_{number}", NOON, 100.0)
    with django_assert_max_num_queries(12):
        page("/status/response-times/2026-11")

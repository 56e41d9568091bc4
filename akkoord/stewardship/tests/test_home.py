# SPDX-License-Identifier: EUPL-1.2
"""What somebody finds under Stewardship: what waits, or how to begin. beheer:1-5"""

from __future__ import annotations

from akkoord.cases.tests.reading import signed_in
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards
from akkoord.stewardship.models import Process

AT = amsterdam("Thu 2026-11-19 12:00")


def test_an_administrator_begins_with_the_ready_processes(world) -> None:
    reader = signed_in(world.administrator)
    page = reader.get("/stewardship", at=AT).content.decode()
    assert "Begin met deze processen" in page and "Werving en selectie" in page
    for _twice in range(2):
        assert reader.post("/stewardship/start", at=AT).status_code == 303
    assert Process.objects.in_use().filter(organisation=world.customer).count() == 8


def test_a_colleague_reads_who_can_set_it_up_and_cannot_do_so(world) -> None:
    reader = signed_in(world.member)
    page = reader.get("/stewardship", at=AT).content.decode()
    assert "Ineke Verschoor" in page and 'action="/stewardship/start"' not in page
    reader.post("/stewardship/start", at=AT)
    assert not Process.objects.filter(organisation=world.customer).exists()


def test_the_place_is_in_the_bar_once_it_is_set_up_and_before_for_who_can_begin(world) -> None:
    link = 'href="/stewardship"'
    assert link not in signed_in(world.first_class_submitter).get("/cases", at=AT).content.decode()
    assert link in signed_in(world.person("Lotte Hamelink")).get("/cases", at=AT).content.decode()
    found_stewards(AT)
    assert link in signed_in(world.member).get("/cases", at=AT).content.decode()


def test_the_vendor_and_visitors_have_no_such_page(world) -> None:
    found_stewards(AT)
    for somebody in (world.agent, world.lead, world.operator):
        assert signed_in(somebody).get("/stewardship", at=AT).status_code == 404


def test_it_is_english_for_who_reads_english(world) -> None:
    found_stewards(AT)
    page = signed_in(world.person("Oliver Brandt")).get("/stewardship", at=AT).content.decode()
    assert "Waiting for you" in page and "Technical administrator" in page

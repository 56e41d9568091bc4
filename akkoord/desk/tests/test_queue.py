# SPDX-License-Identifier: EUPL-1.2
"""The queue: what is due first stands on top, and two agents never take the same."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from akkoord.cases.actions import assign_case, make_move
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.desk.actions import report_calamity, take_next
from akkoord.desk.queue import PAGE, Chosen, Cursor, page_of
from akkoord.people.models import Person
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import SYSTEM


def numbers(html: bytes) -> list[str]:
    return re.findall(r'name="case" value="([A-Z]+-\d+-\d+)"', html.decode())


def test_the_case_that_is_due_first_stands_on_top_and_says_by_when(world, visit):
    late = world.reports("Kan wachten", priority=3, at="Wed 2026-11-18 10:15")
    soon = world.reports("Loonrun stopt", priority=2, at="Thu 2026-11-19 09:00")
    page = visit(world.agent).get("/queue")
    assert numbers(page.content) == [soon.number, late.number]
    assert "antwoord" in page.content.decode()
    assert "vr 09:00" in page.content.decode(), "one working day after Thursday 09:00"


def test_a_case_without_a_running_clock_comes_last(world, visit, amsterdam):
    waits = world.reports("Omweg", priority=2, at="Wed 2026-11-18 10:15")
    make_move(case=waits, move="work_around", by=world.agent, at=amsterdam("Wed 2026-11-18 11:00"), text="Zo kan het.")
    later = world.reports("Loonrun stopt", priority=3, at="Thu 2026-11-19 09:00")
    assert numbers(visit(world.agent).get("/queue").content) == [later.number, waits.number]


def test_pages_follow_each_other_without_gap_or_repetition_also_past_the_last_deadline(world, amsterdam):
    at = amsterdam("Thu 2026-11-19 12:50")
    for count in range(7):
        case = world.reports(f"Zaak {count}", priority=2, at=amsterdam(f"Thu 2026-11-19 {count // 3 + 8:02d}:00"))
        if count % 2:
            make_move(case=case, move="work_around", by=world.agent, at=at, text="Zo kan het.")
    cases, seen, after = Chosen().cases(world.agent, at), [], None
    for _ in range(10):
        page = page_of(cases, after, most=2)
        seen += [row.pk for row in page.rows]
        after = Cursor.parsed(str(page.next)) if page.next else None
        if after is None:
            break
    expected = list(cases.order_by("next_due_at", "pk").values_list("pk", flat=True))
    assert seen == expected
    assert len(seen) == 7


@pytest.mark.parametrize("text", ["", "~", "x~1", "2026-11-19~1", "~x", "2026-11-19T10:00:00+01:00", "'~1"])
def test_a_cursor_that_is_not_understood_gives_the_first_page(world, visit, text):
    case = world.reports(at="Thu 2026-11-19 09:00")
    assert numbers(visit(world.agent).get("/queue", {"after": text}).content) == [case.number]


def test_views_count_and_show_what_they_say(world, visit, amsterdam):
    mine = world.reports("Van mij", at="Thu 2026-11-19 09:00", area="payroll")
    assign_case(case=mine, by=world.agent, at=amsterdam("Thu 2026-11-19 09:10"), to=world.agent)
    asked = world.reports("Gevraagd", at="Wed 2026-11-18 09:00", priority=3)
    make_move(case=asked, move="ask", by=world.agent, at=amsterdam("Wed 2026-11-18 10:00"), text="Welke versie?")
    first = world.reports(
        "Eerste klas", at="Thu 2026-11-19 12:00", priority=1, by=world.first_class_submitter, organisation=world.first_class
    )
    client = visit(world.agent)
    shown = {
        view: numbers(client.get("/queue", {"view": view}).content)
        for view in ("mine", "unassigned", "risk", "first-class", "customer")
    }
    assert shown == {
        "mine": [mine.number],
        "unassigned": [first.number, asked.number],
        "risk": [first.number],
        "first-class": [first.number],
        "customer": [asked.number],
    }
    page = client.get("/queue").content.decode()
    assert re.search(r'Loopt gevaar<span class="num">1</span>', page)
    assert re.search(r'Lonen<span class="num">1</span>', page)
    assert numbers(client.get("/queue", {"area": "payroll"}).content) == [mine.number]
    assert numbers(client.get("/queue", {"q": "eerste", "priority": "1", "licence": "first_class"}).content) == [first.number]


def test_a_calamity_stands_in_the_same_queue(world, visit, amsterdam):
    calamity = report_calamity(
        by=world.submitter,
        at=amsterdam("Thu 2026-11-19 12:30"),
        organisation=world.customer,
        subject="Alles stil",
        text="Niets werkt.",
    )
    assert numbers(visit(world.agent).get("/queue").content) == [calamity.number]


def test_the_queue_costs_at_most_five_queries_of_its_own_whatever_the_number_of_rows(world, visit, django_assert_max_num_queries):
    for minute in range(PAGE + 5):
        world.reports(f"Zaak {minute}", at=f"Thu 2026-11-19 09:{minute:02d}")
    client = visit(world.agent)
    client.get("/queue")
    with django_assert_max_num_queries(13):  # 8 of them are the request's own: savepoints, session, person, memberships, scope
        page = client.get("/queue")
    assert len(numbers(page.content)) == PAGE
    assert "after=" in page.content.decode()


def test_the_live_part_is_the_table_alone(world, visit):
    world.reports(at="Thu 2026-11-19 09:00")
    part = visit(world.agent).get("/queue", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<form id="queue-rows"')
    assert "<html" not in part


@pytest.mark.parametrize("who", ["submitter", "manager", "administrator", "member", "stranger", "operator"])
@pytest.mark.parametrize("path", ["/queue", "/queue.csv", "/calamities", "/calls/new", "/saved-replies"])
def test_the_desk_alone_has_a_queue(world, visit, who, path):
    world.reports(at="Thu 2026-11-19 09:00")
    assert visit(getattr(world, who)).get(path).status_code == 404


def test_the_file_holds_what_is_shown_and_no_formulas(world, visit):
    world.reports("=1+1", at="Thu 2026-11-19 09:00", priority=2)
    world.reports("Anders", at="Thu 2026-11-19 09:05", priority=3)
    file = visit(world.agent).get("/queue.csv", {"priority": "2"}).content.decode()
    assert file.count("\n") == 2
    assert "'=1+1" in file


def test_taking_the_next_makes_me_responsible_and_begins_it(world, visit):
    later = world.reports("Later", priority=3, at="Thu 2026-11-19 09:00")
    first = world.reports("Eerst", priority=2, at="Thu 2026-11-19 09:30")
    client = visit(world.agent)
    assert client.post("/queue/next").url == f"/cases/{first.number}"
    first.refresh_from_db()
    assert (first.assignee, first.state) == (world.agent, "in_progress")
    assert first.clock("reaction").is_open, "taking stops no clock"
    assert client.post("/queue/next").url == f"/cases/{later.number}"
    assert client.post("/queue/next").url == "/queue"
    assert "Elke zaak heeft al iemand" in client.get("/queue").content.decode()


def test_only_the_desk_takes(world, amsterdam):
    world.reports(at="Thu 2026-11-19 09:00")
    with pytest.raises(NotAllowed):
        take_next(by=world.operator, at=amsterdam("Thu 2026-11-19 10:00"))


def test_chosen_cases_are_given_to_a_colleague_of_the_desk_alone(world, visit):
    cases = [world.reports(f"Zaak {n}", at="Thu 2026-11-19 09:00") for n in range(3)]
    client = visit(world.agent)
    chosen = [cases[0].number, cases[1].number]
    assert (
        client.post("/queue/assignment", {"case": chosen, "to": str(world.other_agent.pk), "next": "/queue?view=unassigned"}).url
        == "/queue?view=unassigned"
    )
    assert [Case.objects.get(pk=case.pk).assignee for case in cases] == [world.other_agent, world.other_agent, None]
    client.post("/queue/assignment", {"case": chosen, "to": str(world.submitter.pk)})
    assert Case.objects.get(pk=cases[0].pk).assignee == world.other_agent
    client.post("/queue/assignment", {"case": chosen[:1], "to": "nobody"})
    assert Case.objects.get(pk=cases[0].pk).assignee is None


@pytest.mark.django_db(transaction=True)
def test_two_agents_at_once_take_two_different_cases(amsterdam):
    from akkoord.site.world.handle import World

    at = amsterdam("Thu 2026-11-19 10:00")
    with transaction.atomic(), scoped(SYSTEM):
        world = World()
        cases = {world.reports(f"Zaak {n}", at="Thu 2026-11-19 09:00").pk for n in range(2)}
        agents = [world.agent.pk, world.other_agent.pk]
    ready = Barrier(2)

    def take(pk: int) -> int | None:
        try:
            with transaction.atomic():
                set_scope(SYSTEM)
                agent = Person.objects.get(pk=pk)
                set_scope(agent.scope)
                ready.wait(10)
                case = take_next(by=agent, at=at)
                ready.wait(10)  # both have chosen before either is done
                return case.pk if case else None
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(2) as both:
        taken = set(both.map(take, agents))
    assert taken == cases

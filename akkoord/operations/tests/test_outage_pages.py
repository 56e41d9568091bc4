# SPDX-License-Identifier: EUPL-1.2
"""Outages on the pages of operations: opening, telling, closing, correcting by two people; nothing typed is lost. sla:2.3.1"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from akkoord.operations.actions.outages import ask_correction, close_outage, link_case, open_outage
from akkoord.operations.models import Instance, Outage, Update
from akkoord.operations.rules.words import Impact
from akkoord.site.world.moments import amsterdam

BEGAN, ENDED = amsterdam("Thu 2026-11-19 10:00"), amsterdam("Thu 2026-11-19 11:00")


@pytest.fixture
def portal(world) -> Instance:
    return Instance.objects.get(code="public-portal")


@pytest.fixture
def outage(world, portal) -> Outage:
    return open_outage(
        title_nl="Portaal ligt eruit", title_en="Portal is down", instances={portal: Impact.DOWN}, severity="major",
        began_at=BEGAN, by=world.operator, at=BEGAN, text_nl="We zoeken.", text_en="We are looking.",
    )  # fmt: skip


def text_of(answer) -> str:
    return str(answer.content.decode())


def at(outage: Outage, name: str = "staff_outage") -> str:
    return reverse(name, args=[outage.number])


def test_operations_open_an_outage_and_it_stands_on_the_status_page(world, visit, portal):
    page = visit(world.operator)
    form = page.get("/operations/outages/new")
    assert form.status_code == 200 and portal.title in text_of(form)
    given = {
        "title_nl": "Eruit", "title_en": "Down", "severity": "critical", "began_at": "2026-11-19T12:40:05",
        f"struck_{portal.pk}": "down", "text_nl": "We zoeken.", "once": "4b5b2d9c-54a0-4f3e-9d5f-0a4a2ce0a001",
    }  # fmt: skip
    answer = page.post("/operations/outages/new", given)
    made = Outage.objects.get()
    assert answer.status_code == 303 and answer.url == at(made)
    assert made.began_at == datetime(2026, 11, 19, 11, 40, 5, tzinfo=UTC) and made.struck_now == {"public-portal": "down"}
    assert "We zoeken." in text_of(page.get(answer.url))
    page.post("/operations/outages/new", given)
    assert Outage.objects.count() == 1, "sent twice, opened once"


def test_a_refused_outage_keeps_what_was_typed(world, visit, portal):
    answer = visit(world.operator).post(
        "/operations/outages/new",
        {"title_nl": "Eruit", "severity": "minor", "began_at": "2026-11-19T12:00", "text_nl": "Wij zoeken <nu>."},
    )
    assert answer.status_code == 422 and not Outage.objects.exists()
    assert (
        'value="Eruit"' in text_of(answer)
        and "Wij zoeken &lt;nu&gt;." in text_of(answer)
        and "2026-11-19T12:00" in text_of(answer)
    )


def test_an_update_is_told_in_both_languages_and_needs_words(world, visit, outage):
    page, where = visit(world.operator), at(outage, "tell_outage")
    assert page.post(where, {"state": "identified", "text_nl": " "}).status_code == 422
    answer = page.post(
        where, {"state": "identified", "text_nl": "Schijf vol.", "text_en": "Disk full.", "expected_at": "2026-11-19T15:00"}
    )
    assert answer.status_code == 303
    outage.refresh_from_db()
    assert outage.state == "identified" and outage.expected_at == amsterdam("Thu 2026-11-19 15:00")
    seen = text_of(page.get(at(outage)))
    assert "Schijf vol." in seen and "Disk full." in seen and "Femke Aalbers" in seen


def test_closing_says_since_when_and_afterwards_one_looks_back(world, visit, outage):
    page = visit(world.operator)
    early = page.post(at(outage, "close_outage"), {"ended_at": "2026-11-19T09:00:00", "text_nl": "Voorbij."})
    assert early.status_code == 422 and "Voorbij." in text_of(early)
    assert page.post(at(outage, "close_outage"), {"ended_at": "2026-11-19T11:00:00", "text_nl": "Voorbij."}).status_code == 303
    outage.refresh_from_db()
    assert outage.ended_at == ENDED
    late = page.post(at(outage, "close_outage"), {"ended_at": "2026-11-19T11:30:00", "text_nl": "Ik ook."})
    assert late.status_code == 422 and "Ik ook." in text_of(late), "a colleague was first"
    page.post(at(outage, "tell_outage"), {"state": "postmortem", "text_nl": "De schijf was te klein."})
    last = Update.objects.last()
    assert last is not None and last.state == "postmortem"


def test_what_is_known_is_written_down_without_undoing_a_colleagues_words(world, visit, outage, portal):
    page = visit(world.operator)
    first = {"title_nl": outage.title_nl, "title_en": outage.title_en, "severity": "major", f"struck_{portal.pk}": "down"}
    page.post(at(outage, "detail_outage"), first | {"cause": "Schijf vol.", "workaround_nl": "Bel ons."})
    outage.refresh_from_db()
    assert (outage.cause, outage.workaround_nl, outage.bounds.count()) == ("Schijf vol.", "Bel ons.", 1)
    less = page.post(at(outage, "detail_outage"), first | {f"struck_{portal.pk}": "slow", "cause": "Schijf vol."})
    assert less.status_code == 422 and outage.struck_now == {"public-portal": "down"}, "that takes a second person"


def test_one_asks_for_a_correction_and_a_second_one_confirms_it(world, visit, outage, portal):
    close_outage(outage, ended_at=ENDED, by=world.operator, at=ENDED)
    page = visit(world.operator)
    given = {
        "began_at": "2026-11-19T10:00:00",
        "ended_at": "2026-11-19T10:50:00",
        "responsible": "vendor",
        f"struck_{portal.pk}": "down",
    }
    assert page.post(at(outage, "correct_outage"), given).status_code == 422, "a reason is asked"
    assert page.post(at(outage, "correct_outage"), given | {"reason": "Het log zegt 10:50."}).status_code == 303
    assert "Het log zegt 10:50." in text_of(page.get(at(outage)))
    own = page.post(at(outage, "decide_correction"), {"decision": "yes", "text": "Zeker."})
    assert own.status_code == 409 and outage.bounds.get(is_correction=True).decided_at is None
    colleague = visit(world.second_operator)
    refused = colleague.post(at(outage, "decide_correction"), {"decision": "no", "text": ""})
    assert refused.status_code == 409, "a no has a reason"
    assert colleague.post(at(outage, "decide_correction"), {"decision": "yes", "text": "Gezien."}).status_code == 303
    outage.refresh_from_db()
    assert outage.ended_at == amsterdam("Thu 2026-11-19 10:50")
    seen = text_of(colleague.get(at(outage)))
    assert "Hidde Postma" in seen and "Gezien." in seen and "11:00" in seen, "both values stay to be seen"


def test_an_outage_in_the_hour_that_comes_twice_keeps_its_moment_through_the_form(world, visit, portal, clock):
    second_time = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 on the wall, for the second time
    clock("Mon 2026-10-26 09:00")
    outage = open_outage(
        title_nl="Nacht", title_en="Night", instances={portal: Impact.DOWN}, severity="minor", began_at=second_time,
        by=world.operator, at=amsterdam("Mon 2026-10-26 09:00"),
    )  # fmt: skip
    page = visit(world.operator)
    clock("Mon 2026-10-26 09:00")
    page.post(at(outage, "close_outage"), {"ended_at": "2026-10-25T04:00:00", "text_nl": "Voorbij."})
    same = {
        "began_at": "2026-10-25T02:30:00",
        "ended_at": "2026-10-25T03:30:00",
        "responsible": "vendor",
        f"struck_{portal.pk}": "down",
    }
    page.post(at(outage, "correct_outage"), same | {"reason": "Log."})
    asked = outage.bounds.get(is_correction=True)
    assert asked.began_at == second_time and asked.ended_at == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)
    page = visit(world.operator)
    clock("Mon 2026-10-26 09:00")
    given = {"title_nl": "Gat", "severity": "minor", "began_at": "2026-03-29T02:30", f"struck_{portal.pk}": "slow"}
    page.post("/operations/outages/new", given)
    assert Outage.objects.get(title_nl="Gat").began_at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC), (
        "a skipped time is the first after it"
    )


def test_the_cases_of_it_stand_there_with_their_organisation(world, visit, outage):
    incident = world.reports("Niemand komt erin", at="Thu 2026-11-19 10:20")
    link_case(outage=outage, subject=incident.key, by=world.agent, at=ENDED)
    seen = text_of(visit(world.operator).get(at(outage)))
    assert incident.number in seen and world.customer.name in seen and "Niemand komt erin" not in seen, (
        "operations do not read cases"
    )
    assert "Niemand komt erin" in text_of(visit(world.lead).get(at(outage)))


PLACES = ("outages", "new_outage", "staff_outage", "tell_outage", "close_outage", "detail_outage", "correct_outage")


def test_readers_look_and_only_operations_write(world, visit, outage):
    for name in PLACES:
        where = reverse(name, args=[outage.number] if "_outage" in name and name != "new_outage" else [])
        assert visit(world.operator).get(where).status_code == 200, name
        assert visit(world.lead).get(where).status_code == (200 if name in ("outages", "staff_outage") else 404), name
        for stranger in (world.agent, world.submitter, world.stranger):
            assert visit(stranger).get(where).status_code == 404, name
    assert visit(world.lead).post(at(outage, "decide_correction"), {"decision": "yes"}).status_code == 404
    assert visit(world.operator).get("/operations/outages/OUT-2026-999999").status_code == 404


def test_the_list_shows_what_runs_first_then_the_past_page_by_page(world, visit, outage, portal, django_assert_max_num_queries):
    for hour in range(52):
        past = open_outage(
            title_nl=f"Oud {hour:02}", title_en="Old", instances={portal: Impact.SLOW}, severity="minor",
            began_at=amsterdam(f"Tue 2026-11-0{3 + hour // 24 * 7 % 7} {hour % 24:02}:00"), by=None, at=BEGAN,
        )  # fmt: skip
        close_outage(past, ended_at=ENDED, by=None, at=ENDED)
    waiting = ask_correction(outage=past, reason="Log.", responsible="customer", by=world.operator, at=ENDED)
    page = visit(world.operator)
    page.get("/operations/outages")
    with django_assert_max_num_queries(14):
        first = text_of(page.get("/operations/outages"))
    assert first.index("Portaal ligt eruit") < first.index("Oud 51") and first.count("Oud ") == 50
    assert waiting.outage_id == past.pk
    rest = text_of(page.get(f"/operations/outages?before={Outage.objects.filter(title_nl='Oud 02').get().number}"))
    assert "Oud 01" in rest and "Portaal ligt eruit" not in rest

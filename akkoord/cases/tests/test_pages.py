# SPDX-License-Identifier: EUPL-1.2
"""The page of a case, as each of its readers gets it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.audit.models import Reading
from akkoord.cases.actions import add_to_case, assign_case, follow_case, link_cases, make_move, note_presence, write_note
from akkoord.cases.models import Case
from akkoord.clocks.models import Clock, Deadline
from akkoord.desk.actions import accept_raise, ask_raise
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .reading import page_text, signed_in, words_of

pytestmark = pytest.mark.django_db
THURSDAY = "Thu 2026-11-19 10:00"
MOST_QUERIES = 12  # of the page's own; the frame (session, person, roles, scope) comes on top
FRAME = 8


@pytest.fixture
def case(world: World) -> Case:
    """An incident of Marieke, an hour old."""
    return world.reports("Loonrun stopt", priority=2, at="Thu 2026-11-19 09:00", text="De loonrun stopt bij LR-214.")


@pytest.fixture
def talked(world: World, case: Case) -> Case:
    """With an assignee, a note, a question, an answer, a raise, a follower and a link."""
    assign_case(case=case, by=world.agent, at=amsterdam("Thu 2026-11-19 09:05"), to=world.agent)
    write_note(case=case, by=world.agent, at=amsterdam("Thu 2026-11-19 09:10"), text="Lijkt op het oude tariefprobleem.")
    make_move(case=case, move="ask", by=world.agent, at=amsterdam("Thu 2026-11-19 09:20"), text="Welke periode draai je?")
    make_move(case=case, move="reply", by=world.submitter, at=amsterdam("Thu 2026-11-19 09:40"), text="Periode 11.")
    follow_case(case=case, by=world.manager, at=amsterdam("Thu 2026-11-19 09:45"), person=world.manager)
    other = world.reports("Tarief ontbreekt", priority=3, at="Wed 2026-11-18 09:00")
    link_cases(case=case, other=other, how="same_cause", by=world.agent, at=amsterdam("Thu 2026-11-19 09:50"))
    return case


def test_owner_reads_whose_turn_it_is_and_both_clocks(world: World, case: Case) -> None:
    text = page_text(signed_in(world.submitter), case, at=THURSDAY)
    words = words_of(text)
    assert "Loonrun stopt" in words and case.number in words
    assert "Wij zijn aan zet" in words and "Jij hoeft nu niets te doen." in words
    assert text.count('<section class="clock"') == 2
    assert "Hoe is dit berekend?" in words


def test_the_page_is_english_for_who_reads_english(world: World) -> None:
    oliver = world.person("Oliver Brandt")
    case = world.reports("Payroll stops", by=oliver, priority=3, at="Thu 2026-11-19 09:00")
    words = words_of(page_text(signed_in(oliver), case, at=THURSDAY))
    assert "It is our turn" in words and "There is nothing you need to do now." in words
    assert "How was this calculated?" in words


@pytest.mark.parametrize("who", ["manager", "administrator", "agent", "lead"])
def test_roles_that_see_every_case_of_the_organisation_see_it(world: World, case: Case, who: str) -> None:
    assert "Loonrun stopt" in page_text(signed_in(getattr(world, who)), case, at=THURSDAY)


@pytest.mark.parametrize("who", ["stranger", "member", "first_class_submitter", "operator"])
def test_for_others_the_page_is_not_there(world: World, case: Case, who: str) -> None:
    reader = signed_in(getattr(world, who))
    assert reader.get(case.get_absolute_url(), at=THURSDAY).status_code == 404
    for noun in ("message", "note", "settlement", "follower", "assignment", "attachment", "presence", "link", "merge"):
        assert reader.post(f"{case.get_absolute_url()}/{noun}", {"text": "x"}, at=THURSDAY).status_code == 404, noun


def test_a_colleague_submitter_does_not_see_it(world: World, case: Case) -> None:
    assert signed_in(world.person("Oliver Brandt")).get(case.get_absolute_url(), at=THURSDAY).status_code == 404


def test_who_only_reads_gets_no_composer(world: World, case: Case) -> None:
    text = page_text(signed_in(world.manager), case, at=THURSDAY)
    assert "<textarea" not in text and "/settlement" not in text and "/withdrawal" not in text


def test_reporter_gets_only_the_moves_of_a_reporter(world: World, case: Case) -> None:
    text = page_text(signed_in(world.submitter), case, at=THURSDAY)
    assert "/settlement" in text and "/withdrawal" in text
    for noun in ("taking", "solution", "workaround", "reopening", "reply", "assignment", "merge"):
        assert f'{case.number}/{noun}"' not in text, noun


def test_internal_notes_are_for_the_desk_alone(world: World, talked: Case) -> None:
    secret = "Lijkt op het oude tariefprobleem."
    assert secret in page_text(signed_in(world.agent), talked, at=THURSDAY)
    for who in (world.submitter, world.manager, world.administrator):
        text = page_text(signed_in(who), talked, at=THURSDAY)
        assert secret not in text and "only-staff" not in text and 'data-kind="note"' not in text


def test_waiting_customer_is_told_that_it_is_their_turn(world: World, case: Case) -> None:
    make_move(case=case, move="ask", by=world.agent, at=amsterdam("Thu 2026-11-19 09:20"), text="Welke periode?")
    text = page_text(signed_in(world.submitter), case, at=THURSDAY)
    assert "Jij bent aan zet" in words_of(text) and f'action="/cases/{case.number}/reply"' in text
    assert "Marieke is aan zet" in words_of(page_text(signed_in(world.manager), case, at=THURSDAY))


def test_time_that_lay_with_the_customer_stands_beside_the_clock(world: World, talked: Case) -> None:
    page = words_of(page_text(signed_in(world.submitter), talked, at=THURSDAY))
    assert "Van deze tijd lag 20 min bij jou." in page.replace("\xa0", " ")
    page = words_of(page_text(signed_in(world.agent), talked, at=THURSDAY))
    assert "Van deze tijd lag 20 min bij de klant." in page.replace("\xa0", " ")


def test_every_round_and_every_deadline_is_to_be_seen(world: World) -> None:
    case = world.reports("Trage lijst", priority=3, at="Tue 2026-11-17 09:00")
    ask_raise(case=case, by=world.submitter, at=amsterdam("Wed 2026-11-18 10:00"), priority=2, reason="Het staat stil.")
    accept_raise(case=case, by=world.agent, at=amsterdam("Wed 2026-11-18 11:00"), reason="Klopt.")
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Wed 2026-11-18 12:00"), text="Opgelost.")
    make_move(case=case, move="reopen", by=world.submitter, at=amsterdam("Thu 2026-11-19 09:00"), text="Toch niet.")
    rounds = Clock.objects.of(case.key).filter(name="recovery").count()
    moved = Deadline.objects.filter(clock__subject=case.key, clock__name="recovery", clock__round=1).count()
    assert (rounds, moved) == (2, 2)
    for who in (world.submitter, world.agent):
        words = words_of(page_text(signed_in(who), case, at=THURSDAY))
        assert "ronde 1" in words and "ronde 2" in words
        assert "de prioriteit is verhoogd" in words


def test_a_late_promise_is_called_late(world: World, case: Case) -> None:
    words = words_of(page_text(signed_in(world.submitter), case, at="Mon 2026-11-30 10:00"))
    assert "De teamleider is gewaarschuwd." in words and "geschonden" in words


def test_staff_reading_is_noted_once_an_hour_and_customers_not(world: World, case: Case) -> None:
    agent = signed_in(world.agent)
    for at in ("Thu 2026-11-19 10:00", "Thu 2026-11-19 10:40", "Thu 2026-11-19 11:05"):
        page_text(agent, case, at=at)
    page_text(signed_in(world.submitter), case, at=THURSDAY)
    readings = Reading.objects.filter(subject=case.key)
    assert [r.person_id for r in readings] == [world.agent.pk] * 2
    assert {r.organisation_id for r in readings} == {world.customer.pk}


@pytest.mark.parametrize("who", ["submitter", "agent"])
def test_the_page_asks_few_queries(world: World, talked: Case, who: str) -> None:
    for day in range(30):
        add_to_case(case=talked, by=world.submitter, at=amsterdam("Thu 2026-11-19 09:55"), text=f"Nog iets: {day}")
    reader = signed_in(getattr(world, who))
    page_text(reader, talked, at=THURSDAY)  # what is kept in the process is there
    with CaptureQueriesContext(connection) as queries:
        page_text(reader, talked, at=THURSDAY)
    assert len(queries) <= MOST_QUERIES + FRAME, "\n".join(q["sql"][:150] for q in queries)


def test_a_long_timeline_comes_in_parts_and_loses_nothing(world: World, case: Case) -> None:
    for number in range(150):
        add_to_case(case=case, by=world.submitter, at=amsterdam("Thu 2026-11-19 09:30"), text=f"Aanvulling {number:03d}.")
    reader, address = signed_in(world.submitter), case.get_absolute_url()
    seen: list[int] = []
    while address:
        page = reader.get(address, at=THURSDAY).content.decode()
        seen = [n for n in range(150) if f"Aanvulling {n:03d}." in page] + seen
        earlier = page.partition('href="?before=')[2].partition("#")[0]
        address = f"{case.get_absolute_url()}?before={earlier}" if earlier else ""
    assert seen == list(range(150))
    assert "LR-214" in page  # the report itself is on the earliest part


@pytest.mark.parametrize("mark", ["x", "m1", "m-1-2.e", "m99999999999999999999-1", "m1-2.e3-4", "%00", "m1_000-2"])
def test_nonsense_in_the_address_is_no_error(world: World, case: Case, mark: str) -> None:
    assert signed_in(world.submitter).get(f"{case.get_absolute_url()}?before={mark}", at=THURSDAY).status_code == 200


def test_linked_cases_show_only_to_who_may_see_them(world: World, case: Case) -> None:
    other = world.reports("Van Oliver", by=world.person("Oliver Brandt"), priority=3, at="Wed 2026-11-18 09:00")
    link_cases(case=case, other=other, how="same_cause", by=world.agent, at=amsterdam("Thu 2026-11-19 09:30"))
    assert other.number in page_text(signed_in(world.manager), case, at=THURSDAY)
    text = page_text(signed_in(world.submitter), case, at=THURSDAY)
    assert other.number not in text and "Van Oliver" not in text


def test_collision_is_told_to_the_desk_alone(world: World, case: Case) -> None:
    note_presence(case=case, by=world.other_agent, at=amsterdam("Thu 2026-11-19 09:59:30"))
    assert "Samira Haddad" in page_text(signed_in(world.agent), case, at=THURSDAY)
    assert "Samira" not in page_text(signed_in(world.submitter), case, at=THURSDAY)
    answer = signed_in(world.lead).post(f"{case.get_absolute_url()}/presence", at=THURSDAY)
    assert "Samira Haddad" in answer.content.decode()
    assert "Samira Haddad" not in page_text(signed_in(world.agent), case, at="Thu 2026-11-19 10:05")  # long gone
    assert signed_in(world.submitter).post(f"{case.get_absolute_url()}/presence", at=THURSDAY).status_code == 404


def test_what_people_write_is_never_markup(world: World) -> None:
    case = world.reports(
        "<script>x</script>", priority=3, at="Thu 2026-11-19 09:00", text="<b>vet</b>\nzie https://a.example/?q=1&b=2."
    )
    text = page_text(signed_in(world.agent), case, at=THURSDAY)
    assert "<script>x" not in text and "<b>vet" not in text and "&lt;b&gt;vet" in text
    assert '<a href="https://a.example/?q=1&amp;b=2" rel="noopener nofollow">' in text

# SPDX-License-Identifier: EUPL-1.2
"""A confidential report: both sides heard, apart; and nobody else of vendor or partner knows, at the page, in search, export, mail and database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from akkoord.audit.models import Event, Reading
from akkoord.cases.actions import add_to_case, make_move, write_note
from akkoord.cases.exporting import Export, streamed
from akkoord.cases.listing import ALL, Filters
from akkoord.cases.models import Case, Message
from akkoord.cases.refusals import CannotMove, NotAllowed
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.notifications.models import Mail
from akkoord.partners.actions.confidential import decide_report, hear_other_side, name_other_decider, report_breach
from akkoord.partners.models import BreachReportDetail, HearingDetail
from akkoord.partners.refusals.confidential import BothSidesFirst, DeciderStays, HeardAlready, NoDecider, NotTheirs
from akkoord.people.models import Membership, Person
from akkoord.people.rules import OrganisationKind
from akkoord.scope.database import scoped
from akkoord.site.world.moments import amsterdam

from .network import AT

pytestmark = pytest.mark.django_db
SECRET = "zeepaardje"


@pytest.fixture
def report(network) -> Case:
    """Jeroen of Noordkant reports that Zilvermeer approaches customers unasked; Mirte decides."""
    return report_breach(
        organisation=network.other.organisation, partner=network.partner, decider=network.mirte, rule="no-cold-approach",
        text=f"Ze belden onze klant: {SECRET}.", by=network.jeroen, at=AT,
    )  # fmt: skip


@pytest.fixture
def hearing(network, report) -> Case:
    return hear_other_side(report=report, whom=network.roos, text="Hoe ging het eerste gesprek?", by=network.mirte, at=AT)


def everybody_else(network):
    """Colleagues of the reporter, of the partner whom it concerns, of the vendor, and strangers."""
    mila, world = network.world.person("Mila Brand"), network.world
    return [mila, network.daan, network.emre, world.lead, world.agent, world.operator, world.submitter, world.stranger]


def test_nobody_else_finds_it_on_a_page_in_search_in_an_export_or_in_the_database(network, report, hearing):
    make_move(case=hearing, move="answer", by=network.roos, at=AT, text=f"Zij belden ons: {SECRET}.")
    for person in [*everybody_else(network), network.roos]:
        client = signed_in(person)
        assert client.get(report.get_absolute_url(), at=AT).status_code == 404, person
        assert report.number not in client.get("/cases?whose=all", at=AT).content.decode()
        assert report.number not in client.get(f"/search?q={SECRET}", at=AT).content.decode()
        rows = b"".join(streamed(Export(Filters(whose=ALL), person, "nl", "Europe/Amsterdam"), "csv")).decode("utf-8-sig")
        assert report.number not in rows, person
        with scoped(person.scope), connection.cursor() as cursor:
            cursor.execute("SELECT akkoord_search(%s, 10)", [SECRET])
            assert report.pk not in {row[0] for row in cursor.fetchall()}, person
            assert not Case.objects.filter(pk=report.pk).exists(), person
            assert not Message.objects.filter(case=report).exists(), person
            assert not Event.objects.filter(subject=report.key).exists(), person
            assert not BreachReportDetail.objects.exists(), person


def test_the_hearing_is_for_who_is_heard_and_who_decides_alone(network, report, hearing):
    for person in [*everybody_else(network), network.jeroen]:
        assert signed_in(person).get(hearing.get_absolute_url(), at=AT).status_code == 404, person
        with scoped(person.scope):
            assert not Case.objects.filter(pk=hearing.pk).exists(), person
            assert not HearingDetail.objects.exists() and not Clock.objects.of(hearing.key).exists(), person
    for person in (network.roos, network.mirte):
        page = words_of(signed_in(person).get(hearing.get_absolute_url(), at=AT).content.decode())
        assert "Hoe ging het eerste gesprek?" in page and SECRET not in page and "Jeroen" not in page


def test_mails_reach_the_named_persons_and_nobody_else(network, report, hearing, run_jobs, mailoutbox):
    run_jobs()
    assert {m.to[0] for m in mailoutbox} == {network.jeroen.email, network.mirte.email, network.roos.email}
    to_roos = [m for m in mailoutbox if m.to == [network.roos.email]]
    assert len(to_roos) == 1 and SECRET not in to_roos[0].body and "Jeroen" not in to_roos[0].body
    with scoped(network.world.lead.scope):
        assert not Mail.objects.filter(about__in=[report.key, hearing.key]).exists()


def test_both_sides_write_and_read_their_own_and_the_decider_both(network, report, hearing):
    add_to_case(case=report, by=network.jeroen, at=AT, text="Er is ook een mail van.")
    note = write_note(case=report, by=network.mirte, at=AT, text="Eerst Roos bellen.")
    assert note.persons == [network.mirte.pk]
    page = words_of(signed_in(network.jeroen).get(report.get_absolute_url(), at=AT).content.decode())
    assert "Er is ook een mail van." in page and "Eerst Roos bellen." not in page
    page = words_of(signed_in(network.mirte).get(report.get_absolute_url(), at=AT).content.decode())
    assert "Eerst Roos bellen." in page and "Roos Verhagen" in page and SECRET in page
    with pytest.raises(NotAllowed):
        add_to_case(case=report, by=network.roos, at=AT, text="Dat klopt niet.")


def test_that_it_was_read_tells_no_organisation_that_it_is_there(network, report):
    signed_in(network.mirte).get(report.get_absolute_url(), at=AT)
    assert Reading.objects.get(subject=report.key).organisation_id is None


def test_nothing_is_decided_before_the_other_side_answered_or_had_its_time(network, report):
    told = {"text": "Er is met hen gesproken.", "told": "Vraag eerst akkoord.", "by": network.mirte}
    with pytest.raises(BothSidesFirst):
        decide_report(report=report, is_breach=True, at=AT, **told)
    hearing = hear_other_side(report=report, whom=network.roos, text="Hoe ging dat?", by=network.mirte, at=AT)
    with pytest.raises(BothSidesFirst):
        decide_report(report=report, is_breach=True, at=AT, **told)
    assert hearing.clock("answer").due_at == amsterdam("Wed 2026-12-02 10:00")
    decide_report(report=report, is_breach=True, at=amsterdam("Thu 2026-12-03 09:00"), **told)
    report.refresh_from_db()
    hearing.refresh_from_db()
    assert (report.state, hearing.state) == ("breach", "closed")
    assert hearing.clock("answer").verdict_at(AT + timedelta(days=30)) is Verdict.BROKEN, "it was not answered in time"


def test_each_side_reads_only_the_decision_that_is_meant_for_them(network, report, hearing):
    make_move(case=hearing, move="answer", by=network.roos, at=AT, text="We belden niemand.")
    decide_report(report=report, is_breach=False, text="Geen bewijs gevonden.", told="Het is afgedaan.", by=network.mirte, at=AT)
    page = words_of(signed_in(network.jeroen).get(report.get_absolute_url(), at=AT).content.decode())
    assert "Geen bewijs gevonden." in page and "Het is afgedaan." not in page and "We belden niemand." not in page
    page = words_of(signed_in(network.roos).get(hearing.get_absolute_url(), at=AT).content.decode())
    assert "Het is afgedaan." in page and "Geen bewijs gevonden." not in page


def test_who_may_decide_and_who_may_be_heard(network, report):
    values = {"organisation": network.other.organisation, "partner": network.partner, "rule": "", "text": "x", "at": AT}
    for decider in (network.world.lead, network.world.agent, network.jeroen):
        with pytest.raises(NoDecider):
            report_breach(decider=decider, by=network.jeroen, **values)
    with pytest.raises(NoDecider):
        report_breach(decider=network.mirte, by=network.mirte, **{**values, "organisation": None})
    for whom in (network.jeroen, network.world.stranger):
        with pytest.raises(NotTheirs):
            hear_other_side(report=report, whom=whom, text="x", by=network.mirte, at=AT)
    for other in (network.jeroen, network.roos, network.world.lead):
        with pytest.raises(NotAllowed):
            hear_other_side(report=report, whom=network.roos, text="x", by=other, at=AT)
        with pytest.raises(NotAllowed):
            decide_report(report=report, is_breach=True, text="x", told="x", by=other, at=AT)
    hear_other_side(report=report, whom=network.roos, text="x", by=network.mirte, at=AT)
    with pytest.raises(HeardAlready):
        hear_other_side(report=report, whom=network.roos, text="x", by=network.mirte, at=AT)
    make_move(case=report, move="withdraw", by=network.jeroen, at=AT)
    with pytest.raises(CannotMove):
        hear_other_side(report=report, whom=network.daan, text="x", by=network.mirte, at=AT)


def test_who_reported_is_never_heard_about_it_themselves(network):
    own = report_breach(
        organisation=network.partner.organisation, partner=network.partner, decider=network.mirte, rule="", text="x", by=network.emre, at=AT
    )  # fmt: skip
    with pytest.raises(NotTheirs):
        hear_other_side(report=own, whom=network.emre, text="x", by=network.mirte, at=AT)


def test_the_forms_send_once_and_keep_what_was_typed(network):
    network.code()
    form = {"partner": network.partner.pk, "decider": network.mirte.pk, "rule": "no-cold-approach", "text": "Ze belden."}
    form["once"] = "3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a7777"
    reader = signed_in(network.jeroen)
    assert "Benader bestaande klanten" in reader.get("/conduct/report", at=AT).content.decode()
    wrong = reader.post("/conduct/report", {**form, "partner": ""}, at=AT)
    assert wrong.status_code == 422 and "Ze belden." in wrong.content.decode()
    for _time in range(2):
        assert reader.post("/conduct/report", form, at=AT).status_code == 303
    (report,) = Case.objects.filter(kind_name="breach_report")
    there = f"/conduct/reports/{report.number}"
    for stranger in (network.jeroen, network.roos, network.world.lead, network.world.stranger):
        for path in ("hearing", "decision"):
            assert signed_in(stranger).get(f"{there}/{path}", at=AT).status_code == 404
    desk = signed_in(network.mirte)
    asked = {"whom": network.roos.pk, "text": "Hoe ging dat?", "once": "3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a8888"}
    for _time in range(2):
        assert desk.post(f"{there}/hearing", asked, at=AT).status_code == 303
    (hearing,) = Case.objects.filter(kind_name="conduct_hearing")
    early = desk.post(f"{there}/decision", {"decision": "none", "text": "Niets gevonden.", "told": "Klaar."}, at=AT)
    assert early.status_code == 422 and "Niets gevonden." in early.content.decode()
    answered = signed_in(network.roos).post(f"/cases/{hearing.number}/answer", {"text": "We belden niemand."}, at=AT)
    assert answered.status_code == 303
    assert desk.post(f"{there}/decision", {"decision": "none", "text": "Niets.", "told": "Klaar."}, at=AT).status_code == 303
    assert signed_in(network.world.agent).get("/conduct/report", at=AT).status_code == 200, "colleagues report too"
    assert signed_in(network.world.stranger).get("/conduct/report", at=AT).status_code == 404


@pytest.fixture
def successor(network):
    """Another colleague looks after partners, and Mirte no longer does."""
    vendor = Membership.objects.filter(organisation__kind=OrganisationKind.VENDOR)
    vendor.filter(person=network.world.agent).update(roles=["partner_manager"])
    vendor.filter(person=network.mirte).update(roles=["consultant"])
    return Person.objects.get(pk=network.world.agent.pk)


def test_another_colleague_decides_when_the_first_one_left_and_reads_it_all(
    network, report, hearing, run_jobs, mailoutbox, successor
):
    mirte = Person.objects.get(pk=network.mirte.pk)
    write_note(case=report, by=mirte, at=AT, text="Eerst Roos bellen.")
    make_move(case=hearing, move="answer", by=network.roos, at=AT, text="We belden niemand.")
    run_jobs()
    mailoutbox.clear()
    with scoped(network.jeroen.scope):
        name_other_decider(report=report, decider=successor, by=network.jeroen, at=AT)
    run_jobs()
    assert [m.to for m in mailoutbox] == [[successor.email]] and SECRET not in mailoutbox[0].subject
    pages = [signed_in(successor).get(case.get_absolute_url(), at=AT) for case in (report, hearing)]
    read = " ".join(words_of(page.content.decode()) for page in pages)
    assert all(said in read for said in (SECRET, "Eerst Roos bellen.", "We belden niemand.", "Roos Verhagen"))
    with scoped(successor.scope), connection.cursor() as cursor:
        cursor.execute("SELECT akkoord_search(%s, 10)", [SECRET])
        assert report.pk in {row[0] for row in cursor.fetchall()}
        assert Clock.objects.of(hearing.key).exists()
    for case in (report, hearing):
        assert signed_in(mirte).get(case.get_absolute_url(), at=AT).status_code == 404
        with scoped(mirte.scope):
            assert not Message.objects.filter(case=case).exists() and not Event.objects.filter(subject=case.key).exists()
    jeroens = words_of(signed_in(network.jeroen).get(report.get_absolute_url(), at=AT).content.decode())
    assert "Eerst Roos bellen." not in jeroens, "a note stays with who decides"
    roos = words_of(signed_in(network.roos).get(hearing.get_absolute_url(), at=AT).content.decode())
    assert "Jeroen" not in roos and "andere collega" not in roos
    with scoped(network.roos.scope):
        assert not Event.objects.filter(by_id=network.jeroen.pk).exists()
    decide_report(report=report, is_breach=False, text="Niets.", told="Klaar.", by=successor, at=AT)
    report.refresh_from_db()
    assert report.state == "no_breach"


def test_the_page_asks_the_reporter_for_another_decider_and_nobody_else(network, report, successor):
    there = f"/conduct/reports/{report.number}/decider"
    for other in (network.roos, network.world.lead, network.world.stranger, successor, network.mirte):
        assert signed_in(Person.objects.get(pk=other.pk)).get(there, at=AT).status_code == 404, other
    reader = signed_in(network.jeroen)
    assert "Wijs een andere collega aan" in reader.get(report.get_absolute_url(), at=AT).content.decode()
    assert reader.post(there, {"decider": network.mirte.pk}, at=AT).status_code == 422
    assert reader.post(there, {"decider": successor.pk}, at=AT).status_code == 303
    assert BreachReportDetail.objects.get(case=report).decider == successor
    assert "Wijs een andere collega aan" not in reader.get(report.get_absolute_url(), at=AT).content.decode()
    again = reader.post(there, {"decider": successor.pk}, at=AT)
    assert again.status_code == 422, "who can decide stays"


def test_while_the_decider_is_there_or_it_is_over_nobody_else_is_named(network, report):
    with pytest.raises(DeciderStays):
        name_other_decider(report=report, decider=network.mirte, by=network.jeroen, at=AT)
    Person.objects.filter(pk=network.mirte.pk).update(is_active=False)
    for refused, by in ((NoDecider, network.jeroen), (NotAllowed, network.roos), (NotAllowed, network.mirte)):
        with pytest.raises(refused):
            name_other_decider(report=report, decider=network.world.agent, by=by, at=AT)
    make_move(case=report, move="withdraw", by=network.jeroen, at=AT)
    with pytest.raises(CannotMove):
        name_other_decider(report=report, decider=network.world.agent, by=network.jeroen, at=AT)

# SPDX-License-Identifier: EUPL-1.2
"""A connector from registration to certificate, lapse and end: both sides see the same, others nothing. partner:connector"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from akkoord.audit.models import Event
from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.partners.actions.certificates import follow_certificates
from akkoord.partners.actions.connectors import ask_certificate, certify, describe_connector, end_connector, register_connector
from akkoord.partners.certifying import standing_of
from akkoord.partners.connector_dues import connectors_due
from akkoord.partners.models.connectors import Certificate, CertificateStep, Connector
from akkoord.partners.models.partners import Partner
from akkoord.partners.refusals.connectors import (
    AlreadyCertifying,
    BadEnd,
    BadReport,
    ConnectorEndedAlready,
    ConnectorIncomplete,
    ConnectorKnown,
    NotAtSecurityCheck,
)
from akkoord.partners.rules.certificates import ConnectorState, Score
from akkoord.people.models import Organisation, Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import PUBLIC
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.partners import found_partners

AT = amsterdam("Mon 2026-03-02 10:00")
TEXT = "Alles staat klaar."


@pytest.fixture(autouse=True)
def _partners(world) -> None:
    found_partners()


@pytest.fixture
def supplier() -> Organisation:
    return Partner.objects.get(slug="koppelhuis-vaartveld").organisation


@pytest.fixture
def sven() -> Person:
    return Person.objects.get(name="Sven Ottevanger")


@pytest.fixture
def mirte() -> Person:
    return Person.objects.get(name="Mirte Holleman")


@pytest.fixture
def colleague_of_another_partner() -> Person:
    return Person.objects.get(name="Roos Verhagen")


@pytest.fixture
def connector(supplier, sven) -> Connector:
    return registered(supplier, sven)


def registered(supplier: Organisation, by: Person, **more) -> Connector:
    given = {
        "name": "Klokbrug",
        "links_to": "Klokkit",
        "description": "Uren gaan elke nacht over.",
        "fields": ["payroll"],
        "version": "1.0",
    }
    return register_connector(organisation=supplier, by=by, at=AT, **{**given, **more})


def at_security_check(connector: Connector, sven: Person, mirte: Person, at=AT) -> Case:
    case = ask_certificate(connector=connector, text=TEXT, by=sven, at=at)
    make_move(case=case, move="hand_in", by=sven, at=at, text="De beschrijving.")
    for move in ("pass_technical", "pass_tests"):
        make_move(case=case, move=move, by=mirte, at=at, text="In orde.")
    return case


def certified(connector: Connector, sven: Person, mirte: Person, score: Score, reported_on: date) -> Certificate:
    case = at_security_check(connector, sven, mirte)
    return certify(case=case, score=score, reported_on=reported_on, text="Gekeurd.", by=mirte, at=AT)


def test_a_certificate_follows_description_checks_and_report(connector, sven, mirte):
    case = at_security_check(connector, sven, mirte)
    certificate = certify(case=case, score=Score.ORANGE, reported_on=date(2026, 2, 20), text="Oranje.", by=mirte, at=AT)
    assert certificate.last_day == date(2027, 5, 20)  # fifteen months, by the programme
    assert (case.state, case.closed_at) == ("certified", AT)
    assert standing_of(connector, AT).state == ConnectorState.CERTIFIED
    clock = Clock.objects.of(case.key).get(name="project")
    assert (clock.verdict, clock.due_at) == (Verdict.KEPT, amsterdam("Tue 2027-03-02 10:00"))


def test_what_fails_goes_back_to_be_mended_and_is_handed_in_again(connector, sven, mirte):
    case = ask_certificate(connector=connector, text=TEXT, by=sven, at=AT)
    make_move(case=case, move="hand_in", by=sven, at=AT, text="De beschrijving.")
    make_move(case=case, move="send_back", by=mirte, at=AT, text="De foutafhandeling ontbreekt.")
    assert case.state == "describing"
    make_move(case=case, move="hand_in", by=sven, at=AT, text="Aangevuld.")
    assert case.state == "technical"


def test_no_certificate_without_the_checks_nor_for_a_report_that_cannot_count(connector, sven, mirte):
    case = ask_certificate(connector=connector, text=TEXT, by=sven, at=AT)
    with pytest.raises(NotAtSecurityCheck):
        certify(case=case, score=Score.GREEN, reported_on=date(2026, 3, 1), text="Groen.", by=mirte, at=AT)
    make_move(case=case, move="hand_in", by=sven, at=AT, text="De beschrijving.")
    for move in ("pass_technical", "pass_tests"):
        make_move(case=case, move=move, by=mirte, at=AT, text="In orde.")
    for reported in (
        date(2026, 3, 3),
        date(2999, 1, 1),
        date(1500, 1, 1),
        date(2025, 9, 1),
    ):  # tomorrow and later; red lasts six months, so this one lapsed yesterday
        with pytest.raises(BadReport):
            certify(case=case, score=Score.RED, reported_on=reported, text="Rood.", by=mirte, at=AT)
    with pytest.raises(NotAllowed):
        certify(case=case, score=Score.GREEN, reported_on=date(2026, 3, 1), text="Groen.", by=sven, at=AT)
    assert not Certificate.objects.exists()


def test_one_certification_at_a_time_and_a_form_sent_twice_is_one(connector, sven):
    once = uuid4()
    first = ask_certificate(connector=connector, text=TEXT, by=sven, at=AT, once=once)
    assert ask_certificate(connector=connector, text=TEXT, by=sven, at=AT, once=once) == first
    with pytest.raises(AlreadyCertifying):
        ask_certificate(connector=connector, text=TEXT, by=sven, at=AT, once=uuid4())


def test_a_connector_is_complete_and_named_once(supplier, sven, connector):
    with pytest.raises(ConnectorKnown):
        registered(supplier, sven, name="klokbrug")
    for missing in ({"name": " "}, {"links_to": ""}, {"description": "\n"}, {"version": ""}):
        with pytest.raises(ConnectorIncomplete):
            registered(supplier, sven, **{"name": "Tweede", **missing})


def test_nobody_of_another_partner_touches_it(supplier, connector, colleague_of_another_partner):
    with pytest.raises(NotAllowed):
        registered(supplier, colleague_of_another_partner, name="Vreemd")
    with pytest.raises(NotAllowed):
        end_connector(connector=connector, on=date(2026, 3, 2), why="Zomaar", by=colleague_of_another_partner, at=AT)


def test_a_new_version_asks_for_a_new_check(connector, sven, mirte):
    certified(connector, sven, mirte, Score.GREEN, date(2026, 3, 1))
    describe_connector(
        connector=connector, links_to="Klokkit", description="Meer uren.", fields=["payroll"], version="2.0", by=sven, at=AT
    )
    stands = standing_of(connector, AT)
    assert (stands.state, stands.new_version) == (ConnectorState.CERTIFIED, "2.0")
    certified(connector, sven, mirte, Score.GREEN, date(2026, 3, 2))
    assert standing_of(connector, AT).new_version is None


def test_who_ends_a_connector_says_from_when_and_why(connector, sven):
    for on, why in ((date(2026, 3, 1), "Te vroeg"), (date(2026, 3, 2), " ")):
        with pytest.raises(BadEnd):
            end_connector(connector=connector, on=on, why=why, by=sven, at=AT)
    end_connector(connector=connector, on=date(2026, 4, 1), why="Niemand gebruikt hem.", by=sven, at=AT)
    assert standing_of(connector, AT).state == ConnectorState.REGISTERED  # until the day has come
    assert standing_of(connector, amsterdam("Wed 2026-04-01 00:00")).state == ConnectorState.ENDED
    with pytest.raises(ConnectorEndedAlready):
        end_connector(connector=connector, on=date(2026, 5, 1), why="Toch later.", by=sven, at=AT)
    with pytest.raises(ConnectorEndedAlready):
        ask_certificate(connector=connector, text=TEXT, by=sven, at=amsterdam("Wed 2026-04-01 09:00"))


def test_until_a_connector_ends_its_supplier_is_reminded_and_may_certify_it(connector, sven, mirte):
    certified(connector, sven, mirte, Score.RED, date(2026, 3, 1))  # through 1 September 2026
    end_connector(connector=connector, on=date(2026, 8, 1), why="Vervangen.", by=sven, at=AT)
    june = amsterdam("Wed 2026-06-03 09:00")
    assert follow_certificates(by=None, at=june) == 1
    with scoped(sven.scope):
        assert [due.title for due in connectors_due(supplier_of(connector), june)] == ["Certificeer Klokbrug opnieuw"]
        describe_connector(
            connector=connector, links_to="Klokkit", description="Meer uren.", fields=[], version="2.0", by=sven, at=june
        )
    assert follow_certificates(by=None, at=amsterdam("Sun 2026-08-02 09:00")) == 0, "ended the day before"


def test_a_connector_is_registered_no_longer_than_its_supplier_is_partner(connector, sven, mirte):
    certified(connector, sven, mirte, Score.RED, date(2026, 3, 1))
    partner, june = supplier_of(connector), amsterdam("Wed 2026-06-03 09:00")
    Partner.objects.filter(pk=partner.pk).update(until=date(2026, 6, 1))
    partner.refresh_from_db()
    assert standing_of(connector, amsterdam("Sun 2026-05-31 23:00")).state == ConnectorState.CERTIFIED
    assert standing_of(connector, june).state == ConnectorState.ENDED
    assert follow_certificates(by=None, at=june) == 0
    assert connectors_due(partner, june) == []
    for refused in (
        lambda: ask_certificate(connector=connector, text=TEXT, by=sven, at=june),
        lambda: end_connector(connector=connector, on=date(2026, 7, 1), why="Weg.", by=sven, at=june),
    ):
        with pytest.raises(ConnectorEndedAlready):
            refused()
    page = words_of(signed_in(sven).get(connector.get_absolute_url(), at=june).content.decode())
    assert "Niet meer geregistreerd" in page and "Certificeren" not in page


def supplier_of(connector: Connector) -> Partner:
    return Partner.objects.get(organisation=connector.organisation)


def test_lapse_notice_and_end_are_told_once_each_however_often_the_job_runs(connector, sven, mirte, run_jobs, mailoutbox):
    certified(connector, sven, mirte, Score.RED, date(2026, 3, 1))
    run_jobs()
    mailoutbox.clear()
    days = {  # red: valid through 1 September 2026, in notice through 1 September 2027
        "Tue 2026-06-02 09:00": None,
        "Wed 2026-06-03 09:00": "remind 2026-06-03",
        "Sun 2026-08-02 09:00": "remind 2026-08-02",
        "Tue 2026-09-01 23:59": None,
        "Wed 2026-09-02 00:00": "lapsed",
        "Wed 2027-09-01 09:00": None,
        "Thu 2027-09-02 09:00": "ended",
    }
    for day, step in days.items():
        before = CertificateStep.objects.count()
        assert follow_certificates(by=None, at=amsterdam(day)) == (1 if step else 0), day
        assert follow_certificates(by=None, at=amsterdam(day)) == 0
        assert [s.step for s in CertificateStep.objects.order_by("pk")[before:]] == ([step] if step else [])
        run_jobs()
    connector.refresh_from_db()
    assert connector.ended_on == date(2027, 9, 2)
    told = [(m.to, m.subject) for m in mailoutbox]
    assert [to for to, _ in told] == [["sven.ottevanger@vaartveld.example"]] * 4
    assert told[0][1] == "Klokbrug: certificeer opnieuw"
    assert told[3][1] == "Klokbrug is niet meer geregistreerd"


def test_of_reminders_that_were_missed_the_last_alone_is_sent(connector, sven, mirte):
    certified(connector, sven, mirte, Score.RED, date(2026, 3, 1))
    assert follow_certificates(by=None, at=amsterdam("Thu 2026-08-20 09:00")) == 1
    assert CertificateStep.objects.get().step == "remind 2026-08-02"


def test_certificates_are_never_rewritten(connector, sven, mirte):
    from django.db import DatabaseError, transaction

    certified(connector, sven, mirte, Score.RED, date(2026, 3, 1))
    with pytest.raises(DatabaseError, match="append"), transaction.atomic():
        Certificate.objects.update(last_day=date(2030, 1, 1))


def test_the_database_shows_it_to_supplier_and_vendor_alone(world, connector, sven, mirte, colleague_of_another_partner):
    certified(connector, sven, mirte, Score.GREEN, date(2026, 3, 1))
    seen = {}
    for who, scope in {
        "supplier": sven.scope, "manager": mirte.scope, "other partner": colleague_of_another_partner.scope,
        "customer": world.submitter.scope, "public": PUBLIC,
    }.items():  # fmt: skip
        with scoped(scope):
            seen[who] = (
                Connector.objects.count(),
                Certificate.objects.count(),
                Case.objects.filter(kind_name="certification").count(),
            )
    assert seen == {
        "supplier": (1, 1, 1),
        "manager": (1, 1, 1),
        "other partner": (0, 0, 0),
        "customer": (0, 0, 0),
        "public": (0, 0, 0),
    }


def test_a_name_that_a_supplier_cannot_read_is_taken_too(supplier, sven, colleague_of_another_partner):
    registered(supplier, sven, name="Klokbrug")
    other = Partner.objects.get(slug="adviesbureau-zilvermeer").organisation
    with scoped(colleague_of_another_partner.scope):
        assert not Connector.objects.exists()
        second = registered(other, colleague_of_another_partner, name="Klokbrug")
    assert second.slug == "klokbrug-2"
    assert registered(supplier, sven, name="New").slug == "new-2", "`new` is the address of the form"


def test_what_happens_is_announced(connector, sven, mirte):
    certified(connector, sven, mirte, Score.GREEN, date(2026, 3, 1))
    names = list(
        Event.objects.filter(name__regex="^(Connector|Certification|Technical|Automatic)")
        .order_by("pk")
        .values_list("name", flat=True)
    )
    assert names == [
        "ConnectorRegistered", "CertificationAsked", "CertificationHandedIn", "TechnicalCheckPassed", "AutomaticTestsPassed", "ConnectorCertified",
    ]  # fmt: skip

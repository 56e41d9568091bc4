# SPDX-License-Identifier: EUPL-1.2
"""Requirements with their evidence: the questions of a service partner, and what is written down by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from akkoord.cases.actions import make_move, write_note
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed, NothingSaid
from akkoord.clocks.rules import Verdict
from akkoord.desk.rules import Category
from akkoord.partners.actions.records import record_requirement
from akkoord.partners.judging import Requirement, judged_requirements
from akkoord.partners.models import Partner, Record
from akkoord.partners.refusals.partners import FigureMissing, InTheFuture, NoSuchRequirement, UntilMissing
from akkoord.partners.rules.records import RecordSort
from akkoord.people.models import Person
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import Scope, Side

from .network import AT, TODAY, Network


def of(partner: Partner, name: str, at: datetime = AT) -> Requirement:
    return next(each for each in judged_requirements(partner, at) if each.said.id == name)


def ask(network: Network, count: int, category: Category = Category.KNOWLEDGE_QUESTION, at: datetime = AT) -> None:
    for number in range(count):
        network.world.reports(
            f"Vraag {number}", at=at - timedelta(hours=number), by=network.roos, organisation=network.partner.organisation,
            category=category, priority=3,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("count", "verdict"), [(11, Verdict.RUNNING), (12, Verdict.AT_RISK), (15, Verdict.AT_RISK), (16, Verdict.BROKEN)]
)
def test_the_questions_of_a_year_are_counted_with_each_case(network: Network, count: int, verdict: Verdict) -> None:
    ask(network, count)
    judged = of(network.partner, "2.1/questions").judged
    assert (judged.verdict, judged.value, len(judged.facts.evidence)) == (verdict, Decimal(count), count)
    assert of(network.other, "2.1/questions").judged.value == 0


def test_faults_and_questions_of_last_year_do_not_count(network: Network) -> None:
    ask(network, 3, Category.ERROR)
    ask(network, 2, Category.CONFIGURATION_QUESTION)
    ask(network, 4, at=AT.replace(year=2025))
    assert of(network.partner, "2.1/questions").judged.value == 2


def test_a_question_that_was_withdrawn_before_it_was_answered_does_not_count(network: Network) -> None:
    ask(network, 4)
    unanswered, noted, answered, again = Case.objects.filter(incident__category=Category.KNOWLEDGE_QUESTION).order_by("pk")
    write_note(case=noted, by=network.world.agent, at=AT, text="Eerst nakijken.")
    make_move(case=answered, move="answer", by=network.world.agent, at=AT, text="Zo doe je dat.")
    for case in (unanswered, noted, answered, again):
        make_move(case=case, move="withdraw", by=network.roos, at=AT)
    make_move(case=again, move="reopen", by=network.roos, at=AT, text="Toch graag.")
    for scope in (network.roos.scope, network.mirte.scope):
        with scoped(scope):
            judged = of(network.partner, "2.1/questions").judged
        assert {each.text for each in judged.facts.evidence} == {answered.number, again.number}


def record(network: Network, by: Person | None = None, **given: Any) -> Record:
    whole: dict[str, Any] = {
        "requirement": "2.1/knowledge",
        "sort": RecordSort.MET,
        "on": TODAY,
        "note": "Gezien op de partnerdag",
    } | given
    return record_requirement(partner=network.partner, by=by or network.mirte, at=AT, **whole)


def test_what_nobody_recorded_cannot_be_judged(network: Network) -> None:
    assert of(network.partner, "2.1/knowledge").judged.verdict == Verdict.NOT_MEASURABLE


def test_what_the_vendor_writes_down_counts_until_its_last_date(network: Network) -> None:
    record(network, until=date(2027, 11, 18), document="Verslag, in het dossier")
    judged = of(network.partner, "2.1/knowledge").judged
    assert (judged.verdict, judged.facts.evidence[0].text) == (Verdict.KEPT, "Gezien op de partnerdag (Verslag, in het dossier)")
    later = AT.replace(year=2027, day=19)
    assert of(network.partner, "2.1/knowledge", later).judged.verdict == Verdict.BROKEN


def test_what_the_partner_tells_stands_beside_it_until_the_vendor_looked(network: Network) -> None:
    record(network, by=network.daan, note="We volgden alle cursussen")
    told = of(network.partner, "2.1/knowledge")
    assert (told.judged.verdict, [row.note for row in told.claims]) == (Verdict.NOT_MEASURABLE, ["We volgden alle cursussen"])
    record(network, sort=RecordSort.NOT_MET, note="Twee misten de cursus")
    looked = of(network.partner, "2.1/knowledge")
    assert (looked.judged.verdict, looked.claims) == (Verdict.BROKEN, ())


def test_a_waiver_holds_until_its_date(network: Network) -> None:
    record(network, sort=RecordSort.WAIVED, note="Verhuizing", until=date(2026, 12, 1))
    assert of(network.partner, "2.1/knowledge").judged.verdict == Verdict.WAIVED
    assert of(network.partner, "2.1/knowledge", AT.replace(month=12, day=2)).judged.verdict == Verdict.NOT_MEASURABLE


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"requirement": "3.1/focus"}, NoSuchRequirement),
        ({"note": "  "}, NothingSaid),
        ({"requirement": "2.1/specialists"}, FigureMissing),
        ({"on": date(2026, 11, 19)}, InTheFuture),
        ({"sort": RecordSort.WAIVED}, UntilMissing),
    ],
)
def test_what_cannot_be_written_down_is_refused(network: Network, given: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        record(network, **given)


def test_who_may_write_it_down(network: Network) -> None:
    for name in ("Emre Yildiz", "Jeroen Hazelhof", "Annelot de Wit", "Niek Schaafsma"):
        with pytest.raises(NotAllowed):
            record(network, by=network.world.person(name))
    with pytest.raises(NotAllowed):
        record(network, by=network.roos, sort=RecordSort.WAIVED, until=TODAY)


def test_a_form_sent_twice_is_one_record(network: Network) -> None:
    once = uuid4()
    assert record(network, once=once).pk == record(network, once=once).pk


def test_a_partner_cannot_write_in_the_vendors_name_even_past_the_program(network: Network) -> None:
    row, other = record(network), network.other.organisation_id
    organisation = network.partner.organisation
    set_scope(Scope(Side.CUSTOMER, frozenset({network.partner.organisation_id}), network.roos.pk))
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Record.objects.create(
            partner=network.partner, organisation=organisation, requirement="2.1/knowledge", about="x", sort="met",
            on=TODAY, note="zelf", by_vendor=True, at=AT, by=network.roos,
        )  # fmt: skip
    set_scope(Scope(Side.CUSTOMER, frozenset({other}), network.jeroen.pk))
    assert not Record.objects.filter(pk=row.pk).exists()


def test_a_partner_tells_and_whoever_looks_after_it_writes_down(network: Network, signed_in: Callable[[Person], Client]) -> None:
    today = timezone.localdate().isoformat()
    form = {"requirement": "2.1/knowledge", "sort": "met", "on": today, "note": "Cursus gevolgd", "document": "", "until": ""}
    own = signed_in(network.daan)
    assert own.get("/partnership/requirements/telling?requirement=2.1/knowledge").status_code == 200
    assert own.post("/partnership/requirements/telling", form | {"once": str(uuid4())}).status_code == 303
    refused = own.post("/partnership/requirements/telling", form | {"note": "", "document": "Map 7"})
    assert (refused.status_code, "Map 7" in refused.content.decode()) == (422, True)
    assert own.post("/partnership/requirements/telling", form | {"requirement": "2.1/questions"}).status_code == 404
    assert signed_in(network.emre).get("/partnership/requirements/telling?requirement=2.1/knowledge").status_code == 404
    desk = signed_in(network.mirte)
    assert "Cursus gevolgd" in desk.get("/partner-desk/adviesbureau-zilvermeer").content.decode()
    address = "/partner-desk/adviesbureau-zilvermeer/records"
    assert desk.get(f"{address}?requirement=2.1/knowledge").status_code == 200
    assert desk.post(address, form | {"once": str(uuid4())}).status_code == 303
    assert signed_in(network.world.lead).get(f"{address}?requirement=2.1/knowledge").status_code == 404


def test_a_partner_at_fifteen_reads_so_beside_the_report_and_may_report_a_fault(
    network: Network, signed_in: Callable[[Person], Client]
) -> None:
    now = timezone.now()
    ask(network, 15, at=now)
    client = signed_in(network.roos)
    page = client.get("/report").content.decode()
    assert "15 van hoogstens 15" in page
    assert "Mirte Holleman" in page
    fault = {
        "organisation": network.partner.organisation_id, "area": "payroll", "category": "error", "impact": "hindered", "subject": "Run stopt",
        "text": "De run stopt.", "once": str(uuid4()),
    }  # fmt: skip
    assert client.post("/report", fault).status_code == 303
    assert of(network.partner, "2.1/questions", timezone.now()).judged.value == 15
    assert "hoogstens 15" not in signed_in(network.world.submitter).get("/report").content.decode()


def test_only_cases_that_the_reader_may_open_have_their_subject(network: Network, signed_in: Callable[[Person], Client]) -> None:
    network.world.reports(
        "Geheim onderwerp", at=timezone.now(), by=network.daan, organisation=network.partner.organisation,
        category=Category.KNOWLEDGE_QUESTION, priority=3,
    )  # fmt: skip
    assert "Geheim onderwerp" in signed_in(network.roos).get("/partnership").content.decode()  # administrator
    assert "Geheim onderwerp" not in signed_in(network.world.person("Lieke Smeets")).get("/partnership").content.decode()
    assert "Geheim onderwerp" not in signed_in(network.mirte).get("/partner-desk/adviesbureau-zilvermeer").content.decode()


def test_a_later_reading_counts_questions_ever(network: Network) -> None:
    from dataclasses import replace as changed

    from akkoord.partners.evidence.questions import asked_questions
    from akkoord.partners.judging import asked_about
    from akkoord.partners.programme import requirement_named, terms_of_partner

    ask(network, 4, at=AT.replace(year=2025))
    ask(network, 2)
    terms = terms_of_partner(network.partner, AT)
    asked = asked_about(requirement_named(terms, "2.1/questions", AT), terms, network.partner, AT)
    assert asked_questions(changed(asked, period=None)).value == Decimal(6)

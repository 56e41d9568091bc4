# SPDX-License-Identifier: EUPL-1.2
"""The yearly check: every requirement with its evidence, the partner's answer, improvement with a date, and what is decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from akkoord.cases.models import Case
from akkoord.cases.refusals import CannotMove, NotAllowed
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.notifications.models import Mail
from akkoord.partners.actions.checks import answer_check, decide_check, start_check
from akkoord.partners.dues import dues_of
from akkoord.partners.judging import judged_requirements
from akkoord.partners.models import CheckLine
from akkoord.partners.refusals.applications import CheckedThisYear, CheckOpen
from akkoord.people.models import Person
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM, Scope, Side

from .network import AT, Network


def started(network: Network, at: datetime = AT) -> Case:
    return start_check(partner=network.partner, text="We lopen alles na.", by=network.mirte, at=at)


def test_a_check_keeps_every_requirement_as_it_stood(network: Network) -> None:
    case = started(network)
    lines = list(case.check_lines.all())
    stood = judged_requirements(network.partner, AT)
    assert [(line.requirement, line.verdict) for line in lines] == [(each.said.id, str(each.judged.verdict)) for each in stood]
    questions = next(line for line in lines if line.requirement == "2.1/questions")
    assert (questions.value, questions.bound, questions.is_most, questions.verdict) == (Decimal(0), Decimal(15), True, "running")


def test_what_stood_is_never_changed(network: Network) -> None:
    line = started(network).check_lines.first()
    assert line is not None
    line.verdict = "waived"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        line.save()


def test_the_partner_has_what_the_programme_gives_to_answer(network: Network) -> None:
    clock = Clock.objects.of(started(network).key).get()
    assert (clock.name, clock.promise, clock.due_at.date().isoformat()) == ("answer", "1/check-answer", "2026-12-09")


def test_a_check_is_answered_line_by_line_and_then_decided(network: Network) -> None:
    case = started(network)
    line = case.check_lines.get(requirement="2.1/knowledge")
    answer_check(case=case, text="We plannen een cursus.", remarks={line.pk: "In januari", 10**9: "x"}, by=network.daan, at=AT)
    decide_check(case=case, move="continue", text="Prima zo.", by=network.mirte, at=AT + timedelta(days=1))
    assert [remark.text for remark in line.remarks.all()] == ["In januari"]
    assert case.state == "continued"
    assert set(case.check_lines.values_list("round", flat=True)) == {1, 2}
    assert Clock.objects.of(case.key).get().verdict == Verdict.KEPT


def test_an_improvement_has_a_date_that_both_see(network: Network) -> None:
    case = started(network)
    decide_check(case=case, move="improve", text="Haal de examens.", by=network.mirte, at=AT)
    clock = Clock.objects.of(case.key).get(name="improvement")
    assert clock.due_at.date().isoformat() == "2027-02-18"
    due = next(due for due in dues_of(network.partner, AT) if due.path == case.get_absolute_url())
    assert (due.on.isoformat() if due.on else "", due.verdict) == ("2027-02-18", "running")
    with pytest.raises(CannotMove):
        decide_check(case=case, move="improve", text="Nog eens", by=network.mirte, at=AT)
    decide_check(case=case, move="continue", text="Gelukt.", by=network.mirte, at=AT + timedelta(days=200))
    assert Clock.objects.of(case.key).get(name="improvement").verdict == Verdict.BROKEN


def test_a_check_is_once_a_year_and_one_at_a_time(network: Network) -> None:
    case = started(network)
    with pytest.raises(CheckOpen):
        started(network)
    decide_check(case=case, move="continue", text="Prima.", by=network.mirte, at=AT)
    with pytest.raises(CheckedThisYear):
        started(network)
    assert started(network, AT.replace(year=2027)).pk != case.pk


def test_a_form_sent_twice_starts_one_check(network: Network) -> None:
    once = uuid4()
    first, again = (start_check(partner=network.partner, text="Alles", by=network.mirte, at=AT, once=once) for _ in range(2))
    assert first.pk == again.pk
    assert set(first.check_lines.values_list("round", flat=True)) == {1}


def test_who_may_do_what_in_a_check(network: Network) -> None:
    for name in ("Roos Verhagen", "Annelot de Wit", "Joris Teunissen"):
        with pytest.raises(NotAllowed):
            start_check(partner=network.partner, text="x", by=network.world.person(name), at=AT)
    case = started(network)
    for name in ("Emre Yildiz", "Jeroen Hazelhof", "Mirte Holleman"):
        with pytest.raises(NotAllowed):
            answer_check(case=case, text="x", remarks={}, by=network.world.person(name), at=AT)
    with pytest.raises(NotAllowed):
        decide_check(case=case, move="continue", text="x", by=network.roos, at=AT)


def test_an_unanswered_check_breaks_the_partners_promise(network: Network) -> None:
    started(network)
    later = AT + timedelta(days=30)
    stands = {each.said.id: each.judged.verdict for each in judged_requirements(network.partner, later)}
    assert stands["1/check-answer"] == Verdict.BROKEN


def test_another_partner_knows_nothing_of_it(network: Network, signed_in: Callable[[Person], Client]) -> None:
    case, customer = started(network), network.world.customer.pk
    for name in ("Jeroen Hazelhof", "Niek Schaafsma", "Joris Teunissen", "Emre Yildiz"):
        client = signed_in(network.world.person(name))
        assert client.get(case.get_absolute_url()).status_code == 404
        assert client.get(f"/partnership/check/{case.number}").status_code == 404
        assert client.get(f"/partner-desk/checks/{case.number}/decision").status_code == 404
    set_scope(Scope(Side.CUSTOMER, frozenset({customer}), 1))
    assert not CheckLine.objects.exists()


def test_the_partners_administrator_and_the_vendor_hear_of_it(network: Network, run_jobs: Callable[..., int]) -> None:
    case = started(network)
    run_jobs()
    set_scope(SYSTEM)
    assert Mail.objects.filter(about=case.key, person=network.roos).exists()
    answer_check(case=case, text="Klopt.", remarks={}, by=network.roos, at=AT)
    run_jobs()
    set_scope(SYSTEM)
    assert Mail.objects.filter(about=case.key, person=network.mirte, subject__contains="reageerde").exists()


def test_a_check_from_start_to_decision_on_the_pages(network: Network, signed_in: Callable[[Person], Client]) -> None:
    desk, own = signed_in(network.mirte), signed_in(network.roos)
    assert desk.get("/partner-desk/adviesbureau-zilvermeer/check").status_code == 200
    assert desk.post("/partner-desk/adviesbureau-zilvermeer/check", {"text": ""}).status_code == 422
    answer = desk.post("/partner-desk/adviesbureau-zilvermeer/check", {"text": "We lopen alles na", "once": str(uuid4())})
    case_page = answer["Location"]
    number = case_page.rpartition("/")[2]
    page = own.get(case_page).content.decode()
    assert "Jij bent aan zet" in page
    assert "Servicedesk Meridaan" in page  # what Mirte wrote is the vendor's word
    assert "De partner is aan zet" in desk.get(case_page).content.decode()
    assert "Hoe elke eis ervoor stond" in page
    assert f"/partnership/check/{number}" in page
    assert "Reageer op de jaarlijkse check" in own.get("/partnership").content.decode()
    set_scope(SYSTEM)
    line = CheckLine.objects.get(case__number=number, requirement="2.1/knowledge")
    form = {"text": "We doen ons best", f"line_{line.pk}": "In januari", "once": str(uuid4())}
    kept = own.post(f"/partnership/check/{number}", form | {"text": ""})
    assert (kept.status_code, "In januari" in kept.content.decode()) == (422, True)
    for _ in range(2):
        assert own.post(f"/partnership/check/{number}", form).status_code == 303
    assert "In januari" in desk.get(case_page).content.decode()
    decision = {"move": "improve", "text": "Haal de examens", "once": str(uuid4())}
    for _ in range(2):
        assert desk.post(f"/partner-desk/checks/{number}/decision", decision).status_code == 303
    assert "verbeterperiode" in own.get(case_page).content.decode()
    assert desk.get("/partner-desk/adviesbureau-zilvermeer").status_code == 200

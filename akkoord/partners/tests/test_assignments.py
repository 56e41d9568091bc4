# SPDX-License-Identifier: EUPL-1.2
"""Assignments: the consultant hears every month how it goes; reminders, and the requirement that follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.cases.refusals import NotAllowed
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.rules import Verdict
from akkoord.partners.actions.assignments import end_assignment, make_assignment, remind_of_status, tell_status
from akkoord.partners.dues import dues_of
from akkoord.partners.judging import judged_requirements
from akkoord.partners.models import Assignment, StatusReport
from akkoord.partners.refusals.conduct import AssignmentBad, AssignmentOver
from akkoord.partners.refusals.experts import NothingWritten
from akkoord.partners.rules.leads import Progress
from akkoord.scope.database import scoped
from akkoord.site.world.moments import amsterdam

from .network import AT, STARTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(network) -> Assignment:
    """Daan works at Elzenhorst since 1 September; Mirte hears how it goes."""
    return make_assignment(
        organisation=network.partner.organisation, customer="Zorggroep Elzenhorst", what="Inrichten van verzuim",
        expert=network.expert(network.daan), consultant=network.mirte, starts_on=date(2026, 9, 1), by=network.mirte,
        at=amsterdam("Tue 2026-09-01 09:00"),
    )  # fmt: skip


def tell(network, assignment, on, by=None):
    return tell_status(assignment=assignment, progress=Progress.ON_TRACK, text="Loopt.", by=by or network.daan, at=amsterdam(on))


def judged(network, at):
    return next(r.judged for r in judged_requirements(network.partner, at) if r.said.promise.about == "assignment_status")


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_an_assignment_beyond_the_years_is_refused(network, day):
    with pytest.raises(AssignmentBad):
        make_assignment(
            organisation=network.partner.organisation, customer="x", what="x", expert=None, consultant=network.mirte, starts_on=day,
            by=network.mirte, at=AT,
        )  # fmt: skip


def test_a_month_without_word_breaks_it_and_the_home_says_so(network, assignment):
    assert judged(network, amsterdam("Tue 2026-09-15 09:00")).verdict is Verdict.KEPT
    assert judged(network, amsterdam("Tue 2026-09-29 09:00")).verdict is Verdict.AT_RISK
    late = amsterdam("Fri 2026-10-02 09:00")
    assert judged(network, late).verdict is Verdict.BROKEN
    assert any(due.title.endswith("Zorggroep Elzenhorst") and due.verdict == "broken" for due in dues_of(network.partner, late))
    tell(network, assignment, "Fri 2026-10-02 10:00")
    after = judged(network, amsterdam("Fri 2026-10-02 11:00"))
    assert after.verdict is Verdict.BROKEN and after.facts.evidence, "what was late this year stays on record"


def test_told_in_time_it_is_kept(network, assignment):
    for day in ("Tue 2026-09-29 10:00", "Wed 2026-10-28 10:00"):
        tell(network, assignment, day)
    assert judged(network, AT).verdict is Verdict.KEPT


def test_reminders_go_once_to_who_works_there_and_late_to_the_consultant_too(network, assignment, run_jobs, mailoutbox):
    run_jobs()
    mailoutbox.clear()
    days = [
        "Wed 2026-09-23 07:00",
        "Thu 2026-09-24 07:00",
        "Fri 2026-09-25 07:00",
        "Fri 2026-10-02 07:00",
        "Sat 2026-10-03 07:00",
    ]
    assert [remind_of_status(by=None, at=amsterdam(day)) for day in days] == [0, 1, 0, 1, 0]
    run_jobs()
    ours = {network.daan.email, network.roos.email}
    assert [m.to[0] in ours for m in mailoutbox].count(True) == 4
    assert {m.to[0] for m in mailoutbox} - ours == {network.mirte.email}


def test_who_may_make_and_who_may_tell(network, assignment, run_jobs, mailoutbox):
    values = {"customer": "x", "what": "x", "expert": None, "consultant": network.mirte, "starts_on": AT.date(), "at": AT}
    for other in (network.roos, network.world.agent):
        with pytest.raises(NotAllowed):
            make_assignment(organisation=network.partner.organisation, by=other, **values)
    with pytest.raises(AssignmentBad):
        make_assignment(organisation=network.partner.organisation, by=network.mirte, **{**values, "consultant": network.roos})
    with pytest.raises(AssignmentBad):
        make_assignment(organisation=network.other.organisation, by=network.mirte, **{**values, "expert": assignment.expert})
    for other in (network.emre, network.jeroen, network.world.stranger):
        with pytest.raises(NotAllowed):
            tell(network, assignment, "Tue 2026-09-29 10:00", by=other)
    run_jobs()
    mailoutbox.clear()
    tell(network, assignment, "Tue 2026-09-29 10:00")
    run_jobs()
    assert [m.to for m in mailoutbox] == [[network.mirte.email]]


def test_after_the_last_day_there_is_nothing_to_tell_or_remind(network, assignment):
    with pytest.raises(AssignmentBad):
        end_assignment(assignment=assignment, ends_on=date(2026, 8, 1), by=network.mirte, at=AT)
    end_assignment(assignment=assignment, ends_on=date(2026, 9, 20), by=network.mirte, at=AT)
    with pytest.raises(AssignmentOver):
        tell(network, assignment, "Tue 2026-09-29 10:00")
    assert remind_of_status(by=None, at=amsterdam("Fri 2026-10-02 07:00")) == 0
    with pytest.raises(NothingWritten):
        tell_status(assignment=assignment, progress=Progress.STOPPED, text=" ", by=network.daan, at=STARTED + timedelta(days=600))


def test_the_pages_of_both_sides(network, assignment):
    there, at = f"/partnership/assignments/{assignment.pk}", amsterdam("Tue 2026-09-29 10:00")
    form = {
        "progress": "hindered",
        "text": "De koppeling hapert.",
        "developments": "Nieuwe directeur",
        "once": "3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a6666",
    }
    reader = signed_in(network.daan)
    assert reader.get(there, at=at).status_code == 200
    wrong = reader.post(there, {**form, "progress": ""}, at=at)
    assert wrong.status_code == 422 and "De koppeling hapert." in wrong.content.decode()
    for _time in range(2):
        assert reader.post(there, form, at=at).status_code == 303
    assert StatusReport.objects.count() == 1
    desk = signed_in(network.mirte)
    page = words_of(desk.get(f"/partner-desk/assignments/{assignment.pk}", at=at).content.decode())
    assert "De koppeling hapert." in page and "Nieuwe directeur" in page
    assert "Zorggroep Elzenhorst" in signed_in(network.emre).get("/partnership/assignments", at=at).content.decode()
    for stranger in (network.jeroen, network.world.stranger, network.world.agent):
        assert signed_in(stranger).get(there, at=at).status_code == 404
    assert signed_in(network.roos).get("/partner-desk/assignments", at=at).status_code == 404
    new = {
        "partner": network.other.pk,
        "customer": "Museum Het Palet",
        "what": "Hulp",
        "expert": "",
        "consultant": network.mirte.pk,
        "starts_on": "2026-11-01",
    }
    assert desk.post("/partner-desk/assignments/new", new, at=at).status_code == 303
    assert desk.post(f"/partner-desk/assignments/{assignment.pk}/ending", {"ends_on": "2026-12-31"}, at=at).status_code == 303
    with scoped(network.jeroen.scope):
        assert [a.customer for a in Assignment.objects.all()] == ["Museum Het Palet"]

# SPDX-License-Identifier: EUPL-1.2
"""Kick-offs, events and meetings: who comes, who presents, who was there, and what requirements make of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from akkoord.cases.refusals import NotAllowed
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.rules import Verdict
from akkoord.partners.actions.gatherings import cancel_gathering, plan_gathering, say_attendance, write_attendance
from akkoord.partners.judging import judged_requirements
from akkoord.partners.models import Attendance, Gathering
from akkoord.partners.refusals.experts import GatheringOver, NotHeldYet
from akkoord.partners.rules.gatherings import GatheringKind
from akkoord.scope.database import scoped
from akkoord.site.world.moments import amsterdam

from .network import AT

pytestmark = pytest.mark.django_db


def plan(network, kind=GatheringKind.KICK_OFF, on="Thu 2026-03-05 09:30", organisation=None):
    starts = amsterdam(on)
    return plan_gathering(
        kind=kind, title="Aftrap 2026", place="Meridaan", starts_at=starts, organisation=organisation, by=network.mirte,
        at=starts - timedelta(days=60),
    )  # fmt: skip


def judged(network, about, at=AT):
    return next(r.judged for r in judged_requirements(network.partner, at) if r.said.promise.about == about)


def test_who_was_absent_breaks_the_requirement_and_is_named(network):
    daan, emre = network.expert(network.daan), network.expert(network.emre)
    kick_off = plan(network)
    say_attendance(
        gathering=kick_off, expert=daan, comes=True, presents=False, by=network.roos, at=kick_off.starts_at - timedelta(9)
    )
    assert judged(network, "kick_off_attended", kick_off.starts_at).verdict is Verdict.RUNNING
    write_attendance(gathering=kick_off, came=[daan], presented=[], by=network.mirte, at=kick_off.starts_at + timedelta(1))
    found = judged(network, "kick_off_attended")
    assert found.verdict is Verdict.BROKEN and found.facts.missing == ("Emre Yildiz",)
    write_attendance(gathering=kick_off, came=[daan, emre], presented=[], by=network.mirte, at=kick_off.starts_at + timedelta(2))
    assert judged(network, "kick_off_attended").verdict is Verdict.KEPT, "written down again replaces what was"


def test_somebody_presents_at_the_partner_event(network):
    daan = network.expert(network.daan)
    event = plan(network, GatheringKind.PARTNER_EVENT, "Thu 2026-10-08 13:00")
    write_attendance(gathering=event, came=[daan], presented=[], by=network.mirte, at=AT)
    assert judged(network, "partner_event_presented").verdict is Verdict.BROKEN
    write_attendance(gathering=event, came=[], presented=[daan], by=network.mirte, at=AT)
    assert judged(network, "partner_event_presented").verdict is Verdict.KEPT
    assert Attendance.objects.get().came, "who presented was there"


def test_a_progress_meeting_is_with_one_partner_and_nobody_else_knows(network):
    network.expert(network.daan)
    meeting = plan(network, GatheringKind.PROGRESS_MEETING, "Mon 2026-06-08 10:00", network.partner.organisation)
    assert judged(network, "progress_meeting").verdict is not Verdict.KEPT
    write_attendance(gathering=meeting, came=[], presented=[], by=network.mirte, at=AT)
    assert judged(network, "progress_meeting").verdict is Verdict.KEPT
    with scoped(network.jeroen.scope):
        assert not Gathering.objects.exists()
    jeroen = network.expert(network.jeroen, of=network.other)
    with pytest.raises(GatheringOver):
        say_attendance(
            gathering=meeting, expert=jeroen, comes=True, presents=False, by=network.jeroen, at=meeting.starts_at - timedelta(9)
        )


def test_only_who_looks_after_partners_plans_and_writes_down(network):
    daan = network.expert(network.daan)
    coming = plan(network, on="Thu 2026-12-03 09:30")
    with pytest.raises(NotHeldYet):
        write_attendance(gathering=coming, came=[daan], presented=[], by=network.mirte, at=AT)
    for other in (network.roos, network.world.agent, network.world.lead):
        with pytest.raises(NotAllowed):
            write_attendance(gathering=coming, came=[daan], presented=[], by=other, at=AT + timedelta(days=60))
        with pytest.raises(NotAllowed):
            cancel_gathering(gathering=coming, by=other, at=AT)
    for other in (network.emre, network.jeroen):
        with pytest.raises(NotAllowed):
            say_attendance(gathering=coming, expert=daan, comes=True, presents=False, by=other, at=AT)


def test_who_comes_hears_that_it_does_not_go_ahead(network, run_jobs, mailoutbox):
    daan = network.expert(network.daan)
    coming = plan(network, on="Thu 2026-12-03 09:30")
    say_attendance(gathering=coming, expert=daan, comes=True, presents=True, by=network.daan, at=AT)
    run_jobs()
    mailoutbox.clear()
    cancel_gathering(gathering=coming, by=network.mirte, at=AT)
    run_jobs()
    assert [m.to for m in mailoutbox] == [[network.daan.email]]
    with pytest.raises(GatheringOver):
        say_attendance(gathering=coming, expert=daan, comes=True, presents=True, by=network.daan, at=AT)


def test_the_pages_of_both_sides(network):
    daan = network.expert(network.daan)
    coming = plan(network, GatheringKind.PARTNER_EVENT, "Thu 2026-12-03 09:30")
    past = plan(network)
    there = f"/partnership/gatherings/{coming.pk}/attendance"
    assert signed_in(network.daan).post(there, {"expert": daan.pk, "presents": "on", "comes": "yes"}, at=AT).status_code == 303
    assert Attendance.objects.get().presents
    page = words_of(signed_in(network.roos).get("/partnership/gatherings", at=AT).content.decode())
    assert "Daan Kuiper" in page and "presenteert" in page
    assert signed_in(network.daan).post(there, {"expert": daan.pk, "comes": "no"}, at=AT).status_code == 303
    assert Attendance.objects.get().withdrawn_at is not None
    assert signed_in(network.daan).post(there, {"expert": "x", "comes": "maybe"}, at=AT).status_code == 303, "says what is wrong"
    desk = signed_in(network.mirte)
    assert desk.post(f"/partner-desk/gatherings/{past.pk}/attendance", {"came": [daan.pk]}, at=AT).status_code == 303
    assert "Daan Kuiper" in desk.get(f"/partner-desk/gatherings/{past.pk}", at=AT).content.decode()
    form = {"kind": "progress_meeting", "title": "Voortgang", "place": "Online", "starts_at": "2026-12-08T10:00", "partner": ""}
    assert desk.post("/partner-desk/gatherings/new", form, at=AT).status_code == 422
    assert desk.post("/partner-desk/gatherings/new", {**form, "partner": network.partner.pk}, at=AT).status_code == 303
    for stranger in (network.world.stranger, network.world.agent):
        for path in ("/partnership/gatherings", "/partner-desk/gatherings", f"/partner-desk/gatherings/{past.pk}"):
            assert signed_in(stranger).get(path, at=AT).status_code == 404


@pytest.mark.parametrize("when", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_beyond_the_years_is_a_fault_in_the_form(network, when):
    client = signed_in(network.mirte)
    typed = {"kind": "kick_off", "partner": "", "title": "Aftrap", "place": "Zaal 2", "starts_at": when}
    answer = client.post("/partner-desk/gatherings/new", typed, at=AT)
    assert answer.status_code == 422 and "Aftrap" in answer.content.decode()
    assert not Gathering.objects.exists()

# SPDX-License-Identifier: EUPL-1.2
"""Merging, following, and what a form sent twice does."""

from __future__ import annotations

from uuid import uuid4

import pytest

from akkoord.cases.actions import assign_case, follow_case, link_cases, make_move, merge_case
from akkoord.cases.models import Case
from akkoord.cases.refusals import CannotMove, NotAllowed
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict, Why


def test_a_merge_keeps_the_earliest_deadlines_of_both(world, amsterdam):
    first = world.reports(priority=2, at="Mon 2026-11-16 10:00")
    second = world.reports(priority=2, at="Tue 2026-11-17 10:00")
    due = {c.name: c.due_at for c in Clock.objects.of(first.key)}
    merge_case(case=first, into=second, by=world.agent, at=amsterdam("Tue 2026-11-17 09:30"))
    second.refresh_from_db()
    assert {c.name: c.due_at for c in Clock.objects.of(second.key)} == due
    assert second.next_due_at == due["reaction"]
    assert {c.verdict for c in Clock.objects.of(first.key)} == {Verdict.WAIVED}
    assert second.clock("reaction").deadlines.last().why == Why.MERGED
    first.refresh_from_db()
    assert not first.is_open
    assert first.merged_into == second
    with pytest.raises(CannotMove):
        make_move(case=first, move="answer", by=world.agent, at=amsterdam("Tue 2026-11-17 11:00"), text="Hier?")


def test_cases_of_two_organisations_never_merge(world, amsterdam):
    mine = world.reports(at="Mon 2026-11-16 10:00")
    theirs = world.reports(
        at="Mon 2026-11-16 10:00", by=world.stranger, organisation=world.stranger.memberships.get().organisation
    )
    with pytest.raises(CannotMove):
        merge_case(case=mine, into=theirs, by=world.agent, at=amsterdam("Mon 2026-11-16 11:00"))


def test_only_who_may_see_a_case_can_follow_or_be_made_responsible(world, amsterdam):
    case, at = world.reports(at="Mon 2026-11-16 10:00"), amsterdam("Mon 2026-11-16 11:00")
    follow_case(case=case, by=world.submitter, at=at, person=world.manager)
    for person in (world.member, world.stranger):
        with pytest.raises(NotAllowed):
            follow_case(case=case, by=world.submitter, at=at, person=person)
    with pytest.raises(NotAllowed):
        assign_case(case=case, by=world.agent, at=at, to=world.manager)
    with pytest.raises(NotAllowed):
        link_cases(case=case, other=case, how="follows", by=world.stranger, at=at)


def test_a_form_sent_twice_reports_once_and_answers_once(world, amsterdam):
    once = uuid4()
    first = world.reports(at="Mon 2026-11-16 10:00", once=once)
    assert world.reports(at="Mon 2026-11-16 10:00", once=once) == first
    assert Case.objects.count() == 1
    token, at = uuid4(), amsterdam("Mon 2026-11-16 11:00")
    said = make_move(case=first, move="answer", by=world.agent, at=at, text="Zo.", once=token)
    assert make_move(case=first, move="answer", by=world.agent, at=at, text="Zo.", once=token) == said
    assert first.messages.count() == 2

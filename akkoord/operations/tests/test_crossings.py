# SPDX-License-Identifier: EUPL-1.2
"""Whoever is on duty hears once what crossed its bound, and once that it is well."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail

from akkoord.operations.actions.crossings import CALM, note_crossings
from akkoord.operations.actions.duty import hand_over, set_duty
from akkoord.operations.models import Crossing
from akkoord.operations.roster import operators
from akkoord.operations.rules.watching import Finding, Level
from akkoord.people.actions import change_roles
from akkoord.people.models import Membership
from akkoord.people.rules import StaffRole

pytestmark = pytest.mark.django_db
QUEUE = Finding("queue", Level.CROSSED, 900, 500)
WELL = Finding("queue", Level.WELL, 3, 500)


@pytest.fixture
def at(amsterdam):
    return amsterdam("Thu 2026-11-19 12:50")


@pytest.fixture
def ruben(world, at):
    """A second person of operations."""
    membership = Membership.objects.get(person=world.person("Ruben Castelijn"))
    change_roles(by=world.lead, at=at, membership=membership, roles=[StaffRole.OPERATIONS])
    return world.person("Ruben Castelijn")


@pytest.fixture
def on_duty(world, ruben, at):
    """Femke is on duty."""
    return set_duty(person=world.operator, begin=at, end=at + timedelta(days=2), by=None, at=at)


@pytest.fixture
def letters(run_jobs):
    """The mails so far as (to, subject)."""

    def sent():
        run_jobs()
        return [(letter.to[0].split(".")[0], letter.subject) for letter in mail.outbox]

    return sent


def test_a_crossing_is_told_once_to_whoever_is_on_duty(world, on_duty, at, letters):
    for minute in range(3):
        note_crossings(found=[QUEUE], by=None, at=at + timedelta(minutes=minute))
    assert [to for to, _subject in letters()] == ["femke"]
    assert "900" in mail.outbox[0].subject and "500" in mail.outbox[0].body
    assert Crossing.objects.get().ended_at is None


def test_it_is_told_again_when_it_was_well_for_a_while_and_wavering_tells_nothing(world, on_duty, at, letters):
    minute = timedelta(minutes=1)
    note_crossings(found=[QUEUE], by=None, at=at)
    note_crossings(found=[WELL], by=None, at=at + minute)
    note_crossings(found=[QUEUE], by=None, at=at + 2 * minute)
    note_crossings(found=[WELL], by=None, at=at + 3 * minute)
    note_crossings(found=[WELL], by=None, at=at + 3 * minute + CALM - minute)
    assert len(letters()) == 1
    note_crossings(found=[WELL], by=None, at=at + 3 * minute + CALM)
    assert [to for to, _subject in letters()] == ["femke", "femke"]
    note_crossings(found=[QUEUE], by=None, at=at + timedelta(hours=1))
    assert len(letters()) == 3, "a new crossing is told anew"


def test_what_is_no_longer_known_is_not_called_well(world, on_duty, at, letters):
    note_crossings(found=[Finding("lag", Level.CROSSED, 90, 60, "1")], by=None, at=at)
    for hour in range(1, 4):
        note_crossings(found=[Finding("lag", Level.UNKNOWN, None, 60, "1")], by=None, at=at + timedelta(hours=hour))
    assert len(letters()) == 1


def test_an_outage_that_is_over_is_told_at_once(world, on_duty, at, letters):
    note_crossings(found=[Finding("outage", Level.CROSSED, name="OUT-2026-000001")], by=None, at=at)
    note_crossings(found=[], by=None, at=at + timedelta(minutes=1))
    assert len(letters()) == 2
    assert all("OUT-2026-000001" in subject for _to, subject in letters())


def test_where_nobody_is_on_duty_everybody_of_operations_hears_it_and_of_the_hole_itself(world, ruben, at, letters):
    note_crossings(found=[Finding("duty", Level.CROSSED), QUEUE], by=None, at=at)
    heard = Counter(to for to, _subject in letters())
    assert heard == {person.email.split(".")[0]: 2 for person in operators()}
    assert len(heard) > 1


def test_a_reaction_that_runs_twice_writes_one_mail(world, on_duty, at, letters):
    from akkoord.audit.models import Event
    from akkoord.operations.watch.reactions import mail_crossing

    note_crossings(found=[QUEUE], by=None, at=at)
    assert len(letters()) == 1
    mail_crossing(Event.objects.get(name="WatchCrossed"))
    assert len(letters()) == 1


def test_the_next_one_gets_the_note_of_the_one_before(world, on_duty, ruben, at, letters):
    hand_over(duty=on_duty, note="Let op db-2.", to=ruben, by=world.operator, at=at + timedelta(hours=1))
    assert [to for to, _subject in letters()] == ["ruben"]
    assert "Let op db-2." in mail.outbox[0].body


def test_the_minute_job_notes_what_it_reads(world, clock, letters):
    from akkoord.operations.jobs.watching import watch

    clock("Thu 2026-11-19 12:50")
    watch(timestamp=0)
    assert Crossing.objects.filter(what="duty", ended_at=None).exists()
    assert any(to == "femke" for to, _subject in letters())

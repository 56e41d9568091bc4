# SPDX-License-Identifier: EUPL-1.2
"""Calamities: contact within an hour of calamity hours, picked up in time when reported outside them. sla:2.2.2"""

from __future__ import annotations

import pytest

from akkoord.cases.actions import make_move
from akkoord.cases.refusals import NotAllowed
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.desk.actions import report_calamity, review_calamity


def calamity(world, at, *, first_class=False):
    return report_calamity(
        by=world.first_class_submitter if first_class else world.submitter,
        at=at,
        organisation=world.first_class if first_class else world.customer,
        subject="Alles ligt stil",
        text="Niemand kan erin.",
    )


@pytest.mark.parametrize(
    ("at", "first_class", "contact", "pick_up"),
    [
        ("Wed 2026-11-18 22:30", False, "Thu 2026-11-19 06:30", None),
        ("Sat 2026-11-21 09:00", False, "Mon 2026-11-23 07:00", "Mon 2026-11-23 17:00"),
        ("Fri 2026-12-25 10:00", False, "Fri 2026-12-25 11:00", None),
        ("Fri 2026-11-20 22:30", True, "Sat 2026-11-21 08:30", None),
        ("Sat 2026-12-26 12:00", True, "Sun 2026-12-27 09:00", "Mon 2026-12-28 17:00"),
    ],
)
def test_contact_and_pick_up_follow_the_calamity_hours(world, amsterdam, at, first_class, contact, pick_up):
    case = calamity(world, amsterdam(at), first_class=first_class)
    clocks = {c.name: c.due_at for c in Clock.objects.of(case.key)}
    assert clocks == {"contact": amsterdam(contact)} | ({"pick_up": amsterdam(pick_up)} if pick_up else {})


def test_a_contact_also_picks_it_up_and_can_be_logged_again(world, amsterdam):
    case = calamity(world, amsterdam("Sat 2026-11-21 09:00"))
    make_move(case=case, move="contact", by=world.agent, at=amsterdam("Mon 2026-11-23 06:10"), text="Gebeld met Marieke.")
    assert {c.verdict for c in Clock.objects.of(case.key)} == {Verdict.KEPT}
    make_move(case=case, move="contact", by=world.agent, at=amsterdam("Mon 2026-11-23 06:40"), text="Nog eens gebeld.")
    assert case.state == "picked_up"


def test_a_review_says_cause_deed_and_prevention(world, amsterdam):
    case = calamity(world, amsterdam("Wed 2026-11-18 10:00"))
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Wed 2026-11-18 11:00"), text="Alles werkt weer.")
    with pytest.raises(NotAllowed):
        review_calamity(case=case, by=world.submitter, at=amsterdam("Wed 2026-11-18 12:00"), cause="a", done="b", prevention="c")
    review_calamity(
        case=case,
        by=world.agent,
        at=amsterdam("Thu 2026-11-19 12:00"),
        cause="Volle schijf.",
        done="Geleegd.",
        prevention="Alarm.",
    )
    assert case.state == "reviewed"
    assert case.messages.last().text == "Volle schijf.\n\nGeleegd.\n\nAlarm."
    case.calamity.refresh_from_db()
    assert case.calamity.prevention == "Alarm."

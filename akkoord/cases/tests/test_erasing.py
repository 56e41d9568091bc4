# SPDX-License-Identifier: EUPL-1.2
"""A person is forgotten; what was said stays, and nothing else can change it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from akkoord.audit.models import Event
from akkoord.cases.actions import erase_person, make_move
from akkoord.cases.models import Message
from akkoord.cases.refusals import NotAllowed
from akkoord.notifications.models import Mail
from akkoord.people.models import Person
from akkoord.people.refusals import LastAdministrator


def search(words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT akkoord_search(%s, 10)", [words])
        return [row[0] for row in cursor.fetchall()]


def test_name_and_addresses_go_everywhere_and_the_case_stays(world, amsterdam, run_jobs):
    at = amsterdam("Wed 2026-11-18 10:15")
    case = world.reports(at=at, text="Groet, Marieke Oosterbaan, marieke.oosterbaan@elzenhorst.example")
    make_move(case=case, move="answer", by=world.agent, at=at, text="Dag Marieke Oosterbaan, kijk eens.")
    run_jobs()
    assert search("Oosterbaan") == [case.pk]
    erase_person(person=world.submitter, by=world.lead, at=at)
    assert not Person.objects.filter(name__contains="Oosterbaan").exists()
    assert not Mail.objects.filter(to__contains="oosterbaan").exists()
    assert [m.text for m in Message.objects.filter(case=case).order_by("id")] == ["Groet, —, —", "Dag —, kijk eens."]
    assert search("Oosterbaan") == []
    assert search("kijk") == [case.pk]
    assert Event.objects.get(name="PersonErased").by_id == world.lead.pk
    assert not world.submitter.is_active


@pytest.mark.parametrize("name", ["agent", "administrator", "stranger"])
def test_only_the_vendor_s_administrator_or_privacy_officer_erases(world, amsterdam, name):
    with pytest.raises(NotAllowed):
        erase_person(person=world.submitter, by=getattr(world, name), at=amsterdam("Wed 2026-11-18 10:15"))


def test_the_last_administrator_is_replaced_before_being_erased(world, amsterdam):
    with pytest.raises(LastAdministrator):
        erase_person(person=world.administrator, by=world.lead, at=amsterdam("Wed 2026-11-18 10:15"))


def test_no_setting_lets_the_application_change_what_was_said(world, amsterdam):
    world.reports(at=amsterdam("Wed 2026-11-18 10:15"))
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('akkoord.erasing', 'yes', true)")
        cursor.execute("UPDATE cases_message SET text = 'Anders.'")

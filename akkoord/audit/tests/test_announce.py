# SPDX-License-Identifier: EUPL-1.2
"""What happened is written with what caused it, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from akkoord.audit.actions import note_reading
from akkoord.audit.models import Event, Reading
from akkoord.cases.models import Case


class Refused(Exception):
    """Something went wrong after the action."""


def test_a_transaction_that_is_rolled_back_leaves_no_case_no_event_and_no_job(world):
    with pytest.raises(Refused), transaction.atomic():
        world.reports(at="Wed 2026-11-18 10:15")
        assert Event.objects.filter(name="IncidentReported").exists()
        assert ProcrastinateJob.objects.filter(task_name="spread").exists()
        raise Refused
    assert not Case.objects.exists()
    assert not Event.objects.filter(name="IncidentReported").exists()
    assert not ProcrastinateJob.objects.filter(task_name="spread").exists()


def test_when_the_event_cannot_be_written_nothing_else_is(world, monkeypatch):
    def broken(*args, **kwargs):
        raise Refused

    monkeypatch.setattr(Event.objects, "create", broken)
    with pytest.raises(Refused), transaction.atomic():
        world.reports(at="Wed 2026-11-18 10:15")
    assert not Case.objects.exists()


@pytest.mark.parametrize("change", ["UPDATE audit_event SET name = 'Other'", "DELETE FROM audit_event"])
def test_an_event_is_never_changed_or_removed(world, change):
    world.reports(at="Wed 2026-11-18 10:15")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_reading_is_noted_once_an_hour(world, amsterdam):
    at = amsterdam("Wed 2026-11-18 10:15")
    for minutes in (0, 5, 44, 45):
        note_reading(by=world.agent.pk, at=at + timedelta(minutes=minutes), subject="case:1", organisation=world.customer.pk)
    assert [r.first_at for r in Reading.objects.order_by("hour")] == [at, at + timedelta(minutes=45)]

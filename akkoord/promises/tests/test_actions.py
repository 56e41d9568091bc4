# SPDX-License-Identifier: EUPL-1.2
"""Counts follow every clock that is decided, and can be computed again."""

from datetime import datetime

import pytest
from django.db import connection, transaction

from akkoord.clocks.models import Clock
from akkoord.promises.actions import count_all_promises, count_promises, note_recheck
from akkoord.promises.models import MonthOfAll, MonthOfOne, Recheck, Touched
from akkoord.promises.rechecking import recheck
from akkoord.scope import statistics
from akkoord.scope.database import set_scope
from akkoord.scope.rules import Audience, Scope, Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("past")]


def stored() -> dict[tuple[object, ...], tuple[int, ...]]:
    return {
        (m.agreement_id, m.promise, m.audience, m.organisation_id, m.month): (m.kept, m.broken, m.waived, m.not_measurable)
        for m in MonthOfOne.objects.all()
        if isinstance(m, MonthOfOne)
    }


def decided() -> Clock:
    return Clock.objects.filter(verdict="kept", organisation__isnull=False).order_by("pk")[0]


def test_counting_bit_by_bit_gives_what_counting_everything_gives(at: datetime) -> None:
    assert stored()
    before = stored()
    count_all_promises(by=None, at=at)
    assert stored() == before


def test_database_looks_at_counts_after_everything_was_counted(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "MANY", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (before,) = cursor.fetchone()
        count_all_promises(by=None, at=at)
        cursor.execute("SELECT pg_stat_get_last_analyze_time('promises_monthofone'::regclass)")
        (looked_at,) = cursor.fetchone()
    assert looked_at is not None and looked_at >= before


def test_clock_that_is_decided_is_counted_at_the_next_counting(at: datetime) -> None:
    clock = Clock.objects.filter(verdict="running", stopped_at=None, organisation__isnull=False).order_by("pk")[0]
    before = sum(m.kept for m in MonthOfAll.objects.filter(promise=clock.promise))
    clock.verdict, clock.stopped_at = "kept", clock.due_at
    clock.save()
    assert Touched.objects.filter(promise=clock.promise).exists()
    count_promises(by=None, at=at)
    assert sum(m.kept for m in MonthOfAll.objects.filter(promise=clock.promise)) == before + 1
    assert not Touched.objects.exists()


def test_clock_that_goes_on_in_a_new_round_is_counted_by_its_last(at: datetime) -> None:
    clock = decided()
    before = sum(m.kept for m in MonthOfAll.objects.filter(promise=clock.promise))
    clock.pk, clock.round = None, clock.round + 1
    clock.verdict, clock.stopped_at = "running", None
    clock.save(force_insert=True)
    count_promises(by=None, at=at)
    assert sum(m.kept for m in MonthOfAll.objects.filter(promise=clock.promise)) == before - 1


def test_recheck_finds_nothing_when_all_is_well_and_names_a_false_verdict_and_a_false_count(at: datetime) -> None:
    assert recheck(at).differences == []
    clock = decided()
    Clock.objects.filter(pk=clock.pk).update(verdict="broken")
    found = recheck(at).differences
    assert any(str(clock) in text and "stored broken, computed kept" in text for text in found)
    assert any(clock.promise in text and "counted" in text for text in found)


def test_recheck_names_whose_count_is_false_and_what_the_clocks_give(at: datetime) -> None:
    one, total = MonthOfOne.objects.exclude(organisation=None).order_by("pk")[0], MonthOfAll.objects.order_by("pk")[0]
    assert isinstance(one, MonthOfOne)
    MonthOfOne.objects.filter(pk=one.pk).update(kept=one.kept + 7)
    MonthOfAll.objects.filter(pk=total.pk).update(broken=total.broken + 3)
    own, all_together = recheck(at).differences
    assert own.startswith(
        f"{one.promise} in {one.month}, organisation {one.organisation_id}: counted Counts(kept={one.kept + 7},"
    )
    assert f"computed Counts(kept={one.kept}," in own
    assert all_together.startswith(f"{total.promise} in {total.month}, all organisations: counted")
    MonthOfOne.objects.filter(pk=one.pk).delete()
    assert "counted Counts(kept=0, broken=0" in recheck(at).differences[0]


def test_recheck_names_a_deadline_that_the_calendar_does_not_give(at: datetime) -> None:
    clock = next(c for c in Clock.objects.filter(verdict="kept", round=1).order_by("pk") if c.deadlines.count() == 1)
    Clock.objects.filter(pk=clock.pk).update(due_at=clock.due_at.replace(year=clock.due_at.year + 1))
    assert any(str(clock) in text and "computed" in text for text in recheck(at).differences)


def test_recheck_leaves_a_row(at: datetime) -> None:
    note_recheck(by=None, at=at, verdicts=10, differences=0)
    assert Recheck.objects.get(at=at).verdicts == 10


def test_customer_reads_the_counts_of_its_own_organisations_alone() -> None:
    mine = decided().organisation_id
    assert mine is not None
    with transaction.atomic():
        set_scope(Scope(Side.CUSTOMER, frozenset({mine}), 1))
        assert {m.organisation_id for m in MonthOfOne.objects.all() if isinstance(m, MonthOfOne)} == {mine}
        assert not MonthOfAll.objects.exists()
        assert not Touched.objects.exists()


def test_what_an_organisation_keeps_to_itself_the_vendor_does_not_count(at: datetime) -> None:
    Clock.objects.filter(pk=decided().pk).update(audience=Audience.ORGANISATION_ONLY)
    count_promises(by=None, at=at)
    assert MonthOfOne.objects.filter(audience=Audience.ORGANISATION_ONLY).exists()
    with transaction.atomic():
        set_scope(Scope(Side.STAFF, frozenset(), 1))
        assert not MonthOfOne.objects.filter(audience=Audience.ORGANISATION_ONLY).exists()
        assert not MonthOfAll.objects.filter(audience=Audience.ORGANISATION_ONLY).exists()


def test_what_only_named_persons_know_is_not_counted_at_all(at: datetime) -> None:
    Clock.objects.filter(pk=decided().pk).update(audience=Audience.NAMED_PERSONS)
    count_promises(by=None, at=at)
    assert not MonthOfOne.objects.filter(audience=Audience.NAMED_PERSONS).exists()

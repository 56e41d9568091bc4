# SPDX-License-Identifier: EUPL-1.2
"""Samples become days and five minutes: once however often it is done, late and repeated ones too; nothing goes before it is folded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.db import connection

from akkoord.operations.actions.components import add_probe, register_component, register_place
from akkoord.operations.actions.folding import StillNeeded, drop_folds, drop_samples, fold_days
from akkoord.operations.jobs import folding
from akkoord.operations.loads import response_times
from akkoord.operations.models import DayFold, Instance, Sample, SlotFold, TimingHour, Unfolded
from akkoord.operations.rules.folding import midnight, unpacked
from akkoord.operations.rules.responses import Source
from akkoord.operations.samples import due_days, old_months, series
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

NOW = datetime(2026, 11, 19, 12, 50, tzinfo=UTC)
DAY = date(2026, 11, 10)
OLD = date(2026, 3, 15)  # more than 90 days ago
MINUTE = timedelta(minutes=1)


@pytest.fixture
def place(world):
    return register_place(code="here", name="Amersfoort", by=None, at=NOW)


@pytest.fixture
def probe(place):
    return made("payslip", place, window="first_window")


def made(code, place, **more):
    since = datetime(2020, 1, 1, tzinfo=UTC)
    register_component(code=code, name_nl=code, name_en=code, since=since, by=None, at=NOW)
    instance, settings = Instance.objects.get(code=code), {"url": "http://product.example/"}
    return add_probe(
        instance=instance, code=code, kind="http", settings=settings, places=[place], since=since, by=None, at=NOW, **more
    )


def measure(probe, place, *minutes, day=DAY, ok=True, ms=100.0):
    """A sample at each of these minutes of a day; one that is there already is left."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT operations_sample_month(%s)", [day])
    rows = [Sample(probe=probe, place=place, at=midnight(day) + n * MINUTE, ok=ok, ms=ms) for n in minutes]
    Sample.objects.bulk_create(rows, ignore_conflicts=True)


def fold_all(at=NOW):
    return fold_days(days=due_days(at), by=None, at=at)


def folds():
    return sorted(DayFold.objects.values_list("probe", "day", "count", "good", "total"))


def test_folding_twice_is_as_folding_once(probe, place) -> None:
    measure(probe, place, 0, 1, 7, 1439)
    assert fold_all() == 1
    once = folds()
    assert once == [(probe.pk, DAY, 4, 4, 400.0)]
    assert fold_all() == 0, "nothing is marked any more"
    Unfolded.objects.create(probe=probe, place=place, day=DAY, samples=1)
    assert fold_all() == 1
    assert folds() == once
    assert SlotFold.objects.count() == 1 and TimingHour.objects.count() == 2


def test_a_late_sample_marks_its_day_and_is_folded_in(probe, place) -> None:
    measure(probe, place, 5, 3)
    fold_all()
    measure(probe, place, 4, ok=False, ms=None)
    assert due_days(NOW) == [(probe.pk, place.pk, DAY)]
    fold_all()
    assert folds() == [(probe.pk, DAY, 3, 2, 200.0)]
    slots = unpacked(bytes(SlotFold.objects.get().slots))
    assert [(s.count, s.good) for s in slots[:2]] == [(2, 1), (1, 1)]
    found = response_times("first_window", midnight(DAY), midnight(DAY) + 60 * MINUTE, source=Source.PROBES)
    assert (found.count, found.failed, found.mean) == (2, 1, 100.0)


def test_a_sample_that_comes_twice_is_one_and_marks_nothing(probe, place) -> None:
    measure(probe, place, 1, 2)
    fold_all()
    measure(probe, place, 1, 2, ms=9000.0)
    assert due_days(NOW) == []
    assert folds() == [(probe.pk, DAY, 2, 2, 200.0)]


def test_each_place_and_each_probe_has_its_own_fold_and_the_window_has_all(probe, place) -> None:
    there, other = register_place(code="there", name="Zwolle", by=None, at=NOW), made("leave", place, window="first_window")
    measure(probe, place, 1)
    measure(probe, there, 1, 2, ms=300.0)
    measure(other, place, 1, ms=500.0)
    assert fold_all() == 3
    assert DayFold.objects.count() == 3
    found = response_times("first_window", midnight(DAY), midnight(DAY) + 60 * MINUTE)
    assert (found.count, found.total) == (4, 1200.0)


def test_today_is_folded_only_for_windows(probe, place) -> None:
    plain = made("plain", place)
    measure(probe, place, 1, day=NOW.date())
    measure(plain, place, 1, day=NOW.date())
    assert due_days(NOW) == [(probe.pk, place.pk, NOW.date())]
    assert len(due_days(NOW + timedelta(days=1))) == 2


def test_raw_samples_stay_until_all_are_folded(probe, place) -> None:
    measure(probe, place, 1, 2, day=OLD)
    with pytest.raises(StillNeeded, match="unfolded"):
        drop_samples(month=OLD, by=None, at=NOW)
    assert Sample.objects.count() == 2
    fold_all()
    assert drop_samples(month=OLD, by=None, at=NOW)
    assert (Sample.objects.count(), folds()) == (0, [(probe.pk, OLD, 2, 2, 200.0)])
    assert not drop_samples(month=OLD, by=None, at=NOW), "it is gone already"


def test_a_lost_mark_or_a_fold_of_fewer_samples_does_not_let_them_go(probe, place) -> None:
    measure(probe, place, 1, 2, day=OLD)
    Unfolded.objects.all().delete()
    with pytest.raises(StillNeeded, match="unfolded"):
        drop_samples(month=OLD, by=None, at=NOW)
    DayFold.objects.create(probe=probe, place=place, day=OLD, count=1, good=1, total=1.0, histogram=b"\x01")
    with pytest.raises(StillNeeded, match="unfolded"):
        drop_samples(month=OLD, by=None, at=NOW)


def test_young_samples_stay_though_they_are_folded(probe, place) -> None:
    day = datetime.now(UTC).date()
    measure(probe, place, 1, day=day)
    fold_all(at=NOW + timedelta(days=4000))
    with pytest.raises(StillNeeded, match="young"):
        drop_samples(month=day, by=None, at=NOW)


def test_only_months_that_ended_ninety_days_ago_are_old(probe, place) -> None:
    for month in (3, 7, 8, 9):
        measure(probe, place, 1, day=date(2026, month, 2))
    old = [month for month in old_months(datetime(2026, 11, 29, tzinfo=UTC)) if month.year == 2026]
    assert old == [date(2026, 3, 1), date(2026, 7, 1)]
    assert date(2026, 8, 1) in old_months(datetime(2026, 11, 30, tzinfo=UTC))


def test_what_comes_after_the_raw_samples_went_never_makes_a_fold_poorer(probe, place) -> None:
    measure(probe, place, 1, 2, 3, day=OLD)
    fold_all()
    drop_samples(month=OLD, by=None, at=NOW)
    whole = folds()
    measure(probe, place, 9, day=OLD)
    fold_all()
    assert folds() == whole
    measure(probe, place, 1, 2, 3, day=OLD)  # an import that is run again
    fold_all()
    assert folds() == [(probe.pk, OLD, 4, 4, 400.0)]
    assert drop_samples(month=OLD, by=None, at=NOW)


def test_five_minutes_go_after_400_days_and_days_after_five_years(probe, place) -> None:
    for back in (399, 401, 1820, 1830):
        measure(probe, place, 1, day=NOW.date() - timedelta(days=back))
    fold_all()
    drop_folds(by=None, at=NOW)
    ages = [(NOW.date() - day).days for day in SlotFold.objects.values_list("day", flat=True)]
    assert ages == [399]
    assert sorted((NOW.date() - day).days for day in DayFold.objects.values_list("day", flat=True)) == [399, 401, 1820]
    assert TimingHour.objects.count() == 3


@pytest.mark.parametrize("step", [MINUTE, 5 * MINUTE, 60 * MINUTE, 1440 * MINUTE], ids=str)
@pytest.mark.parametrize("is_folded", [True, False])
def test_a_series_is_the_same_from_samples_and_from_folds(probe, place, step, is_folded) -> None:
    measure(probe, place, 0, 3, 4, 61, 1439)
    measure(probe, place, 5, ok=False, ms=40.0)
    measure(probe, place, 0, day=DAY + timedelta(days=1))
    if is_folded:
        fold_all()
    found = series(probe, midnight(DAY), midnight(DAY) + timedelta(days=2), step)
    sums: dict[datetime, int] = {}
    for at in Sample.objects.values_list("at", flat=True):
        begin = midnight(DAY) + (at - midnight(DAY)) // step * step
        sums[begin] = sums.get(begin, 0) + 1
    assert [(p.begin, p.count) for p in found] == sorted(sums.items())
    assert (sum(p.good for p in found), sum(p.timed for p in found), sum(p.total for p in found)) == (6, 6, 600.0)
    assert found[0].mean == 100.0


def test_a_series_of_some_other_step_is_refused(probe) -> None:
    for step in (7 * MINUTE, 25 * MINUTE, 36 * 60 * MINUTE, 0 * MINUTE):
        with pytest.raises(ValueError, match="no step"):
            series(probe, NOW - timedelta(days=1), NOW, step)


@pytest.mark.django_db(transaction=True)
def test_samples_that_come_while_a_day_is_folded_are_not_forgotten(transactional_db) -> None:
    with scoped(SYSTEM):
        place = register_place(code="here", name="Amersfoort", by=None, at=NOW)
        probe = made("payslip", place)
        measure(probe, place, 1)
    late = "INSERT INTO operations_sample (probe_id, place_id, at, ok) VALUES (%s, %s, %s, true)"
    with psycopg.connect(**connection.get_connection_params(), autocommit=False) as prober:
        prober.execute(late, [probe.pk, place.pk, midnight(DAY) + 2 * MINUTE])
        with scoped(SYSTEM):
            assert fold_all() == 0, "somebody is writing: the next run folds it"
        prober.commit()
        with scoped(SYSTEM):
            assert fold_all() == 1
            prober.execute("SET lock_timeout = '200ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):  # it waits for the fold, and then marks the day anew
                prober.execute(late, [probe.pk, place.pk, midnight(DAY) + 3 * MINUTE])
            prober.rollback()
        prober.execute(late, [probe.pk, place.pk, midnight(DAY) + 3 * MINUTE])
        prober.commit()
    with scoped(SYSTEM):
        assert fold_all() == 1
        assert folds() == [(probe.pk, DAY, 3, 3, 100.0)]


def test_the_clockwork_folds_what_is_due_and_lets_go_what_is_old(probe, place) -> None:
    measure(probe, place, 1, 2, day=date(2021, 3, 15))
    measure(probe, place, 1, day=OLD)
    folding.fold_samples(timestamp=0)
    assert DayFold.objects.count() == 2 and not Unfolded.objects.exists()
    folding.drop_old(timestamp=0)
    assert not Sample.objects.exists()
    assert [day for (day,) in DayFold.objects.values_list("day")] == [OLD], "the other one is of more than five years ago"


def test_the_clockwork_fails_for_all_to_see_where_a_month_is_not_folded(probe, place) -> None:
    measure(probe, place, 1, 2, day=OLD)
    with pytest.raises(StillNeeded):
        folding.drop_old(timestamp=0)
    assert Sample.objects.count() == 2

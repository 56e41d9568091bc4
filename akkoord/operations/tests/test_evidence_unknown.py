# SPDX-License-Identifier: EUPL-1.2
"""Time that nobody measured is unknown, never up; and whose instances count for whom. sla:2.3.1"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from akkoord.operations.actions.components import place_organisation
from akkoord.operations.evidence import MonthReading, availability
from akkoord.operations.models import Gap, Instance, Place
from akkoord.operations.rules.formula import Cause
from akkoord.operations.rules.months import Stand
from akkoord.operations.rules.unheard import Listener, unheard, unwatched
from akkoord.operations.rules.words import MaintenanceKind
from akkoord.operations.rules.works import Work, cause_of, claims_of
from akkoord.site.world import cast
from akkoord.site.world.moments import amsterdam

from .history import DAY, HOUR, MINUTE, PRODUCTION, broke, heard, probed

NOVEMBER, LATER = date(2026, 11, 1), amsterdam("Wed 2026-12-02 09:00")
TUESDAY = amsterdam("Tue 2026-11-10 10:00")
FIRST, LAST = amsterdam("Sun 2026-11-01 00:00"), amsterdam("Tue 2026-12-01 00:00")


def november(**more: Any) -> MonthReading:
    return availability(NOVEMBER, at=LATER, **more)


def unknown(reading: MonthReading, code: str = "public-portal") -> int:
    return reading.own.components[code].unknown


def test_nobody_listens_nobody_hears_and_one_that_hears_is_enough():
    both = [Listener(0, 100, ((10, 40),)), Listener(20, 80, ((0, 30), (50, 60)))]
    assert unheard(both) == [(10, 30)], "until 20 only the first was asked"
    assert unheard([Listener(0, 100)]) == []
    assert unwatched(both, -5, 120) == [(-5, 0), (100, 120)]


def test_a_gap_is_unknown_only_where_no_other_probe_was_heard(world):
    first, second = probed("public-portal", "one"), probed("public-portal", "two")
    heard(first, LATER)
    heard(second, LATER)
    here = Place.objects.get(code="here")
    Gap.objects.create(probe=first, place=here, begin=TUESDAY, end=TUESDAY + 2 * HOUR)
    assert unknown(november()) == 0
    Gap.objects.create(probe=second, place=here, begin=TUESDAY + HOUR, end=TUESDAY + 5 * HOUR)
    reading = november()
    assert (unknown(reading), reading.own.components["public-portal"].down) == (3600, 0)
    worst, best = reading.share.worst, reading.share.best
    assert worst is not None and worst < 1 and best == 1


def test_a_prober_that_died_leaves_unknown_time_without_any_gap_written_down(world):
    probe = probed("public-portal", since=FIRST)
    heard(probe, TUESDAY)
    assert unknown(availability(NOVEMBER, at=TUESDAY + 2 * MINUTE)) == 0, "the next answer is not late yet"
    assert unknown(availability(NOVEMBER, at=TUESDAY + HOUR)) == 3600
    assert unknown(november()) == int((LAST - TUESDAY).total_seconds())


def test_a_probe_that_never_answered_measured_nothing(world):
    probed("public-portal", since=FIRST)
    assert unknown(november()) == 30 * 86400


def test_an_outage_in_unmeasured_time_is_down(world):
    probe = probed("public-portal", since=FIRST)
    heard(probe, TUESDAY, LATER)
    Gap.objects.create(probe=probe, place=Place.objects.get(code="here"), begin=FIRST, end=TUESDAY)
    broke("public-portal", began=TUESDAY - HOUR, lasted=2 * HOUR)
    figure = november().own.components["public-portal"]
    assert (figure.down, figure.unknown) == (7200, int((TUESDAY - FIRST).total_seconds()) - 3600)


def test_where_the_unknown_decides_the_month_is_open(world):
    for number, code in enumerate(PRODUCTION):
        probe = probed(code, f"probe-{number}", since=FIRST)
        heard(probe, LATER)
        Gap.objects.create(probe=probe, place=Place.objects.get(code="here"), begin=TUESDAY, end=TUESDAY + 5 * HOUR)
    assert november().stand is Stand.OPEN


def test_what_no_probe_watches_is_recorded_by_people_and_said_to_be(world):
    probe = probed("public-portal", since=FIRST)
    heard(probe, LATER)
    reading = november()
    assert reading.by_people == {"professional", "self-service", "mobile-app", "connectors"}
    assert (unknown(reading, "connectors"), reading.stand) == (0, Stand.KEPT)


def test_an_organisation_has_the_time_of_the_instances_it_sat_on(world):
    broke("professional", began=TUESDAY, lasted=2 * HOUR)
    on_a, on_b = world.organisation(cast.CUSTOMERS[0]), world.organisation(cast.CUSTOMERS[1])
    assert november(organisation=on_a.pk).own.components["professional"].down == 7200
    assert november(organisation=on_b.pk).own.components["professional"].down == 0
    everybody = november().own.components["professional"]
    assert (everybody.down, everybody.length) == (7200, 2 * 30 * 86400), "half of the time of two clusters"


def test_an_organisation_that_moves_takes_both_parts_with_it(world):
    organisation = world.organisation(cast.CUSTOMERS[0])
    broke("professional", began=TUESDAY - HOUR, lasted=2 * HOUR)
    broke("professional-b", began=TUESDAY - HOUR, lasted=3 * HOUR)
    b = Instance.objects.get(code="professional-b")
    place_organisation(organisation=organisation, instance=b, since=TUESDAY, by=None, at=TUESDAY)
    figure = november(organisation=organisation.pk).own.components["professional"]
    assert (figure.length, figure.down) == (30 * 86400, 3600 + 7200)
    assert set(november(organisation=organisation.pk).own.components) == {
        "professional", "self-service", "public-portal", "mobile-app", "connectors",
    }  # fmt: skip


def test_before_and_after_it_ran_a_component_has_no_time(world):
    instance = Instance.objects.get(code="connectors")
    type(instance.component).objects.filter(pk=instance.component_id).update(since=TUESDAY, until=TUESDAY + DAY)
    broke("connectors", began=TUESDAY - HOUR, lasted=2 * HOUR)
    figure = november().own.components["connectors"]
    assert (figure.length, figure.down) == (86400, 3600)


LISTENERS = st.lists(
    st.builds(
        lambda span, silences: Listener(span[0], span[1], tuple(silences)),
        st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted),
        st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: tuple(sorted(pair))), max_size=4),
    ),
    max_size=4,
)


@given(LISTENERS)
def test_unheard_time_agrees_with_asking_every_second(listeners: list[Listener]) -> None:
    def is_unknown(second: int) -> bool:
        asked = [each for each in listeners if each.begin <= second < each.end]
        return bool(asked) and all(any(a <= second < b for a, b in each.silences) for each in asked)

    found = unheard(listeners)
    assert {second for a, b in found for second in range(a, b)} == {second for second in range(41) if is_unknown(second)}
    free = {second for a, b in unwatched(listeners, 0, 41) for second in range(a, b)}
    assert free == {second for second in range(41) if not any(each.begin <= second < each.end for each in listeners)}


WORK_TIMES = st.lists(st.integers(0, 30), min_size=4, max_size=4)


@given(WORK_TIMES, st.booleans(), st.booleans(), st.integers(0, 30), st.sampled_from(MaintenanceKind))
def test_what_work_claims_agrees_with_asking_every_second(times: list[int], begun: bool, ended: bool, at: int, kind: str) -> None:
    (planned_from, planned_until), (begin, end) = sorted(times[:2]), sorted(times[2:])
    work = Work("m", kind, False, planned_from, planned_until, begin if begun else None, end if begun and ended else None, True)

    def cause(second: int) -> Cause | None:
        planned = planned_from <= second < planned_until
        if second >= at or not (begin <= second < (end if ended else at) if begun else planned):
            return None
        return cause_of(work) if planned else Cause.OVERRUN

    claims = claims_of(work, at)
    for second in range(31):
        assert [claim.cause for claim in claims if claim.begin <= second < claim.end] == [c for c in [cause(second)] if c]

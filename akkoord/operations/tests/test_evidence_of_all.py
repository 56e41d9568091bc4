# SPDX-License-Identifier: EUPL-1.2
"""Every organisation's month at once says what it says of each alone. sla:2.3.1"""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections import Counter
from dataclasses import replace
from datetime import UTC, date
from io import StringIO

import pytest

from akkoord.agreements.models import Contract
from akkoord.operations.actions.components import place_organisation
from akkoord.operations.availability.listing import write_month
from akkoord.operations.cli import add_commands
from akkoord.operations.evidence import Reckoner, availability, read_facts, reading_of
from akkoord.operations.evidence.agreed import AVAILABILITY, agreed_on
from akkoord.operations.evidence.many import every_organisation
from akkoord.operations.models import Instance, Placement
from akkoord.operations.rules.availability import Share
from akkoord.operations.rules.formula import Cause, CountsAs, Formula
from akkoord.operations.rules.months import month_bounds
from akkoord.people.models import Organisation
from akkoord.site.world.moments import amsterdam
from akkoord.timing.moments import moment_at

from .history import DAY, HOUR, PRODUCTION, broke, probed, worked

NOVEMBER = date(2026, 11, 1)
TUESDAY = amsterdam("Tue 2026-11-10 10:00")


@pytest.fixture
def moved(world):
    """A month with trouble on both clusters, in which many moved, one was nowhere and one had other terms."""
    broke("professional", began=TUESDAY, lasted=3 * HOUR)
    broke("self-service-b", "public-portal", began=TUESDAY + 2 * HOUR, lasted=5 * HOUR, origin="calamity")
    worked(*PRODUCTION, begin=amsterdam("Sat 2026-11-14 08:00"), lasted=4 * HOUR, ahead=2 * DAY)
    probed("connectors", since=TUESDAY)
    b = Instance.objects.get(code="professional-b")
    customers = list(Organisation.objects.exclude(kind="vendor").order_by("kind", "pk"))  # partners have a contract too
    for hours, organisation in enumerate(customers[::3]):
        place_organisation(organisation=organisation, instance=b, since=TUESDAY + hours * HOUR / 3, by=None, at=TUESDAY)
    Placement.objects.filter(organisation=customers[1]).delete()
    Contract.objects.filter(organisation=customers[2]).update(ends_on=date(2026, 10, 1))
    return customers


@pytest.mark.parametrize("at", ["Wed 2026-12-02 09:00", "Fri 2026-11-20 09:00"], ids=["over", "running"])
def test_every_organisation_has_the_month_that_it_has_alone(moved, at):
    at = amsterdam(at)
    found = {row.organisation: row for row in every_organisation(NOVEMBER, at=at)}
    assert set(found) == {customer.pk for customer in moved} - {moved[2].pk}, "without a contract nothing is promised"
    for organisation, row in found.items():
        alone = availability(NOVEMBER, organisation=organisation, at=at)
        assert (row.share, row.stand, row.agreed) == (alone.share, alone.stand, alone.agreed)
        assert row.strict == Share(alone.own.strict.worst, alone.own.strict.best)
    assert len({row.share for row in found.values()}) > 5


@pytest.mark.parametrize("together", ["mean", "any_down"])
@pytest.mark.parametrize("at", ["Wed 2026-12-02 09:00", "Fri 2026-11-20 09:00", "Sat 2026-10-31 09:00"])
def test_month_reckoned_from_shared_instances_is_the_month_that_each_has_alone(moved, at, together):
    at = amsterdam(at)
    begin, end = (moment_at(second, UTC) for second in month_bounds(NOVEMBER, "Europe/Amsterdam"))
    reckoners: dict[Formula, Reckoner] = {}
    for customer in (None, *moved):
        organisation = customer and customer.pk
        agreed = agreed_on(NOVEMBER, AVAILABILITY, organisation, at)
        agreed = replace(agreed, formula=replace(agreed.formula, together=together))
        facts = read_facts(begin, end, at, agreed.terms, organisation)
        alone = reading_of(facts, NOVEMBER, agreed, organisation, AVAILABILITY)
        if agreed.formula not in reckoners:
            reckoners[agreed.formula] = Reckoner(replace(facts, seats=None), NOVEMBER, agreed.zone, agreed.formula, AVAILABILITY)
        found = reckoners[agreed.formula].reckon(facts.seats, agreed)
        assert (found.share, found.stand, found.why, found.is_running) == (alone.share, alone.stand, alone.why, alone.is_running)
        slices = [each for its in alone.own.slices.values() for each in its]
        left_out = [each for each in slices if each.counts_as is CountsAs.LEFT_OUT]
        seconds = Counter[Cause]()
        for each in left_out:
            seconds[each.cause] += each.seconds
        assert found.left_out == seconds
        assert {(cause, key) for cause, keys in found.proof.items() for key in keys} == {(s.cause, s.source) for s in left_out}
        assert set(found.down) == {each.source for each in slices if each.counts_as is CountsAs.DOWN}
        assert found.unknown == sum(each.seconds for each in slices if each.counts_as is CountsAs.UNKNOWN)


def test_it_takes_no_query_for_each_organisation(moved, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        every_organisation(NOVEMBER, at=amsterdam("Wed 2026-12-02 09:00"))


def test_the_list_of_a_month_says_it_of_each_by_their_number(moved):
    text = StringIO()
    assert write_month(NOVEMBER, at=amsterdam("Wed 2026-12-02 09:00"), file=text) == len(moved) - 1
    rows = list(csv.DictReader(StringIO(text.getvalue())))
    numbers = {str(c.customer_number or "") for c in moved if c != moved[2]}  # a partner has none
    assert {row["customer_number"] for row in rows} == numbers
    assert {(row["promise"], row["at_least"], row["month"]) for row in rows} == {("2.3.1/availability", "99.5000", "2026-11")}
    assert all(row["worst"] <= row["best"] < "99.5" and row["stand"] == "broken" for row in rows)


def test_the_command_takes_a_month(capsys):
    top = ArgumentParser()
    add_commands(top.add_subparsers())
    assert top.parse_args(["availability", "2026-10"]).month == date(2026, 10, 1)
    with pytest.raises(SystemExit):
        top.parse_args(["availability", "2026-13"])
    assert "2026-13" in capsys.readouterr().err

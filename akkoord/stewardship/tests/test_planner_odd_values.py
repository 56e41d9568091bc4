# SPDX-License-Identifier: EUPL-1.2
"""Odd values in forms and addresses of the planner and of test plans break no page and change nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from akkoord.cases.tests.reading import signed_in
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards
from akkoord.stewardship.actions.planner import Wanted, plan_entry
from akkoord.stewardship.actions.updates import plan_update
from akkoord.stewardship.rules.planner import Days, EntryKind
from akkoord.stewardship.rules.updates import Area

AT = amsterdam("Thu 2026-11-19 12:00")
ODD = ["", "\x00", "²", "-1", "9" * 30, "x" * 20_000, "9999-99-99", "9999-12-31", "'\"></script>%';--&|!():*", "١٢"]
FIELDS = (
    "title", "kind", "first", "last", "owner", "process", "goal", "remind_before", "notes", "once", "keys", "following", "name",
    "comes_on", "accept_from", "accept_until", "tests", "test-title", "test-area", "test-owner", "change-title", "change-owner",
    "outcome", "finding", "to", "subject", "text", "decision-is_go", "decision-reason",
)  # fmt: skip
ASKED = ("owner", "kind", "organisation", "on", "key")
DAY = date(2026, 12, 1)


@pytest.fixture
def places(world: World) -> list[str]:
    """Every address, of things that are there."""
    found_stewards(AT)
    wanted = Wanted(EntryKind.EVENT, "Overleg", Days(DAY, DAY))
    entry = plan_entry(organisation=world.customer, wanted=wanted, by=world.submitter, at=AT).get_absolute_url()
    days: dict[str, Any] = {"comes_on": DAY, "accept_from": DAY, "accept_until": DAY}
    plan = plan_update(
        organisation=world.customer, name="Winter", ready={Area.FUNCTIONAL: ["Loonrun"]}, by=world.submitter, at=AT, **days
    )
    test = f"/stewardship/updates/tests/{plan.tests.get().pk}"
    return [
        *(f"/stewardship/planner{tail}" for tail in ("", "/2026", "/2026-12", "/new", "/2026/template", "/2026.ics", ".ics")),
        entry, f"{entry}/change", "/stewardship/updates", "/stewardship/updates/new",
        *(f"{plan.get_absolute_url()}{tail}" for tail in ("", "/change", "/decision", "/tests")),
        *(f"{test}{tail}" for tail in ("", "/change", "/passing-on")),
    ]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_no_odd_value_breaks_a_page(world, places, odd: str) -> None:
    reader = signed_in(world.submitter)
    for place in places:
        address = f"{place}?" + "&".join(f"{name}={odd.encode().hex() if len(odd) > 99 else odd}" for name in ASKED)
        for answer in (reader.get(address, at=AT), reader.post(place, dict.fromkeys(FIELDS, odd), at=AT)):
            assert answer.status_code in (200, 303, 404, 405, 422), (place, answer.status_code)

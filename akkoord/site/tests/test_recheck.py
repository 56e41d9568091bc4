# SPDX-License-Identifier: EUPL-1.2
"""Everything that the demonstration says of its promises follows from what it recorded."""

from __future__ import annotations

from akkoord.promises.models import MonthVerdict
from akkoord.promises.rechecking import recheck
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site import demo, world
from akkoord.web.moments import now


def test_recheck_of_the_demonstration_finds_no_difference(db: None) -> None:
    world.build()
    world.measure(product="http://localhost:1", portal="http://localhost:2")
    demo.judge_months()
    set_scope(SYSTEM)
    found = recheck(now())
    assert found.differences == []
    ended = MonthVerdict.objects.filter(until__lte=now().date()).values_list("until", flat=True)
    assert len(set(ended)) >= 12 and found.verdicts > 1_500
    assert set(MonthVerdict.objects.values_list("verdict", flat=True)) >= {"kept", "broken", "at_risk"}

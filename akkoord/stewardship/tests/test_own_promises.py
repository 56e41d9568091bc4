# SPDX-License-Identifier: EUPL-1.2
"""What an organisation promises itself is nobody else's promise."""

from akkoord.clocks.models import Clock
from akkoord.desk.home import broken_lately, promises_of

from .ticketing import AT, asks, with_stewards


def test_clocks_of_ones_own_agreement_do_not_stand_under_what_the_vendor_promises(world):
    with_stewards(world)
    case = asks(world)
    assert Clock.objects.of(case.key).exists()
    assert promises_of([world.customer.pk], AT).total == 0
    assert broken_lately(world.administrator, AT.replace(month=12), AT) == []

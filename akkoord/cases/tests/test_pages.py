# SPDX-License-Identifier: EUPL-1.2
"""The page of a case, as each of its readers gets it."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from akkoord.cases.actions import assign_case, make_move, write_note
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .reading import page_text, signed_in

pytestmark = pytest.mark.django_db


def test_owner_reads_whose_turn_it_is_and_both_clocks(world: World) -> None:
    case = world.reports("Loonrun stopt", priority=2, at="Thu 2026-11-19 09:00")
    text = page_text(signed_in(world.submitter), case, at="Thu 2026-11-19 10:00")
    assert "Loonrun stopt" in text
    assert text.count('class="clock"') == 2

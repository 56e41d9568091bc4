# SPDX-License-Identifier: EUPL-1.2
"""A month to report: October 2026 of two customers, with files kept in a folder of the test's own."""

from collections.abc import Callable, Iterator

import pytest

from akkoord.cases import store
from akkoord.cases.actions import make_move
from akkoord.desk.actions import rate_case
from akkoord.operations.actions.outages import close_outage, open_outage
from akkoord.operations.models import Instance
from akkoord.operations.rules.words import Impact
from akkoord.promises.actions import count_promises, judge_missing_months
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Mon 2026-11-02 09:00")


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Iterator[None]:
    """A store that ends with the test."""
    settings.ATTACHMENT_STORE = tmp_path.as_uri()
    store._store.cache_clear()
    yield
    store._store.cache_clear()


@pytest.fixture
def october(kept_october: None, world: World) -> World:
    """One case handled in a day and rated, one too late, one still open; the day that cluster A was down."""
    return world


@pytest.fixture(scope="module")
def kept_october(keep: Callable[[Callable[[], object]], None]) -> None:
    """Once for a file: a month of a dozen customers takes a while to judge."""
    keep(write_october)


def write_october() -> None:
    world = World()
    handled = world.reports("Geheime loonkwestie", at="Thu 2026-10-01 09:30", priority=2)
    make_move(case=handled, move="resolve", by=world.agent, at=amsterdam("Thu 2026-10-01 15:30"), text="Hersteld.")
    rate_case(case=handled, by=world.submitter, at=amsterdam("Thu 2026-10-01 16:00"), stars=4, remark="Fijn.")
    late = world.reports("Late reactie", at="Mon 2026-10-05 09:00", priority=2)
    make_move(case=late, move="resolve", by=world.agent, at=amsterdam("Thu 2026-10-08 09:00"), text="Hersteld.")
    world.reports("Nog open", at="Thu 2026-10-29 10:00", priority=2)
    outage = open_outage(
        title_nl="Eruit", title_en="Down", instances={Instance.objects.get(code="professional"): Impact.DOWN},
        severity="major", began_at=amsterdam("Tue 2026-10-06 10:00"), by=world.operator, at=amsterdam("Tue 2026-10-06 10:00"),
    )  # fmt: skip
    close_outage(outage, ended_at=amsterdam("Wed 2026-10-07 10:00"), by=world.operator, at=amsterdam("Wed 2026-10-07 10:00"))
    count_promises(by=None, at=AT)
    judge_missing_months(by=None, at=AT)

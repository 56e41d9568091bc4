# SPDX-License-Identifier: EUPL-1.2
"""A past to count: the small made-up log of the desk's tests, under its own agreement."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from akkoord.agreements.actions import publish_agreement
from akkoord.agreements.reading import read_agreement
from akkoord.desk import importing, tests
from akkoord.desk.importing.mapping import Mapping
from akkoord.desk.importing.run import import_incidents
from akkoord.importing.mapping_file import read_mapping
from akkoord.promises.actions import count_promises
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DATA = Path(tests.__file__).parent / "data"
MAPPINGS = Path(importing.__file__).parent / "mappings"


@pytest.fixture
def at() -> datetime:
    """The moment of the import: Saturday 21 November 2026."""
    return AT


@pytest.fixture
def past(db: None) -> None:
    """Seven imported incidents of two customers, counted, under the system's scope."""
    set_scope(SYSTEM)
    publish_agreement(document=read_agreement(MAPPINGS / "bpi14-agreement.yaml").document, by=None, at=AT)
    import_incidents(DATA / "sample_log.csv", read_mapping(DATA / "sample_mapping.yaml", Mapping), "service-log", at=AT)
    count_promises(by=None, at=AT)

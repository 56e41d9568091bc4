# SPDX-License-Identifier: EUPL-1.2
"""A customer under an agreement in which clocks wait while the customer does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from akkoord import agreements
from akkoord.agreements.actions import end_contract, publish_agreement, sign_contract
from akkoord.agreements.models import Contract
from akkoord.agreements.reading import read_agreement

ROUND_THE_CLOCK = Path(agreements.__file__).parent / "shipped" / "round-the-clock.yaml"


@pytest.fixture
def round_the_clock(world, amsterdam):
    """Letterhaven under a very different agreement: day and night, and clocks that wait while the customer does."""
    at = amsterdam("Thu 2026-01-01 01:00")
    version = publish_agreement(document=read_agreement(ROUND_THE_CLOCK).document, by=None, at=at)
    organisation = world.stranger.memberships.get().organisation
    end_contract(contract=Contract.objects.get(organisation=organisation), ends_on=date(2026, 1, 1), by=None, at=at)
    sign_contract(
        organisation=organisation, agreement=version.agreement, starts_on=date(2026, 1, 1), by=None, at=at, licence="standard"
    )
    return organisation

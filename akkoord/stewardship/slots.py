# SPDX-License-Identifier: EUPL-1.2
"""What the management organisation shows on the pages of lower floors, and where its own subjects and higher floors show theirs."""

from __future__ import annotations

from akkoord.web import frame
from akkoord.web.slots import Slot

STEWARD_WAITS = Slot("steward_waits")
"""`filling(request, here) -> list[Wait] | None`: what waits for the reader, for /stewardship (`waiting.py`)."""
STEWARD_HOME = Slot("steward_home")
"""`filling(request, here) -> Markup | None`: a panel in the wide column of /stewardship."""
STEWARD_SIDE = Slot("steward_side")
"""`filling(request, here) -> Markup | None`: a panel in the narrow column of /stewardship."""


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""
    from . import places

    frame.PLACES.fill(places.show_places)

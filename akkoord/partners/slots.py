# SPDX-License-Identifier: EUPL-1.2
"""What the partner programme shows on the pages of lower floors."""

from __future__ import annotations

from akkoord.web import frame

from .places import show_places


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""
    frame.PLACES.fill(show_places)

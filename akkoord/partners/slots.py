# SPDX-License-Identifier: EUPL-1.2
"""What the partner programme shows on the pages of lower floors."""

from __future__ import annotations


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""

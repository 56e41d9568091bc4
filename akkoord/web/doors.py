# SPDX-License-Identifier: EUPL-1.2
"""The door that needs no people. The others are in `people/doors.py`."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public_door(view: View) -> View:
    """Anybody, signed in or not."""
    view.door = "public"  # type: ignore[attr-defined]  # read by tests/test_house.py
    return view

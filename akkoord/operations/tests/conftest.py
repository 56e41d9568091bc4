# SPDX-License-Identifier: EUPL-1.2
"""A browser for each persona of the world, and a clock that stands still: as the desk's."""

from akkoord.desk.tests.conftest import _nothing_kept, clock, visit

__all__ = ["_nothing_kept", "clock", "visit"]

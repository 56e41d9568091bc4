# SPDX-License-Identifier: EUPL-1.2
"""Whether this process runs as it should: one that was paused, starved or put to sleep knows nothing of that time."""

from __future__ import annotations

BEAT = 0.25  # seconds
LATE = 1.0  # seconds beyond which what is measured is no longer believed


class Pulse:
    """Beats; a beat that comes late, or a wall clock that jumps, spoils every question that was under way. Seconds."""

    def __init__(self, steady: float, wall: float) -> None:
        self._steady, self._wall = steady, wall
        self._stumbled = float("-inf")

    def beat(self, steady: float, wall: float) -> bool:
        """Told each `BEAT`; whether it came on time."""
        on_time = self._is_on_time(steady, wall)
        if not on_time:
            self._stumbled = steady
        self._steady, self._wall = steady, wall
        return on_time

    def is_sound(self, begun: float, steady: float, wall: float) -> bool:
        """Whether what began at a moment and ends now can be believed; also before the late beat itself came."""
        return begun > self._stumbled and self._is_on_time(steady, wall)

    def _is_on_time(self, steady: float, wall: float) -> bool:
        passed, on_the_wall = steady - self._steady, wall - self._wall
        return passed <= BEAT + LATE and abs(on_the_wall - passed) <= LATE

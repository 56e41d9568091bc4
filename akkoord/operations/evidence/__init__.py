# SPDX-License-Identifier: EUPL-1.2
"""Figures of operations for promises: the availability of a month, from what was recorded. sla:2.3.1

    reading = availability(date(2026, 10, 1), at=at)                       # production, everybody together
    reading = availability(date(2026, 10, 1), organisation=12, at=at)      # as far as this organisation sat on it
    reading = availability(date(2026, 10, 1), at=at, figure="network_availability")

Reads as the system does, whoever asks: who may see whose figure is decided by the doors.
"""

from .facts import Facts, Recording, read_facts, read_recording
from .readings import MonthReading, Other, availability, reading_of, readings
from .reckoning import Reckoner, Reckoning

__all__ = [
    "Facts", "MonthReading", "Other", "Reckoner", "Reckoning", "Recording", "availability", "read_facts", "read_recording", "reading_of",
    "readings",
]  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""What an agreement file may say, as typed and frozen models. No YAML, no Django, no clock reading."""

from akkoord.agreements.document.agreement import Agreement, Channel, Figure, Priority, Readings
from akkoord.agreements.document.calendars import CalendarHours, Holidays, HoursBlock
from akkoord.agreements.document.clauses import Clause, Promise
from akkoord.agreements.document.conditions import CalendarChoice, Conditions
from akkoord.agreements.document.consequences import Bounds, Cap, Consequences, Credit, Rate, Tier, Trigger
from akkoord.agreements.document.norms import Norm
from akkoord.agreements.document.promise_kinds import Deadline, Measure
from akkoord.agreements.document.words import Text

__all__ = [
    "Agreement",
    "Bounds",
    "CalendarChoice",
    "CalendarHours",
    "Cap",
    "Channel",
    "Clause",
    "Conditions",
    "Consequences",
    "Credit",
    "Deadline",
    "Figure",
    "Holidays",
    "HoursBlock",
    "Measure",
    "Norm",
    "Priority",
    "Promise",
    "Rate",
    "Readings",
    "Text",
    "Tier",
    "Trigger",
]

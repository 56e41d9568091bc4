# SPDX-License-Identifier: EUPL-1.2
"""Whose data the windows show. She is invented, like everything about her."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Line:
    """One line of a payslip; what is taken off is negative."""

    name: str
    euros: Decimal


@dataclass(frozen=True)
class Absence:
    """Leave that was asked for."""

    begin: date
    end: date
    hours: int
    state: str


@dataclass(frozen=True)
class Employee:
    """Somebody who uses the product."""

    name: str
    work: str
    department: str
    number: int
    since: date
    hours: int
    payslip: tuple[Line, ...]
    leave_hours: int
    absences: tuple[Absence, ...]

    @property
    def paid(self) -> Decimal:
        """What is left of all lines of the payslip."""
        return sum((line.euros for line in self.payslip), Decimal(0))

    @property
    def leave_left(self) -> int:
        """Hours of leave that were not asked for yet."""
        return self.leave_hours - sum(absence.hours for absence in self.absences)


ROBIN = Employee(
    name="Robin Terlaak",
    work="Planner",
    department="Roosters",
    number=4107,
    since=date(2021, 3, 1),
    hours=32,
    payslip=(
        Line("Salaris, 32 uur", Decimal("2914.40")),
        Line("Toeslag onregelmatige dienst", Decimal("186.25")),
        Line("Reiskosten", Decimal("74.52")),
        Line("Pensioen", Decimal("-203.11")),
        Line("Loonheffing", Decimal("-471.08")),
    ),
    leave_hours=186,
    absences=(
        Absence(date(2026, 7, 20), date(2026, 8, 7), 96, "opgenomen"),
        Absence(date(2026, 10, 19), date(2026, 10, 20), 16, "opgenomen"),
        Absence(date(2026, 12, 28), date(2026, 12, 31), 24, "goedgekeurd"),
    ),
)

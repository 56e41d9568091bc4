# SPDX-License-Identifier: EUPL-1.2
"""A fault in an agreement file: where, what, and what is allowed."""

from dataclasses import dataclass
from pathlib import Path

Place = tuple[str | int, ...]
"""The way from the top of the file to the faulty part: ("clauses", 3, "promises", 0, "deadline")."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and at which place of the document."""

    place: Place
    message: str
    warning: bool = False
    note: bool = False
    """A warning that asks for nothing: said, and not yet done."""


@dataclass(frozen=True)
class FaultAt:
    """The same for a reader: the file and the line, counted from 1."""

    file: Path
    line: int
    message: str
    warning: bool = False
    note: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'note: ' if self.note else 'warning: ' if self.warning else ''}{self.message}"


class BadAgreement(ValueError):
    """The file is no agreement; `faults` says line by line why."""

    def __init__(self, faults: list[FaultAt]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults

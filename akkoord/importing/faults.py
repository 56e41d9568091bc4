# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a file: where, and what is allowed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. Lines count from 1, the heading included; `column` is its name, empty for a whole line."""

    line: int
    column: str
    message: str

    def said(self, name: str) -> str:
        """The fault as one line of text about the file called `name`."""
        return f"{name}:{self.line}: {self.column + ': ' if self.column else ''}{self.message}"


class BadFile(ValueError):
    """A file of which nothing was imported; `faults` says why (the first of them), `count` how many there are."""

    def __init__(self, name: str, faults: list[Fault], count: int | None = None) -> None:
        self.name, self.faults, self.count = name, faults, len(faults) if count is None else count
        lines = [fault.said(name) for fault in faults]
        if self.count > len(faults):
            lines.append(f"{name}: and {self.count - len(faults)} more")
        super().__init__("\n".join(lines))


class FaultList:
    """Gathers faults; keeps the first so many, and counts them all."""

    def __init__(self, most: int = 200) -> None:
        self.kept: list[Fault] = []
        self.count = 0
        self._most = most

    def add(self, line: int, column: str, message: str) -> None:
        """One more."""
        self.count += 1
        if len(self.kept) < self._most:
            self.kept.append(Fault(line, column, message))

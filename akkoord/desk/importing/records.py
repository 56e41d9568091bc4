# SPDX-License-Identifier: EUPL-1.2
"""A row of a log in our words."""

from dataclasses import dataclass

Second = int
"""Whole seconds since 1970 in UTC."""


@dataclass(frozen=True, slots=True)
class Record:
    """One incident as the log tells it. Moments in whole seconds since 1970 in UTC; None where the log has none."""

    line: int
    external_id: str
    organisation: str
    opened: Second
    answered: Second | None
    resolved: Second | None
    closed: Second | None
    reopened: Second | None
    state: str
    is_open: bool
    priority: int
    category: str
    impact: str
    area: str
    subject: str
    text: str
    solution: str
    reporter: str

    @property
    def ended(self) -> Second | None:
        """When the case was done: at its resolution, else when the log closed it; None while open."""
        if self.is_open:
            return None
        return self.resolved if self.resolved is not None else self.closed

    @property
    def reopened_for_good(self) -> bool:
        """Reopened after the one resolution that the log tells, so that this was the first of its rounds."""
        return self.is_open and self.resolved is not None and self.reopened is not None and self.reopened >= self.resolved

    @property
    def last(self) -> Second:
        """The last moment that the log knows of it."""
        known = (self.opened, self.answered, self.resolved, self.closed, self.reopened)
        return max(moment for moment in known if moment is not None)

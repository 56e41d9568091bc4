# SPDX-License-Identifier: EUPL-1.2
"""Reads moments as a log writes them. Source: spec timing, "a local time that a clock change skips"."""

from calendar import timegm
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from akkoord.timing.moments import OutsideYears, whole_seconds, within_years
from akkoord.timing.zones import local_time

from .parts import ISO


class BadMoment(ValueError):
    """A cell that is no moment; the message says what is allowed."""


class MomentReader:
    """Reads moments in any of several formats; those without an offset are local time of one zone.

    `skipped` and `doubled` count the local times that a clock change left out (the first moment after the gap is meant)
    and that it brought twice (the first is meant).
    """

    def __init__(self, formats: Sequence[str], zone: str) -> None:
        self._formats = formats
        self._local = local_time(zone)
        self._zone = ZoneInfo(zone)
        self.skipped = 0
        self.doubled = 0

    def second(self, text: str) -> int:
        """Whole seconds since 1970 in UTC; parts of a second are cut. Raises BadMoment."""
        at = self._parsed(text)
        try:
            if at.tzinfo is not None:
                return whole_seconds(at)
            return within_years(self._of_local(at))
        except OutsideYears as error:
            raise BadMoment(f"{text!r} lies outside the years 1970 to 2200") from error

    def _parsed(self, text: str) -> datetime:
        for form in self._formats:
            try:
                return datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007  # made aware above
            except ValueError:
                continue
        allowed = " or ".join("ISO 8601" if form == ISO else form for form in self._formats)
        raise BadMoment(f"{text!r} is no moment; allowed: {allowed}")

    def _of_local(self, at: datetime) -> int:
        wall = timegm(at.timetuple())
        moment = self._local.moment(wall)
        if self._local.local(moment) != wall:
            self.skipped += 1
        elif at.replace(tzinfo=self._zone).utcoffset() != at.replace(tzinfo=self._zone, fold=1).utcoffset():
            self.doubled += 1
        return moment

# SPDX-License-Identifier: EUPL-1.2
"""What a log proves about a clock, and no more. Pure. Source: spec timing, "The clock".

A log tells less than a desk that runs here: often no first answer, of several resolutions only the last, no pauses. Where
every history that fits the log gives the same verdict, that is the verdict; where they differ it is *not measurable*.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from akkoord.clocks.rules import Verdict

from .records import Record, Second

REACTION, RECOVERY = "reaction", "recovery"
OpenTime = Callable[[Second, Second], int]


class Missing(StrEnum):
    """Why a clock of an imported case cannot be measured, or ended without a stop."""

    FIRST_ANSWER = "no_first_answer"
    RESOLUTION = "no_resolution"
    EARLIER_ROUNDS = "reopened_before"  # the log keeps only the last resolution
    PAUSES = "pauses_unknown"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Outcome:
    """How a clock stands after import: stopped, ended with its reason, or neither."""

    verdict: Verdict
    stopped: Second | None = None
    ended: Second | None = None
    because: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.stopped is None and self.ended is None


def outcome(record: Record, clock: str, *, due: Second, now: Second, answers: bool, pauses: bool, open_time: OpenTime) -> Outcome:
    """How the first round of a clock stands. `answers`: the log has a column of first answers; `pauses`: the promise pauses
    in some state, of which a log knows nothing; `open_time` counts open seconds of the promise's calendar.
    """
    until = record.ended if record.ended is not None else now
    if clock == REACTION and not answers:
        return Outcome(Verdict.NOT_MEASURABLE, ended=until, because=Missing.FIRST_ANSWER)
    stopped = _stop(record, clock)
    if stopped is not None:
        return _stopped(record, clock, stopped, due=due, pauses=pauses, open_time=open_time)
    if record.state == "lapsed":
        verdict = Verdict.WAIVED if until <= due else Verdict.BROKEN
        return Outcome(verdict, ended=until, because=Missing.LAPSED)
    if not record.is_open:
        return Outcome(Verdict.NOT_MEASURABLE, ended=until, because=Missing.RESOLUTION)
    if pauses:
        return Outcome(Verdict.NOT_MEASURABLE, ended=until, because=Missing.PAUSES)
    return Outcome(Verdict.BROKEN if now > due else Verdict.RUNNING)


def _stop(record: Record, clock: str) -> Second | None:
    """The moment that stops the clock: a solution is an answer too."""
    if clock == RECOVERY or record.answered is None:
        return record.resolved
    return min(record.answered, record.resolved) if record.resolved is not None else record.answered


def _stopped(record: Record, clock: str, stopped: Second, *, due: Second, pauses: bool, open_time: OpenTime) -> Outcome:
    if stopped <= due:
        return Outcome(Verdict.KEPT, stopped=stopped)  # a reopening or a pause could only have given more time
    if clock == RECOVERY and _may_have_stood_still(record, stopped, due, open_time):
        return Outcome(Verdict.NOT_MEASURABLE, stopped=stopped, because=Missing.EARLIER_ROUNDS)
    if pauses:
        return Outcome(Verdict.NOT_MEASURABLE, stopped=stopped, because=Missing.PAUSES)
    return Outcome(Verdict.BROKEN, stopped=stopped)


def _may_have_stood_still(record: Record, stopped: Second, due: Second, open_time: OpenTime) -> bool:
    """Whether an earlier, unknown resolution can have stopped the clock for as long as it is late.

    Between that resolution and the reopening no time counted: at most all the time from report to reopening.
    """
    if record.reopened is None or record.reopened > stopped:
        return False
    return open_time(due, stopped) <= open_time(record.opened, record.reopened)

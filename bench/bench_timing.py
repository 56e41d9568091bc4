# SPDX-License-Identifier: EUPL-1.2
"""How many deadlines a second: `python -m bench.bench_timing`. Goals: spec: timing.

Support hours (Mon-Thu 08:00-17:00, Fri 08:00-16:00) in Europe/Amsterdam, moments drawn over ten
years, in no order. Each figure is the median of seven runs on one core.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

import numpy as np

from akkoord.timing import vectors
from akkoord.timing.calendars import Block, Calendar, CalendarSpec
from akkoord.timing.deadlines import deadline, deadline_seconds
from akkoord.timing.durations import parse_duration

HOUR = 3600
WEEK = ((Block(8 * HOUR, 17 * HOUR),),) * 4 + ((Block(8 * HOUR, 16 * HOUR),), (), ())
SUPPORT = Calendar(CalendarSpec("support", "Europe/Amsterdam", WEEK))
FIRST, LAST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2020, 2030))
DURATIONS = ["1 hour", "40 hours", "3 working days", "1 month", "5 days", "1 year", "closing of next working day"]
RUNS = 7


def per_second(count: int, run: Callable[[], object]) -> float:
    """The median rate of seven runs, after one to warm up."""
    run()
    seconds = []
    for _ in range(RUNS):
        start = perf_counter()
        run()
        seconds.append(perf_counter() - start)
    return count / median(seconds)


def scalar(text: str, moments: list[int]) -> float:
    """Deadlines a second, one call each, on whole seconds."""
    duration = parse_duration(text)
    return per_second(len(moments), lambda: [deadline_seconds(SUPPORT, duration, at) for at in moments])


def aware(text: str, moments: list[datetime]) -> float:
    """Deadlines a second, one call each, on aware datetimes."""
    duration = parse_duration(text)
    return per_second(len(moments), lambda: [deadline(SUPPORT, duration, at) for at in moments])


def vectors_at_once(text: str, moments: vectors.Seconds) -> float:
    """Deadlines a second, all in one call."""
    duration = parse_duration(text)
    return per_second(len(moments), lambda: vectors.deadlines(SUPPORT, duration, moments))


def main() -> None:
    """Print a Markdown table of the medians."""
    generator = random.Random(1)
    moments = [generator.randrange(FIRST, LAST) for _ in range(100_000)]
    datetimes = [datetime.fromtimestamp(at, SUPPORT.zone) for at in moments]
    million = np.random.default_rng(1).integers(FIRST, LAST, 1_000_000)
    print("| deadline | NumPy, a million in a call | one at a time, seconds | one at a time, aware |")
    print("| --- | ---: | ---: | ---: |")
    for text in DURATIONS:
        many = vectors_at_once(text, million)
        print(f"| {text} | {many:,.0f} | {scalar(text, moments):,.0f} | {aware(text, datetimes):,.0f} |")
    between = per_second(len(million), lambda: vectors.elapsed(SUPPORT, million, million[::-1]))
    print(f"| (elapsed business time) | {between:,.0f} | | |")


if __name__ == "__main__":
    main()

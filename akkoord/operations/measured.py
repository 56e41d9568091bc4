# SPDX-License-Identifier: EUPL-1.2
"""What probes measured, for who works in operations: each in short, and one as pictures and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from akkoord.web.moments import NBSP, decimal, moment, percent, thousands

from .models import DayFold, Gap, Probe
from .samples import EPOCH, Point

WEEK = timedelta(days=7)
WIDE, BAR, HIGH = 10, 7, 100
ROOM = 1.1  # above the slowest
LEAST = 8.0  # of the height; a failure that is less would not be seen
NONE = "–"


@dataclass(frozen=True)
class Line:
    """A probe in the list: whether it is silent since when, and what its last seven days were like."""

    probe: Probe
    silent_since: datetime | None
    count: int
    good: str


def read_lines(at: datetime) -> list[Line]:
    """The probes that are in use, in the order of the status page; in a fixed number of queries."""
    probes = Probe.objects.filter(since__lte=at).exclude(until__lte=at).select_related("instance__component")
    probes = probes.prefetch_related("places").order_by("instance__component__position", "instance_id", "code")
    silent = dict(Gap.objects.filter(end=None).order_by("-begin").values_list("probe", "begin"))
    week = DayFold.objects.filter(day__gte=(at - WEEK).date()).values("probe").annotate(all=Sum("count"), fine=Sum("good"))
    sums = {row["probe"]: (row["all"], row["fine"]) for row in week.order_by()}
    return [
        Line(probe, silent.get(probe.pk), sums.get(probe.pk, (0, 0))[0], share(*sums.get(probe.pk, (0, 0)))) for probe in probes
    ]


def share(count: int, good: int) -> str:
    """ "99,92 %"; never rounded up to all, and a dash where nothing was measured."""
    return percent(min(good / count, 1 if good == count else 0.9999), 2) if count else NONE


def milliseconds(ms: float | None) -> str:
    """ "142 ms", "1,42 s"; a dash without a time."""
    if ms is None:
        return NONE
    return f"{decimal(ms / 1000, 2)}{NBSP}s" if ms >= 1000 else f"{decimal(ms, 0)}{NBSP}ms"


def rows(points: Sequence[Point], style: str) -> list[tuple[object, ...]]:
    """The numbers behind a picture, the newest first."""
    return [
        (
            moment(point.begin, "dated" if style == "dated" else "date"),
            thousands(point.count),
            share(point.count, point.good),
            milliseconds(point.mean),
        )
        for point in reversed(points)
    ]


def in_words(name: str, points: Sequence[Point], stretches: int) -> str:
    """The picture in a sentence."""
    count, good = sum(point.count for point in points), sum(point.good for point in points)
    timed = sum(point.timed for point in points)
    failing = sum(point.good < point.count for point in points)
    said = [
        _("%(name)s: %(share)s good, on average %(time)s") % {
            "name": name,
            "share": share(count, good),
            "time": milliseconds(sum(point.total for point in points) / timed if timed else None),
        }
    ]  # fmt: skip
    if failing:
        said.append(ngettext("failures in %(num)d stretch", "failures in %(num)d stretches", failing) % {"num": failing})
    if missing := stretches - len(points):
        said.append(ngettext("%(num)d stretch not measured", "%(num)d stretches not measured", missing) % {"num": missing})
    return ", ".join(said)


def picture(name: str, points: Sequence[Point], begin: datetime, step: timedelta, stretches: int) -> Markup:
    """A bar for the mean of each stretch, and hanging from above how much of it failed; nothing where nothing was measured."""
    top = ROOM * max([1.0, *(point.mean for point in points if point.mean is not None)])
    first = (begin - EPOCH) // step
    means, failures = [], []
    for point in points:
        left = ((point.begin - EPOCH) // step - first) * WIDE
        if point.mean is not None:
            height = max(1.0, HIGH * point.mean / top)
            means.append(f"M{left} {HIGH - height:.1f}h{BAR}v{height:.1f}h-{BAR}z")
        if point.good < point.count:
            height = max(LEAST, HIGH * (point.count - point.good) / point.count)
            failures.append(f"M{left} 0h{BAR}v{height:.1f}h-{BAR}z")
    box = f'viewBox="0 0 {WIDE * stretches - (WIDE - BAR)} {HIGH}" preserveAspectRatio="none"'
    inner = f'<path class="r-mean" d="{"".join(means)}"/><path class="d-down" d="{"".join(failures)}"/>'
    label = escape(in_words(name, points, stretches))
    return Markup(f'<svg class="times" {box} role="img" aria-label="{label}">{inner}</svg>')  # noqa: S704  # the label is escaped

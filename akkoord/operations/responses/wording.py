# SPDX-License-Identifier: EUPL-1.2
"""Response times in words, and as rows of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from akkoord.web.moments import NBSP, decimal, moment, percent, thousands, written
from akkoord.web.said import url

from ..rules.responses import Response, Source
from .bounds import Bound
from .reading import Timed

SOURCES: dict[Source, str | Promise] = {
    Source.PROBES: gettext_lazy("our own measurements"),
    Source.PEOPLE: gettext_lazy("people at work"),
}
NONE = "–"  # a dash, as tables have it where there is no number


def seconds(ms: float | None) -> str:
    """ "1,42 s", "0.84 s"; a dash without a time."""
    return NONE if ms is None else f"{decimal(ms / 1000, 2)}{NBSP}s"


def figures(timed: Timed) -> list[tuple[str, str]]:
    """The large figures of a window."""
    whole = timed.whole
    pairs = [
        (_("%(share)s open within") % {"share": percent(timed.share / 100)}, seconds(whole.percentile(timed.share))),
        (_("On average"), seconds(whole.mean)),
        (_("Loads"), thousands(whole.count)),
    ]
    return [*pairs, (_("Failed"), thousands(whole.failed))] if whole.failed else pairs


def in_short(timed: Timed) -> str:
    """ "95 % within 1.42 s, on average 0.84 s"."""
    said = {
        "share": percent(timed.share / 100),
        "time": seconds(timed.whole.percentile(timed.share)),
        "mean": seconds(timed.whole.mean),
    }
    return _("%(share)s within %(time)s, on average %(mean)s") % said


def promised(bound: Bound) -> str:
    """ "Promised: 95 % within 2.5 s"."""
    time = f"{decimal(bound.ms / 1000, 2).rstrip('0').rstrip('.,')}{NBSP}s"
    if bound.share is None:
        return _("Promised: on average at most %(time)s") % {"time": time}
    return _("Promised: %(share)s within %(time)s") % {"share": percent(bound.share / 100), "time": time}


def told(timed: Timed, *, is_day: bool) -> str:
    """The picture in a sentence."""
    times = {each.begin: ms for each in timed.stretches if (ms := each.percentile(timed.share)) is not None}
    if not times:
        return _("%(name)s: no loads") % {"name": timed.name}
    slowest = max(times, key=lambda begin: times[begin])
    said = {
        "name": timed.name,
        "share": percent(timed.share / 100),
        "least": seconds(min(times.values())),
        "most": seconds(times[slowest]),
        "when": written(slowest, "time" if is_day else "date"),
    }
    text = _("%(name)s by hours: %(share)s within %(least)s to %(most)s, slowest from %(when)s on") if is_day else _(
        "%(name)s by days: %(share)s within %(least)s to %(most)s, slowest on %(when)s"
    )  # fmt: skip
    return ". ".join([text % said, *([promised(timed.bound)] if timed.bound else [])])


def sources(timed: Timed) -> list[str]:
    """Who loaded it, where there is more than one sort: "our own measurements: 43.200, 95 % within 1.41 s"."""
    if len(timed.by_source) < 2:
        return []
    return [
        _("%(who)s: %(count)s loads, %(share)s within %(time)s") % {
            "who": SOURCES[source],
            "count": thousands(own.count),
            "share": percent(timed.share / 100),
            "time": seconds(own.percentile(timed.share)),
        }
        for source, own in timed.by_source.items()
    ]  # fmt: skip


def rows(timed: Timed, *, is_day: bool) -> list[tuple[object, ...]]:
    """The numbers behind the picture: each stretch that has loads; a day leads to its hours."""
    return [(_stretch(each.begin, is_day), *_numbers(each, timed.share)) for each in timed.stretches if each.count or each.failed]


def _numbers(each: Response, share: float) -> tuple[str, ...]:
    return seconds(each.percentile(share)), seconds(each.mean), thousands(each.count), thousands(each.failed)


def _stretch(begin: datetime, is_day: bool) -> Markup:
    if is_day:
        return moment(begin, "time")
    address = url("response_times", f"{localtime(begin):%Y-%m-%d}")
    return Markup('<a href="{}">{}</a>').format(address, moment(begin, "date"))


def csv_rows(windows: Sequence[Timed]) -> list[tuple[object, ...]]:
    """A head and a row for each stretch of each window that has loads; moments in UTC, times in milliseconds."""
    lines: list[tuple[object, ...]] = [("window", "begin", "end", "loads", "failed", "mean_ms", "share_percent", "within_ms")]
    for timed in windows:
        for each in timed.stretches:
            if each.count or each.failed:
                mean, within = each.mean, each.percentile(timed.share)
                lines.append((
                    timed.code, each.begin.isoformat(), each.end.isoformat(), each.count, each.failed,
                    "" if mean is None else round(mean, 3), f"{timed.share:g}", "" if within is None else round(within, 1),
                ))  # fmt: skip
    return lines

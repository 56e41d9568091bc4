# SPDX-License-Identifier: EUPL-1.2
"""Ninety days as a picture with its text: each look has its own height and shape, so colour never carries it alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from akkoord.web.moments import duration

from ..rules.bars import GOOD, Day, Look

WIDE, BAR, HIGH = 10, 7, 36
TOPS = {Look.OK: 10, Look.GAP: 10, Look.WORK: 20, Look.PART: 5, Look.DOWN: 0}
CLASSES = {Look.OK: "d-ok", Look.GAP: "d-gap", Look.WORK: "d-work", Look.PART: "d-part", Look.DOWN: "d-down"}
LEAST_GAP = 5  # of the height; less would not be seen
MOST_NAMED = 4
LONG = 120  # minutes


def picture(name: str, days: Sequence[Day]) -> Markup:
    """The bars of one component, with a sentence for who does not see them."""
    label = escape(_("%(name)s, last %(days)d days: %(what)s") % {"name": name, "days": len(days), "what": in_words(days)})
    inner = _all_good(len(days)) if all(day is GOOD for day in days) else _drawn(days)
    box = f'viewBox="0 0 {WIDE * len(days)} {HIGH}" preserveAspectRatio="none"'
    return Markup(f'<svg class="days" {box} role="img" aria-label="{label}">{inner}</svg>')  # noqa: S704  # the label is escaped


def in_words(days: Sequence[Day]) -> str:
    """ "2 dagen met storing (96 en 42 minuten), 1 dag onderhoud"; what was not measured is said too."""
    down, part = [d.down for d in days if d.down], [d.part for d in days if d.part and not d.down]
    said = [_("no outage")] if not down and not part else []
    if down:
        said.append(
            ngettext("%(num)d day with an outage", "%(num)d days with an outage", len(down)) % {"num": len(down)} + _lengths(down)
        )
    if part:
        said.append(ngettext("%(num)d day partly", "%(num)d days partly", len(part)) % {"num": len(part)} + _lengths(part))
    if works := sum(1 for d in days if d.work):
        said.append(ngettext("%(num)d day with maintenance", "%(num)d days with maintenance", works) % {"num": works})
    if gaps := sum(1 for d in days if d.unknown):
        said.append(
            ngettext("%(num)d day not or partly not measured", "%(num)d days not or partly not measured", gaps) % {"num": gaps}
        )
    return ", ".join(said)


def _lengths(seconds: Sequence[int]) -> str:
    """In minutes; in hours and minutes as soon as one of them is long."""
    if len(seconds) > MOST_NAMED:
        return ""
    minutes = [max(1, round(s / 60)) for s in seconds]
    if max(minutes) >= LONG:
        return f" ({_listed([duration(60 * each) for each in minutes])})"
    said = ngettext("%(minutes)s minute", "%(minutes)s minutes", 2 if minutes != [1] else 1)
    return f" ({said % {'minutes': _listed([str(each) for each in minutes])}})"


def _listed(words: Sequence[str]) -> str:
    return _(" and ").join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


@lru_cache(maxsize=4)
def _all_good(count: int) -> str:
    return _drawn((GOOD,) * count)


def _drawn(days: Sequence[Day]) -> str:
    paths: dict[Look, list[str]] = {}
    for place, day in enumerate(days):
        top = TOPS[day.look]
        if day.look == Look.GAP:
            hollow = max(LEAST_GAP, min(HIGH - top, round((HIGH - top) * day.unknown / 86_400)))
            paths.setdefault(Look.GAP, []).append(_bar(place, top, hollow))
            if top + hollow < HIGH:
                paths.setdefault(Look.OK, []).append(_bar(place, top + hollow, HIGH - top - hollow))
        else:
            paths.setdefault(day.look, []).append(_bar(place, top, HIGH - top))
    return "".join(
        f'<path class="{CLASSES[look]}" vector-effect="non-scaling-stroke" d="{"".join(bars)}"/>' for look, bars in paths.items()
    )


def _bar(place: int, top: int, height: int) -> str:
    return f"M{place * WIDE} {top}h{BAR}v{height}h-{BAR}z"

# SPDX-License-Identifier: EUPL-1.2
"""Bars of response times, drawn on the server: a pale one up to the share of cases, a full one up to the average, a promised line."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from ..rules.responses import Response
from .bounds import Bound

WIDE, BAR, HIGH = 10, 7, 100
ROOM = 1.1  # above the highest


def picture(label: str, stretches: Sequence[Response], share: float, bound: Bound | None) -> Markup:
    """A bar for each stretch that has loads; `label` says it in words."""
    times = [each.percentile(share) for each in stretches]
    top = ROOM * max([*(ms for ms in times if ms is not None), *([bound.ms] if bound else []), 1.0])
    pale = "".join(_bar(place, ms / top) for place, ms in enumerate(times) if ms is not None)
    full = "".join(_bar(place, each.mean / top) for place, each in enumerate(stretches) if each.mean is not None)
    wide = WIDE * len(stretches) - (WIDE - BAR)
    shapes = [f'<path class="r-most" d="{pale}"/>', f'<path class="r-mean" d="{full}"/>']
    if bound:
        high = HIGH - HIGH * bound.ms / top
        shapes.append(f'<path class="r-bound" vector-effect="non-scaling-stroke" d="M0 {high:.1f}h{wide}"/>')
    box = f'viewBox="0 0 {wide} {HIGH}" preserveAspectRatio="none"'
    inner = "".join(shapes)
    return Markup(f'<svg class="times" {box} role="img" aria-label="{escape(label)}">{inner}</svg>')  # noqa: S704  # the label is escaped


def _bar(place: int, part: float) -> str:
    height = max(1.0, HIGH * part)
    return f"M{place * WIDE} {HIGH - height:.1f}h{BAR}v{height:.1f}h-{BAR}z"

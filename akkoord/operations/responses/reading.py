# SPDX-License-Identifier: EUPL-1.2
"""The windows of a period with their loads, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from ..loads import by_edges, loads
from ..models import Window
from ..rules.responses import Response, Source, together
from .bounds import Bound, bounds_of


@dataclass(frozen=True)
class Timed:
    """A window in a period: all loads, those of each source, and all by stretches (days, hours)."""

    code: str
    name: str
    whole: Response
    by_source: dict[Source, Response]
    stretches: list[Response]
    bound: Bound | None

    @property
    def share(self) -> float:
        """The percentage of cases that is looked at: the promised one, or 95."""
        return self.bound.share if self.bound and self.bound.share is not None else 95.0


def read_windows(edges: Sequence[datetime]) -> list[Timed]:
    """The windows that have a name or have loads between the edges, in the order of the page."""
    begin, end = edges[0], edges[-1]
    known = {window.code: window for window in Window.objects.order_by("position", "code")}
    by_source = {source: loads(begin, end, source=source) for source in Source}
    bounds = bounds_of(begin, end)
    others = sorted({code for found in by_source.values() for code in found} - set(known))
    timed = []
    for code in chain(known, others):
        hours = {source: found.get(code, []) for source, found in by_source.items()}
        in_order = sorted(chain.from_iterable(hours.values()), key=lambda each: each.begin)
        stretches = by_edges(in_order, edges)
        timed.append(
            Timed(
                code,
                known[code].name if code in known else code.replace("_", " ").capitalize(),
                together(stretches, begin, end),
                {source: together(own, begin, end) for source, own in hours.items() if own},
                stretches,
                bounds.get(code),
            )
        )
    return timed

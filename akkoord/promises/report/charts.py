# SPDX-License-Identifier: EUPL-1.2
"""Bars with their words, as SVG for page and PDF alike; the sentence beside them and the table behind say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

FILLS = {
    "kept": "#2f7d57", "broken": "#b3372e", "risk": "#b7791f", "running": "#3d6fa5", "none": "#8a94a0", "waived": "#8a94a0",
}  # fmt: skip
_LABEL, _ROOM, _ROW, _WIDTH = 190, 220, 22, 480


@dataclass(frozen=True)
class Bar:
    """One bar: its label, how long it is as a share of 1, what stands behind it, and its look."""

    label: str
    share: float
    shown: str
    look: str = "kept"


@dataclass(frozen=True)
class Chart:
    """A picture and what it says in words."""

    svg: str
    words: str

    def with_font(self, family: str) -> str:
        """The picture in a font of its own, for where none surrounds it."""
        return self.svg.replace("<svg ", f'<svg font-family="{family}" ', 1)


def bars(rows: Sequence[Bar], words: str) -> Chart:
    """The bars below one another. `words` introduces the text alternative, which names every bar."""
    parts = []
    for place, row in enumerate(rows):
        y = place * _ROW
        width = round(_ROOM * min(1.0, max(0.0, row.share)), 1)
        parts.append(f'<text x="0" y="{y + 15}" font-size="11" fill="currentColor">{escape(row.label)}</text>')
        parts.append(f'<rect x="{_LABEL}" y="{y + 5}" width="{width}" height="12" rx="2" fill="{FILLS[row.look]}"/>')
        end = _LABEL + width + 6
        parts.append(f'<text x="{end}" y="{y + 15}" font-size="11" fill="currentColor">{escape(row.shown)}</text>')
    told = f"{words}: " + ", ".join(f"{row.label} {row.shown}" for row in rows)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="report-bars" viewBox="0 0 {_WIDTH} {len(rows) * _ROW + 4}" role="img"'
        f' aria-label="{escape(told)}">{"".join(parts)}</svg>'
    )
    return Chart(svg, told)

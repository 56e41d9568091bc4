# SPDX-License-Identifier: EUPL-1.2
"""Bars with their words, as SVG for page and PDF alike; the sentence beside them and the table behind say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

FILLS = {
    "kept": "#2f7d57", "broken": "#b3372e", "risk": "#b7791f", "running": "#3d6fa5", "none": "#8a94a0", "waived": "#8a94a0",
}  # fmt: skip
CLASSES = {look: "t-none" if look == "waived" else f"t-{look}" for look in FILLS}
"""The page's own colours, by day and by night; the fill above is for where there is no page."""
_ROW, _WIDTH = 36, 480


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
        """The picture in a font and of a width of its own, for where nothing surrounds it."""
        return self.svg.replace('<svg width="100%" ', f'<svg width="{_WIDTH}" font-family="{family}" ', 1)


def bars(rows: Sequence[Bar], words: str) -> Chart:
    """The bars below one another, each under its label: as wide as there is room, with letters that stay as large.

    `words` introduces the text alternative, which names every bar.
    """
    parts = []
    for place, row in enumerate(rows):
        y, width = place * _ROW, round(100 * min(1.0, max(0.0, row.share)), 1)
        text = f'y="{y + 13}" font-size="13" fill="currentColor"'
        parts.append(f'<text x="0" {text}>{escape(row.label)}</text>')
        parts.append(f'<text x="100%" text-anchor="end" {text}>{escape(row.shown)}</text>')
        parts.append(
            f'<rect class="{CLASSES[row.look]}" y="{y + 19}" width="{width}%" height="10" rx="2" fill="{FILLS[row.look]}"/>'
        )
    told = f"{words}: " + ", ".join(f"{row.label} {row.shown}" for row in rows)
    svg = (
        f'<svg width="100%" height="{len(rows) * _ROW}" xmlns="http://www.w3.org/2000/svg" class="report-bars" role="img"'
        f' aria-label="{escape(told)}">{"".join(parts)}</svg>'
    )
    return Chart(svg, told)

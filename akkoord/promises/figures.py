# SPDX-License-Identifier: EUPL-1.2
"""Bars of counts, drawn on the server; the sentence in `aria-label` and the table behind them say the same."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

_STEP, _WIDTH, _FLOOR, _HIGHEST = 20, 13, 26, 22


def bars(counts: Sequence[int | None], label: str) -> Markup:
    """One bar a month, as high as its count; a line on the floor for none, a gap where nothing was judged (None)."""
    most = max((count or 0 for count in counts), default=0)
    parts = []
    for place, count in enumerate(counts):
        x = 3 + _STEP * place
        if count:
            height = max(4, round(_HIGHEST * count / most))
            parts.append(f'<rect class="m-broken" x="{x}" y="{_FLOOR - height}" width="{_WIDTH}" height="{height}" rx="1"/>')
        elif count == 0:
            parts.append(f'<rect class="m-kept" x="{x}" y="{_FLOOR - 2}" width="{_WIDTH}" height="2"/>')
    svg = f'<svg class="strip" viewBox="0 0 {_STEP * len(counts)} 30" role="img" aria-label="{escape(label)}">'
    return Markup(f"{svg}{''.join(parts)}</svg>")  # noqa: S704  # numbers, and a label that was escaped

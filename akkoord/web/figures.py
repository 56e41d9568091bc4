# SPDX-License-Identifier: EUPL-1.2
"""Small pictures of counts, drawn on the server; the sentence in `aria-label` and the numbers beside them say the same."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from akkoord.web.badges import look

ORDER = ("kept", "running", "risk", "broken", "none", "waived")
_GAP = 0.6  # per cent between two parts
_SHAPES = {
    "kept": '<rect class="m-kept" x="{x}" y="1" width="16" height="14" rx="2"/>',
    "broken": '<rect class="m-broken" x="{x}" y="1" width="16" height="14" rx="2"/><path class="m-x" d="M{c5} 5l6 6m0-6l-6 6"/>',
    "risk": '<rect class="m-risk" x="{x}" y="1" width="16" height="14" rx="2"/><path class="m-x" d="M{c} 4v5m0 2.4v.4"/>',
    "running": '<rect class="m-run" x="{x1}" y="2" width="14" height="12" rx="2"/>'
    '<circle class="m-dot" cx="{c}" cy="8" r="2.5"/>',
    "none": '<rect class="m-none" x="{x1}" y="2" width="14" height="12" rx="2"/>',
    "waived": '<rect class="m-none" x="{x1}" y="2" width="14" height="12" rx="2"/>',
}


def tally(counts: Mapping[str, int], label: str) -> Markup:
    """How many of each verdict, as one bar. `label` says it in words."""
    by_look = dict.fromkeys(ORDER, 0)
    for code, count in counts.items():
        by_look[look(code)] += count
    shown = [(name, count) for name, count in by_look.items() if count]
    total = sum(count for _, count in shown)
    room = 100 - _GAP * (len(shown) - 1)
    parts, x = [], 0.0
    for name, count in shown:
        width = room * count / total
        parts.append(f'<rect class="t-{name}" x="{x:.1f}%" width="{width:.1f}%" height="12" rx="2"/>')
        x += width + _GAP
    return Markup(f'<svg class="tally" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>')


def strip(months: Sequence[tuple[str, str | None]], label: str) -> Markup:
    """Months in a row: (letter, verdict or None for not yet). Each verdict has its own shape. `label` says it in words."""
    parts = "".join(_month(place, letter, code) for place, (letter, code) in enumerate(months))
    return Markup(f'<svg class="strip" viewBox="0 0 {20 * len(months)} 30" role="img" aria-label="{escape(label)}">{parts}</svg>')


@lru_cache(maxsize=2048)
def _month(place: int, letter: str, code: str | None) -> str:
    x = 2 + 20 * place
    shape = _SHAPES[look(code)].format(x=x, x1=x + 1, c=x + 8, c5=x + 5) if code else ""
    return f'{shape}<text class="m-label" x="{x + 8}" y="27" text-anchor="middle">{escape(letter)}</text>'

# SPDX-License-Identifier: EUPL-1.2
"""A clock's bar as SVG: sizes in attributes, colours from the stylesheet, nothing read aloud (the sentence says it)."""

from markupsafe import Markup, escape

from akkoord.web.clock_bar import Bar, Segment

Track = tuple[int, int, int]
"""y and height of the track, height of the picture."""
_TALL: Track = (17, 12, 33)
_LOW: Track = (1, 8, 10)
_NEAR = 4  # per cent from an edge at which a label no longer fits around its line
_DONE = '<circle class="k-done" r="8"/><path class="k-tick" d="M-3.2 .2l2.2 2.2 4.2-4.4"/>'


def bar(drawn: Bar, verdict: str, now_word: str, due_word: str) -> Markup:
    """The full bar, with "now" and, when it is late, the deadline written above."""
    y, height, _picture_height = _TALL
    lines = [_line("k-end", drawn.due, 14, 32)]
    if drawn.mark is not None:
        lines.insert(0, _line("k-mark", drawn.mark, y, y + height))
    if drawn.late:
        lines.append(_label(drawn.due, due_word))
    if drawn.now is not None:
        lines.append(_line("k-now", drawn.now, 13, 33))
        if not (drawn.late and drawn.due > 82):  # the two words would stand on each other
            lines.append(_label(drawn.now, now_word))
    if drawn.done is not None:
        lines.append(f'<svg x="{drawn.done:g}%" y="23" overflow="visible">{_DONE}</svg>')
    return _picture(drawn, verdict, _TALL, "".join(lines))


def low_bar(drawn: Bar, verdict: str) -> Markup:
    """The bar of a row: no words on it."""
    lines = _line("k-end", drawn.due, 0, 10)
    if drawn.now is not None:
        lines += _line("k-now", drawn.now, 0, 10)
    elif drawn.done is not None:
        lines += _line("k-now", drawn.done, 0, 10)
    return _picture(drawn, verdict, _LOW, lines)


def _picture(drawn: Bar, verdict: str, track: Track, lines: str) -> Markup:
    y, height, picture = track
    parts = "".join([_rect(segment, y, height) for segment in drawn.segments])
    return Markup(
        f'<svg class="clock-bar" data-v="{verdict}" height="{picture}" aria-hidden="true">'
        f'<rect class="k-track" y="{y}" width="100%" height="{height}" rx="2"/>{parts}{lines}</svg>'
    )


def _rect(segment: Segment, y: int, height: int) -> str:
    if segment.kind == "dash":
        return f'<rect class="k-dash" x="{segment.x:g}%" y="{y + 0.5:g}" width="{segment.width:g}%" height="{height - 1}"/>'
    return f'<rect class="k-{segment.kind}" x="{segment.x:g}%" y="{y}" width="{segment.width:g}%" height="{height}"/>'


def _line(name: str, x: float, top: int, bottom: int) -> str:
    return f'<line class="{name}" x1="{x:g}%" x2="{x:g}%" y1="{top}" y2="{bottom}"/>'


def _label(x: float, word: str) -> str:
    anchor = "start" if x < _NEAR else "end" if x > 100 - _NEAR else "middle"
    return f'<text class="k-label" x="{x:g}%" y="11" text-anchor="{anchor}">{escape(word)}</text>'

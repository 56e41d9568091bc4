# SPDX-License-Identifier: EUPL-1.2
"""Typst in, PDF out: tagged (PDF/UA-1 and PDF/A-2a), and the same bytes again from the same source and data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

FRAME = Path(__file__).with_name("page.typ")


class CannotMakePdf(Exception):
    """The source does not hold together, or what it makes is not accessible; the message is Typst's own."""


def pdf(source: str, data: Mapping[str, object], *, dated: datetime) -> bytes:
    """A PDF of a Typst source in the house's style. `dated` is the moment that it names as its making, to the second.

    The source reads `data` as the dictionary `d`, never as Typst's own language: a text cannot become a command. Its
    `title`, `language` and `vendor` are asked for; a picture comes as SVG text with
    `image(bytes(d.chart), format: "svg", alt: d.words)`. Reads no file and none of the machine's fonts. Raises CannotMakePdf.
    """
    import typst  # heavy: the web process only carries it once somebody asks for a PDF

    missing = {"title", "language", "vendor"} - data.keys()
    if missing:
        raise CannotMakePdf(f"the data has no {', '.join(sorted(missing))}")
    whole = FRAME.read_text(encoding="utf-8") + source
    compiler = typst.Compiler(whole.encode(), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        made = compiler.compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(dated.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotMakePdf(str(error)) from error
    assert isinstance(made, bytes)  # a PDF is one file
    return made


@cache
def _fonts() -> typst.Fonts:
    """Those that Typst carries itself. Read once in a process: it takes a third of the time of a PDF of five pages."""
    import typst

    return typst.Fonts(include_system_fonts=False)

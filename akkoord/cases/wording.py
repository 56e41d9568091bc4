# SPDX-License-Identifier: EUPL-1.2
"""Plain text as a page shows it: paragraphs, line breaks, addresses and case numbers as links. Nothing else is markup."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

BREAK = Markup("<br>")
_LINKS = re.compile(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]])|\b([A-Z]{2,4}-\d{4}-\d{6})\b")


def paragraphs(text: str) -> Markup:
    """The text as `<p>` elements."""
    parts = text.replace("\r", "").split("\n\n")
    return Markup("").join(Markup("<p>") + _lines(part.strip("\n")) + Markup("</p>") for part in parts if part.strip())


def _lines(part: str) -> Markup:
    if "http" not in part and "-" not in part:
        return escape(part).replace("\n", BREAK)
    found: list[Markup] = []
    reached = 0
    for match in _LINKS.finditer(part):
        found.append(escape(part[reached : match.start()]))
        if match[1]:
            found.append(Markup('<a href="{0}" rel="noopener nofollow">{0}</a>').format(match[0]))
        else:
            found.append(Markup('<a href="/cases/{0}">{0}</a>').format(match[0]))
        reached = match.end()
    found.append(escape(part[reached:]))
    return Markup("").join(found).replace("\n", BREAK)


def marked(text: str, words: list[str]) -> Markup:
    """The text with what was searched for marked, from the beginning of a word on."""
    stems = [re.escape(w) for w in words if len(w) > 1]
    if not stems:
        return escape(text)
    pieces = re.split(rf"(?i)(?<!\w)((?:{'|'.join(stems)})\w*)", text)
    return Markup("").join(Markup("<mark>{}</mark>").format(p) if i % 2 else escape(p) for i, p in enumerate(pieces))

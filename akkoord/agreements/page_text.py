# SPDX-License-Identifier: EUPL-1.2
"""The words of an agreement as its page shows them: they follow from the terms alone, and are put together once.

How a promise is kept, for whom, is put between them for each reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from markupsafe import Markup

from .chapters import Section, measured_by, sections
from .consequence_words import schedule_lines
from .terms import Terms
from .wording import judged_words, week_words


@dataclass(frozen=True)
class JudgedText:
    """A promise that is judged: all words of its section up to where its stand comes, and what stands there where nobody knows."""

    name: str
    before: Markup
    otherwise: Markup


@dataclass(frozen=True)
class SectionText:
    """A part of the page: its head, its judged promises with what comes before each, and the rest. Asked about by `clause`."""

    number: str
    title: str
    clause: str
    head: Markup
    judged: tuple[JudgedText, ...]
    rest: Markup


@dataclass(frozen=True)
class PageText:
    """The whole of it. `count` promises, of which `judged` are judged."""

    sections: tuple[SectionText, ...]
    calendars: Markup
    count: int
    judged: int


@lru_cache(maxsize=64)
def page_text(terms: Terms, language: str) -> PageText:
    """The page's words in that language, which must be the active one."""
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    macros = engine.env.get_template("agreements/text.html").module
    promises = [promise for _clause, promise in terms.document.promises()]
    return PageText(
        tuple(_section(section, terms, language, macros) for section in sections(terms.document, language)),
        macros.calendar_rows(terms.document, week_words),
        len(promises),
        sum(promise.is_evaluated for promise in promises),
    )


def _section(section: Section, terms: Terms, language: str, macros: Any) -> SectionText:
    judged, words = [], Markup("")
    for clause in section.clauses:
        words += macros.clause_head(section, clause)
        for promise in clause.promises:
            words += macros.promise_head(clause, promise, terms, measured_by(promise, terms, language), schedule_lines)
            if promise.is_evaluated:
                judged.append(JudgedText(f"{clause.clause}/{promise.id}", words, macros.not_known(judged_words(promise))))
                words = macros.promise_end()
            else:
                words += macros.not_judged(promise) + macros.promise_end()
    return SectionText(
        section.number, section.title, section.clauses[0].clause, macros.section_head(section), tuple(judged), words
    )

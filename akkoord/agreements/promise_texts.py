# SPDX-License-Identifier: EUPL-1.2
"""What every promise says, as it stands on the page: it follows from the terms alone, and is put together once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from markupsafe import Markup

from .chapters import measured_by
from .consequence_words import schedule_lines
from .terms import Terms


@dataclass(frozen=True)
class PromiseText:
    """The words of a promise, and whether anything judges it."""

    words: Markup
    is_evaluated: bool


@lru_cache(maxsize=64)
def promise_texts(terms: Terms, language: str) -> dict[str, PromiseText]:
    """The promises by their full id, in that language, which must be the active one."""
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    macro = engine.env.get_template("agreements/promise.html").module.promise_text
    return {
        f"{clause.clause}/{promise.id}": PromiseText(
            macro(clause, promise, terms, measured_by, schedule_lines), promise.is_evaluated
        )
        for clause, promise in terms.document.promises()
    }

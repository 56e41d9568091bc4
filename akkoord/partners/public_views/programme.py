# SPDX-License-Identifier: EUPL-1.2
"""The partner programme, for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akkoord.agreements.document import Agreement, Clause, Promise
from akkoord.people.doors import public_door
from akkoord.web.frame import language
from akkoord.web.moments import now

from ..programme import programme_at


@dataclass(frozen=True)
class Chapter:
    """What stands under one number, with its clauses."""

    number: str
    title: str
    clauses: tuple[tuple[Clause, tuple[Promise, ...]], ...]


@public_door
@require_safe
def show_programme(request: HttpRequest) -> HttpResponse:
    """What partners of each kind promise, what they get, and how it ends."""
    terms = programme_at(now())
    document = terms.document
    summary = document.summary.in_language(language()) if document.summary else ""
    context = {
        "terms": terms,
        "title": document.title.in_language(language()),
        "summary": summary,
        "chapters": chapters(document),
    }
    return render(request, "partners/programme.html", context)


def chapters(document: Agreement) -> list[Chapter]:
    """The clauses by the first part of their number."""
    found: list[Chapter] = []
    for clause in document.clauses:
        if "." not in clause.clause:
            found.append(Chapter(clause.clause, clause.title.in_language(language()), ()))
        held = found[-1]
        found[-1] = Chapter(held.number, held.title, (*held.clauses, (clause, clause.promises)))
    return found

# SPDX-License-Identifier: EUPL-1.2
"""The directory of partners, for everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akkoord.people.doors import public_door
from akkoord.web.moments import now

from ..directory import listings, page_of
from ..rules.directory import FACETS, Chosen, Listing, counts, found
from ..wording.directory import FACET_WORDS
from ..wording.experts import day_words


@public_door
@require_safe
def show_directory(request: HttpRequest) -> HttpResponse:
    """Every partner, by what a visitor chose; the counts say what each choice would leave."""
    chosen = Chosen.read(request.GET.dict())
    every = listings(now())
    context = {
        "chosen": chosen,
        "found": found(every, chosen),
        "total": len(every),
        "facets": [_facet(every, chosen, name) for name in FACETS],
        "words": {name: words for name, (_label, words) in FACET_WORDS.items()},
    }
    return render(request, "partners/directory/list.html", context)


@public_door
@require_safe
def show_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One partner."""
    page = page_of(slug, now())
    if page is None:
        raise Http404
    return render(request, "partners/directory/page.html", shown(page))


def shown(page: Any) -> dict[str, Any]:
    """What the page of a partner needs."""
    return {"page": page, "words": {name: words for name, (_label, words) in FACET_WORDS.items()}, "day_words": day_words}


def _facet(every: list[Listing], chosen: Chosen, name: str) -> tuple[str, Any, str, list[tuple[str, Any, int]]]:
    """Its name, its label, what was chosen, and each choice that leaves something."""
    label, words = FACET_WORDS[name]
    number = counts(every, chosen, name)
    value = getattr(chosen, name)
    return name, label, value, [(key, word, number[key]) for key, word in words.items() if number[key] or key == value]

# SPDX-License-Identifier: EUPL-1.2
"""Partners for whoever looks after them: the list, and one partner whole."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from ..doors import partner_named, reader_door
from ..judging import judged_requirements
from ..models.partners import Partner
from ..page import show_desk
from ..programme import benefits_of, kind_titles, programme_at, terms_of_partner
from ..rights import is_manager
from ..sheet import readable_cases, sheet_of


@reader_door
@require_safe
def show_partners(request: PersonRequest) -> HttpResponse:
    """All partners by name; a kind in the address shows those of that kind."""
    titles = kind_titles(programme_at(now()))
    kind = request.GET.get("kind", "")
    found = Partner.objects.visible_to(request.user).select_related("organisation", "looked_after_by")
    shown = found.filter(kinds__contains=[kind]) if kind in titles else found
    rows = [(each, [titles[k] for k in each.kinds]) for each in shown.order_by("organisation__name", "pk")]
    context = {"rows": rows, "titles": titles, "kind": kind, "is_manager": is_manager(request.user)}
    return show_desk(request, "partner_desk", context)


@reader_door
@require_safe
def show_one(request: PersonRequest, slug: str) -> HttpResponse:
    """One partner: each requirement with evidence and verdict, what the partnership gives, and how it may end."""
    at, partner = now(), partner_named(slug)
    terms = terms_of_partner(partner, at)
    requirements = judged_requirements(partner, at)
    context = {
        "partner": partner,
        "kinds": [kind_titles(terms)[kind] for kind in partner.kinds],
        "requirements": requirements,
        "sheet": sheet_of(requirements),
        "readable": readable_cases(request.user, requirements),
        "benefits": benefits_of(terms, at),
        "is_manager": is_manager(request.user),
        "ending": partner.endings.first() if partner.until else None,
    }
    return show_desk(request, "partner_one", context)

# SPDX-License-Identifier: EUPL-1.2
"""Partners for whoever looks after them: the list, and one partner whole."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from ..doors import partner_named, reader_door
from ..judging import judged_requirements
from ..models.partners import Partner
from ..page import show_desk
from ..programme import benefits_of, grounds_of, kind_titles, programme_at, terms_for_kinds, terms_of_partner, today_of
from ..rights import is_manager
from ..rules.partners import NOTICE, TURNED_BACK, PartnerKind
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
    context = {
        "rows": rows,
        "choices": [(code, title, None) for code, title in titles.items()],
        "kind": kind,
        "is_manager": is_manager(request.user),
    }
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
        "endings": list(partner.endings.all()),
        "grounds": _grounds(partner, at),
        "checks": list(partner.checks.select_related("case").order_by("-year")[:5]),
        "may_check": not partner.checks.filter(year=today_of(at).year).exists(),
        "may_invite": PartnerKind.PRODUCT not in partner.kinds and partner.until is None,
        "invitation": partner.invitations.filter(answered_at=None).first(),
    }
    return show_desk(request, "partner_one", context)


def _grounds(partner: Partner, at: datetime) -> dict[str, str]:
    """Every ground in words; those that an earlier version named keep their own name."""
    named = {ending.ground: ending.ground for ending in partner.endings.all()}
    kinds = {kind for ending in partner.endings.all() for kind in (*ending.kinds, *ending.kept)} | set(partner.kinds)
    said = {each.id: each.text for each in grounds_of(terms_for_kinds(sorted(kinds), at), at)}
    return named | said | {NOTICE: _("With notice"), TURNED_BACK: _("Back to connector supplier")}

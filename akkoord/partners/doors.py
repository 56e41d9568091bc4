# SPDX-License-Identifier: EUPL-1.2
"""Who may stand before a page of the partner programme: a partner's own people, and who of the vendor looks after partners."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from akkoord.people.chooser import choose_organisation
from akkoord.people.doors import PersonRequest, View, customer_door, staff_door
from akkoord.people.rules import PortalRole, StaffRole

from .models.partners import Partner
from .models.standing import READERS

manager_door = staff_door(StaffRole.PARTNER_MANAGER)
"""Whoever looks after partners."""
reader_door = staff_door(*READERS)
"""The same, and the lead of the desk, who only reads."""


def partner_door(*roles: PortalRole) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """People of a partner; with roles: those who hold any of them there. The view is given the partner after the request:
    the one in the address (`?organisation=`), or the reader's first."""

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def of_partner(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, partner_of(request, *roles), *args, **kwargs)

        return customer_door(*roles)(of_partner)

    return decorate


def partner_of(request: PersonRequest, *roles: PortalRole) -> Partner:
    """The partner that the page is about. Raises Http404 for who belongs to none."""
    choice = choose_organisation(request, request.user, *roles)
    found = Partner.objects.filter(organisation__in=choice.shown).select_related("organisation", "looked_after_by").first()
    if found is None:
        raise Http404
    return found


def partner_named(slug: str) -> Partner:
    """The partner of a page for the vendor's people. Raises Http404."""
    return get_object_or_404(Partner.objects.select_related("organisation", "looked_after_by"), slug=slug)

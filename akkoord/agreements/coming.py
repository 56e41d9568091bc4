# SPDX-License-Identifier: EUPL-1.2
"""The notice of a version that was announced and does not hold yet, until it does. sla:1.2"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from markupsafe import Markup

from akkoord.people.models import Person
from akkoord.web.moments import now
from akkoord.web.parts import part

from .differing import coming_version, difference, version_before
from .models import Contract
from .slots import AGREEMENT_ASK


def show_coming(request: HttpRequest) -> Markup | None:
    """What comes and what it changes; None where nothing comes, or where it will not hold for the reader."""
    version = coming_version(settings.AGREEMENT, now())
    before = version_before(version) if version is not None else None
    if version is None or before is None or _is_spared(request):
        return None
    count = sum(len(group.lines) for group in difference(version, before))
    context = {"version": version, "before": before, "count": count, "ask_slot": AGREEMENT_ASK.name}
    return part("agreements/coming.html", context, request)


def _is_spared(request: HttpRequest) -> bool:
    """Whether all the reader's organisations ended their contract over a change, so that older terms hold for them."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or person.is_staff or not person.scope.organisations:
        return False
    ended = Contract.objects.filter(organisation__in=person.scope.organisations, ended_over__isnull=False)
    return set(ended.values_list("organisation", flat=True)) == set(person.scope.organisations)

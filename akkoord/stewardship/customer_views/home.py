# SPDX-License-Identifier: EUPL-1.2
"""What waits for the reader in the management organisation; and where there is none yet, how to begin."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akkoord.people.doors import PersonRequest, customer_door
from akkoord.people.models import Membership
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.processes import add_processes
from ..duties import duties_of
from ..here import Here, here
from ..page import show, to
from ..rules.roles import StewardRole
from ..shipped import shipped, words_from
from ..waiting import waits_for


@customer_door()
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """What waits for me here."""
    stands = here(request)
    if not stands.is_set_up:
        return show(request, stands, "home_empty", {"names": _ready_names(), "administrators": _administrators(stands)})
    mine = duties_of(stands.organisation, stands.roles or [StewardRole.USER])
    return show(request, stands, "home", {"waits": waits_for(request, stands), "duties": mine})


@customer_door()
@require_POST
def start(request: PersonRequest) -> HttpResponse:
    """Begin with the ready list of processes."""
    stands = here(request)
    try:
        add_processes(organisation=stands.organisation, names=_ready_names(), by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return to(url("stewardship") + stands.query)
    messages.success(request, _("The processes are there. Now say who does what."))
    return to(url("steward_roles") + stands.query)


def _ready_names() -> list[str]:
    return [words_from(row).in_language(get_language()) for row in shipped("processes")["processes"]]


def _administrators(stands: Here) -> list[str]:
    found = Membership.objects.in_force().filter(organisation=stands.organisation, roles__contains=[PortalRole.ADMINISTRATOR])
    return list(found.order_by("person__name").values_list("person__name", flat=True))

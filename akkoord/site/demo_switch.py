# SPDX-License-Identifier: EUPL-1.2
"""The switch of the example product: a panel on the page of operations, in the demonstration only."""

from __future__ import annotations

import http.client
import json
import os
from enum import StrEnum
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from markupsafe import Markup

from akkoord.operations.doors import operator_door
from akkoord.operations.rights import OPERATORS
from akkoord.people.doors import PersonRequest
from akkoord.people.models import Person
from akkoord.web.parts import part
from akkoord.web.said import url

from .demo_views import demo_only, is_demonstration

PATIENCE = 2  # seconds


class Condition(StrEnum):
    """How the example product does."""

    FINE = "fine"
    SLOW = "slow"
    BROKEN = "broken"


TURNED = {
    Condition.FINE: gettext_lazy("Mended. Two good answers in a row, and the outage is over."),
    Condition.SLOW: gettext_lazy("It is slow now. In some fifteen seconds the outage is on the status page."),
    Condition.BROKEN: gettext_lazy("It is broken now. In some ten seconds the outage is on the status page."),
}


class NoAnswer(Exception):
    """The example product is not there, or does not take orders from us."""


def condition() -> Condition:
    """How it does now. Raises NoAnswer."""
    return _ask("GET", "")


def turn(to: Condition) -> None:
    """Break it, slow it down, or mend it. Raises NoAnswer."""
    _ask("POST", json.dumps({"condition": to}))


def product() -> str:
    """Where it answers; empty where `bin/demo` did not start it."""
    return os.environ.get("AKKOORD_HR_APP", "")


def show_switch(request: HttpRequest) -> Markup | None:
    """The panel, for those who work in operations."""
    person = getattr(request, "user", None)
    if not product() or not is_demonstration(request):
        return None
    if not isinstance(person, Person) or not person.has_staff_role(*OPERATORS):
        return None
    try:
        now: Condition | None = condition()
    except NoAnswer:
        now = None
    context = {"condition": now, "product": product()}
    return part("site/demo_switch.html", context, request)


@demo_only
@operator_door
@require_POST
def turn_switch(request: PersonRequest) -> HttpResponse:
    """Break the example product, slow it down, or mend it."""
    try:
        to = Condition(request.POST.get("condition", ""))
    except ValueError:
        return HttpResponse(status=422)
    try:
        turn(to)
    except NoAnswer:
        messages.error(request, _("The example product does not answer. Start bin/demo again."))
    else:
        messages.success(request, TURNED[to])
    answer = HttpResponseRedirect(url("operations"))
    answer.status_code = 303
    return answer


def _ask(method: str, body: str) -> Condition:
    parts = urlsplit(product())
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        headers = {"Authorization": f"Bearer {os.environ.get('HR_APP_TOKEN', '')}", "Content-Type": "application/json"}
        connection.request(method, "/control", body, headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise NoAnswer(f"status {answer.status}")
        return Condition(json.loads(answer.read())["condition"])
    except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
        raise NoAnswer(str(error)) from error
    finally:
        connection.close()

# SPDX-License-Identifier: EUPL-1.2
"""The customer's home."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from akkoord.people.doors import PersonRequest
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now

from ..expectations import desk_hours
from ..home import broken_lately, promises_of, questions_for, running_cases, to_rate
from .report import may_report_for

MORNING, AFTERNOON, EVENING = 6, 12, 18


def show_home(request: PersonRequest) -> HttpResponse:
    """What waits, what runs, and how the promises stand, for all of the person's organisations."""
    at, person = now(), request.user
    asked, rate = questions_for(person), to_rate(person, at)
    running, count, risk = running_cases(person, at)
    organisations = [m.organisation for m in person.memberships_in_force]
    promises = promises_of([o.pk for o in organisations], at)
    sees_all = [o for o in organisations if person.roles_in(o.pk) & {PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_MANAGER}]
    context = {
        "greeting": greeting(at) % {"name": person.first_name},
        "waiting": _waiting(len(asked) + len(rate)),
        "lead": _lead(count, risk),
        "asked": asked,
        "rate": rate,
        "running": running,
        "count": count,
        "organisations": organisations,
        "sees_all": sees_all,
        "may_report": bool(may_report_for(person)),
        "hours": desk_hours(organisations[0].pk if organisations else None, at),
        "promises": promises,
        "trouble": broken_lately(person, at, promises.since) if promises.counts.keys() & {"broken", "risk"} else [],
    }
    return render(request, "desk/home.html", context)


def greeting(at: datetime) -> str:
    """Good morning, afternoon, evening or night, with a place for the name."""
    hour = timezone.localtime(at).hour
    if hour < MORNING:
        return _("Good night, %(name)s")
    if hour < AFTERNOON:
        return _("Good morning, %(name)s")
    return _("Good afternoon, %(name)s") if hour < EVENING else _("Good evening, %(name)s")


def in_words(count: int) -> str:
    """A small number as a word."""
    words = {
        1: pgettext("number", "one"),
        2: pgettext("number", "two"),
        3: pgettext("number", "three"),
        4: pgettext("number", "four"),
        5: pgettext("number", "five"),
        6: pgettext("number", "six"),
    }
    return words.get(count, str(count))


def _waiting(count: int) -> str:
    if count == 0:
        return _("Nothing is waiting for you.")
    said = ngettext("%(count)s thing is waiting for you.", "%(count)s things are waiting for you.", count) % {
        "count": in_words(count)
    }
    return said[0].upper() + said[1:]


def _lead(count: int, risk: int) -> str:
    if count == 0:
        return _("No case is running.")
    if risk == 0:
        said = ngettext("Your running case is on time.", "All %(count)s running cases are on time.", count)
    else:
        said = ngettext(
            "Of %(count)s running cases, %(risk)s is at risk or late.",
            "Of %(count)s running cases, %(risk)s are at risk or late.",
            risk,
        )
    return said % {"count": in_words(count), "risk": in_words(risk)}

# SPDX-License-Identifier: EUPL-1.2
"""What roles, the work list and the self-check show on /stewardship."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from akkoord.people.doors import PersonRequest
from akkoord.web.badges import verdict_text
from akkoord.web.moments import now
from akkoord.web.parts import part
from akkoord.web.said import url

from .here import Here
from .matrix import matrix_of
from .models import SelfCheck
from .rights import FUNCTIONAL, TECHNICAL
from .rules.maturity import is_asked
from .rules.work import Area
from .waiting import Wait
from .wording import WORDS
from .work_list import Shown, as_shown, tasks_of
from .work_words import AREAS

MOST_NOTICED = 4


def work_waiting(request: PersonRequest, here: Here) -> list[Wait] | None:
    """The reader's own tasks one by one; what anybody may do together."""
    today = timezone.localdate(now())
    shown = [each for each in as_shown(tasks_of(here), today) if each.due.is_open]
    waits = [_own(each) for each in shown if each.task.owner_id == here.person.pk]
    free = [each for each in shown if each.task.owner_id is None and each.task.role in here.roles]
    if free and (FUNCTIONAL in here.roles or TECHNICAL in here.roles):
        overdue = sum(each.is_overdue for each in free)
        title = ngettext("%(num)d task of the work list is for today", "%(num)d tasks of the work list are for today", len(free))
        sub = (
            verdict_text(
                "broken", ngettext("%(num)d from an earlier day", "%(num)d from earlier days", overdue) % {"num": overdue}
            ),
        )
        address = url("steward_work") + here.query
        waits.append(
            Wait(title % {"num": len(free)}, address, sub if overdue else (), _("Work list"), due=today, is_overdue=bool(overdue))
        )
    return waits or None


def _own(each: Shown) -> Wait:
    said = verdict_text("broken", each.said) if each.is_overdue else each.said
    sub = (said, AREAS[Area(each.task.area)])
    return Wait(each.title, url("steward_task", each.task.pk), sub, _("Look"), due=each.due.since, is_overdue=each.is_overdue)


def checks_waiting(request: PersonRequest, here: Here) -> list[Wait] | None:
    """The yearly self-check of the roles that the reader holds, in the last months of the year."""
    today = timezone.localdate(now())
    if not here.roles or not is_asked(today):
        return None
    there = SelfCheck.objects.in_force().filter(organisation=here.organisation, year=today.year).values_list("role", flat=True)
    return [
        Wait(
            _("Self-check of %(year)d: %(role)s") % {"year": today.year, "role": str(WORDS[role].label).lower()},
            url("steward_check_form", WORDS[role].slug) + here.query,
            (_("Five minutes; once a year"),),
            _("Fill in"),
        )
        for role in here.roles
        if role not in set(there)
    ]


def show_noticed(request: PersonRequest, here: Here) -> Markup | None:
    """For who administers: where nobody has a role, and what rests on one person."""
    if not here.may_administer:
        return None
    said = matrix_of(here.organisation).said
    if not said:
        return None
    context = {"said": said[:MOST_NOTICED], "more": len(said) - MOST_NOTICED, "address": url("steward_roles") + here.query}
    return part("stewardship/parts/noticed.html", context, request)

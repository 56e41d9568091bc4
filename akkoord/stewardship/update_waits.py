# SPDX-License-Identifier: EUPL-1.2
"""What of test plans waits for somebody: tests that are theirs, and for administrators a decision."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from .here import Here
from .models import UpdatePlan
from .planner_words import days_words
from .rules.planner import Days
from .rules.updates import Outcome
from .waiting import Wait

MOST = 10


def tests_waiting(request: PersonRequest, here: Here) -> list[Wait]:
    """For /stewardship."""
    return tests_for(here, now().astimezone(timezone.get_current_timezone()).date())


def tests_for(here: Here, today: date) -> list[Wait]:
    """Plans whose testing began: the reader's own open tests; nothing open and nothing decided, a decision. Two queries."""
    is_open = Q(tests__removed_at=None, tests__outcome=str(Outcome.OPEN))
    plans = UpdatePlan.objects.visible_to(here.person).filter(
        organisation=here.organisation, accept_from__lte=today, decisions=None
    )
    counted = plans.annotate(
        mine=Count("tests", filter=is_open & Q(tests__owner=here.person)), left=Count("tests", filter=is_open)
    )
    counts = {pk: (mine, left) for pk, mine, left in counted.values_list("pk", "mine", "left")}
    found = []
    for plan in UpdatePlan.objects.filter(pk__in=counts).order_by("accept_until", "pk")[:MOST]:
        when = days_words(Days(plan.accept_from, plan.accept_until), today.year)
        mine, left = counts[plan.pk]
        if mine:
            count = ngettext("%(num)d test is yours", "%(num)d tests are yours", mine) % {"num": mine}
            sub: tuple[str, ...] = (_("testing %(days)s") % {"days": when}, count)
            found.append(_wait(plan, _("Test: %(name)s") % {"name": plan.name}, sub, _("Write down"), plan.accept_until, today))
        elif not left and here.may_administer:
            sub = (_("Everything was tested."),)
            found.append(_wait(plan, _("Go or no go: %(name)s") % {"name": plan.name}, sub, _("Decide"), plan.comes_on, today))
    return found


def _wait(plan: UpdatePlan, title: str, sub: tuple[str, ...], act: str, due: date, today: date) -> Wait:
    return Wait(title=title, address=plan.get_absolute_url(), sub=sub, act=act, due=due, is_overdue=due < today)

# SPDX-License-Identifier: EUPL-1.2
"""A mail to operations that a month demands an improvement plan. May run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.notifications.posting import post
from akkoord.web.mail_layout import Letter
from akkoord.web.moments import written
from akkoord.web.said import url

from ..availability.wording import month_name
from ..models import ImprovementPlan
from ..roster import operators


def mail_plan_due(event: Event) -> None:
    """A month ended below its bound: who works in operations hears of it, and by when the plan is due."""
    plan = ImprovementPlan.objects.get(pk=event.data["plan_id"])
    for person in operators():
        post(event, person, lambda: _plan_due(plan))


def _plan_due(plan: ImprovementPlan) -> Letter:
    names = {"month": month_name(plan.month)}
    return Letter(
        subject=_("%(month)s demands an improvement plan") % names,
        heading=_("%(month)s demands an improvement plan") % names,
        paragraphs=[_("The availability of that month is below what the agreement promises. Write what you will do.")],
        facts=[(_("Due"), written(plan.due_at, "spoken"))] if plan.due_at else [],
        action=(_("Write the plan"), settings.BASE_URL + url("improvement_plan", f"{plan.month:%Y-%m}")),
        closing=_("You get this because you work in operations."),
    )

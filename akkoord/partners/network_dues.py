# SPDX-License-Identifier: EUPL-1.2
"""What experts, the code of conduct and assignments give a partner to do, on its home page."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from akkoord.clocks.rules import Verdict
from akkoord.people.models import Membership
from akkoord.timing.dates import date_later
from akkoord.timing.durations import parse_duration
from akkoord.web.said import url

from .assignment_stands import assignment_stands
from .code import code_at
from .dues import Due
from .exam_stands import exam_stands
from .figures import figures_at
from .models import Acceptance, Assignment, Expert
from .models.partners import Partner
from .rules.leads import FeedbackStand

URGENT = (Verdict.BROKEN, Verdict.AT_RISK)


def exams_due(partner: Partner, at: datetime) -> list[Due]:
    """Each expert whose exam lapsed, or is in danger of it, unless enrolled for the next one."""
    experts = Expert.objects.in_force().filter(organisation=partner.organisation).select_related("person")
    return [
        Due(
            _("An exam for %(who)s") % {"who": each.expert.person.name},
            url("partnership_exams"),
            each.stand.due,
            str(each.stand.verdict),
            (_("enrolled"),) if each.enrolled else (_("choose an exam"),),
        )
        for each in exam_stands(experts, at)
        if each.stand.verdict in URGENT
    ]


def status_due(partner: Partner, at: datetime) -> list[Due]:
    """Each assignment whose next status is near or late."""
    stands = assignment_stands(Assignment.objects.filter(organisation=partner.organisation), at)
    return [
        Due(
            _("Tell how it goes at %(customer)s") % {"customer": each.assignment.customer},
            url("partnership_assignment", each.assignment.pk),
            each.stand.late[-1][0] if _is_late(each.stand) else each.stand.due_on,
            str(Verdict.BROKEN if _is_late(each.stand) else Verdict.AT_RISK),
        )
        for each in stands
        if each.is_running and (_is_late(each.stand) or each.stand.verdict is Verdict.AT_RISK)
    ]


def code_due(partner: Partner, at: datetime) -> list[Due]:
    """The code of conduct, while somebody has not accepted the version in force."""
    version = code_at(at)
    if version is None:
        return []
    done = Acceptance.objects.filter(organisation=partner.organisation, version=version).values("person")
    waiting = Membership.objects.in_force().filter(organisation=partner.organisation).exclude(person__in=done)
    people = list(waiting.select_related("person").order_by("person__name"))
    if not people:
        return []
    within, day = parse_duration(version.accept_within), figures_at(at).day
    due = min(date_later(max(version.effective_on, day(m.created_at)), within) for m in people)
    verdict = Verdict.BROKEN if day(at) > due else Verdict.AT_RISK
    names = ", ".join(m.person.name for m in people[:3])
    return [Due(_("Accept the code of conduct"), url("partnership_conduct"), due, str(verdict), (names,))]


def _is_late(stand: FeedbackStand) -> bool:
    return bool(stand.late) and stand.late[-1][1] is None

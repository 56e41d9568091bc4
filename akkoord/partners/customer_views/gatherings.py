# SPDX-License-Identifier: EUPL-1.2
"""What partners come to: what is to come, who comes and presents, and what has been. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal
from akkoord.web.said import url

from ..actions.gatherings import say_attendance
from ..asking import do, first_error
from ..doors import partner_door
from ..forms.experts import AttendForm
from ..models import Attendance, Expert, Gathering
from ..models.partners import Partner
from ..page import show_partner
from ..rights import may_act
from ..wording.experts import GATHERINGS
from .experts import experts_of

PAST = 12


@partner_door()
@require_safe
def show_gatherings(request: PersonRequest, partner: Partner) -> HttpResponse:
    """What is to come, with who of ours comes; and who was at what."""
    at = now()
    there = Gathering.objects.visible_to(request.user).filter(cancelled_at=None)
    coming, past = list(there.filter(starts_at__gt=at)[:50]), list(there.filter(starts_at__lte=at).order_by("-starts_at")[:PAST])
    said = Attendance.objects.filter(organisation=partner.organisation, gathering__in=[*coming, *past], withdrawn_at=None)
    ours: dict[int, list[Attendance]] = {gathering.pk: [] for gathering in (*coming, *past)}
    for attendance in said.select_related("expert__person"):
        ours[attendance.gathering_id].append(attendance)
    own = [e for e in experts_of(partner) if may_act(request.user, partner.organisation_id, own=e.person_id)]
    context = {
        "coming": [(g, ours[g.pk], AttendForm(_without(own, ours[g.pk]))) for g in coming],
        "past": [(g, [a for a in ours[g.pk] if a.came]) for g in past],
        "own": {expert.pk for expert in own},
        "kinds": {str(kind): word for kind, word in GATHERINGS.items()},
    }
    return show_partner(request, partner, "network/gatherings", context)


@partner_door()
@require_POST
def attend(request: PersonRequest, partner: Partner, pk: int) -> HttpResponse:
    """An expert comes, perhaps to present, or does not after all."""
    gathering = get_object_or_404(Gathering.objects.visible_to(request.user), pk=pk)
    form = AttendForm(experts_of(partner), request.POST)

    def act() -> str:
        if not form.is_valid():
            raise Refusal(first_error(form))
        given = form.cleaned_data
        expert, comes = form.experts[given["expert"]], given["comes"] == "yes"
        say_attendance(gathering=gathering, expert=expert, comes=comes, presents=given["presents"], by=request.user, at=now())
        names = {"who": expert.person.name}
        return (_("%(who)s comes.") if comes else _("%(who)s does not come.")) % names

    return do(request, act, url("partnership_gatherings"))


def _without(experts: list[Expert], there: list[Attendance]) -> list[Expert]:
    known = {attendance.expert_id for attendance in there}
    return [expert for expert in experts if expert.pk not in known]

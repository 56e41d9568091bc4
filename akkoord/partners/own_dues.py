# SPDX-License-Identifier: EUPL-1.2
"""What a yearly check and an invitation ask of a partner."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from akkoord.cases.models import Case
from akkoord.clocks.models import Clock
from akkoord.web.said import url

from .dues import Due
from .kinds.checks import ASKED, IMPROVING, PARTNER_CHECK
from .models.partners import Partner
from .programme import terms_of_partner


def checks_due(partner: Partner, at: datetime) -> list[Due]:
    """The yearly check that waits for an answer, or for what was to improve, with its clock."""
    found = Case.objects.filter(kind_name=PARTNER_CHECK.name, organisation=partner.organisation_id, state__in=[ASKED, IMPROVING])
    return [_due(case, partner, at) for case in found.open()]


def _due(case: Case, partner: Partner, at: datetime) -> Due:
    words = {ASKED: _("Answer the yearly check"), IMPROVING: _("Show that what had to improve has improved")}
    clock = Clock.objects.of(case.key).open().order_by("due_at").first()
    if clock is None:
        return Due(words[case.state], case.get_absolute_url())
    zone = ZoneInfo(terms_of_partner(partner, at).document.zone)
    return Due(words[case.state], case.get_absolute_url(), clock.due_at.astimezone(zone).date(), str(clock.verdict_at(at)))


def invitations_due(partner: Partner, at: datetime) -> list[Due]:
    """An invitation that was not answered."""
    if not partner.invitations.filter(answered_at=None).exists():
        return []
    return [Due(_("Answer the invitation to become product partner"), url("partnership") + "#h-invitation")]

# SPDX-License-Identifier: EUPL-1.2
"""What connectors give their supplier to do, on its home page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from akkoord.clocks.rules import Verdict

from .certifying import certificate_terms, standings
from .dues import Due
from .models.connectors import Connector
from .models.partners import Partner
from .models.profiles import Profile
from .programme import today_of
from .rules.certificates import ConnectorState, reminder_days
from .wording.connectors import state_words


def connectors_due(partner: Partner, at: datetime) -> list[Due]:
    """Each connector whose certificate lapsed or lapses soon, or whose new version was not checked."""
    terms, today = certificate_terms(at), today_of(at)
    dues = []
    for each in standings(Connector.objects.registered(today).filter(organisation=partner.organisation_id), at):
        stands = each.now
        if stands.last_day is None:
            continue
        name, path = {"name": each.connector.name}, each.connector.get_absolute_url()
        first = min(reminder_days(stands.last_day, terms), default=stands.last_day)
        if stands.state == ConnectorState.LAPSED and stands.ends_on is not None:
            last = stands.ends_on - timedelta(days=1)
            dues.append(Due(_("Certify %(name)s again") % name, path, last, str(Verdict.BROKEN), (state_words(stands),)))
        elif stands.new_version is not None or today >= first:
            dues.append(
                Due(_("Certify %(name)s again") % name, path, stands.last_day, str(Verdict.AT_RISK), (state_words(stands),))
            )
    return dues


def profile_due(partner: Partner, at: datetime) -> list[Due]:
    """A page of the directory that was never written, or was sent back."""
    newest = Profile.objects.filter(partner=partner, replaced_at=None).first()
    if newest is not None and (newest.decided_at is None or newest.is_agreed):
        return []
    title = _("Write your page for the directory") if newest is None else _("Change your page for the directory")
    return [Due(title, Profile.own_page(), sub=(newest.why,) if newest is not None else ())]

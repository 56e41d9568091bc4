# SPDX-License-Identifier: EUPL-1.2
"""How a connector stands, in words and as a verdict."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akkoord.clocks.rules import Verdict

from ..rules.certificates import ConnectorStanding, ConnectorState, Score
from .experts import day_words

SCORES = {Score.GREEN: gettext_lazy("Green"), Score.ORANGE: gettext_lazy("Orange"), Score.RED: gettext_lazy("Red")}


def state_words(stands: ConnectorStanding) -> str:
    """In one sentence, with the date that counts."""
    if stands.state == ConnectorState.REGISTERED:
        return _("Registered, not certified")
    if stands.last_day is None or stands.state == ConnectorState.ENDED:
        return _("No longer registered")
    if stands.state == ConnectorState.CERTIFIED or stands.ends_on is None:
        return _("Certified through %(day)s") % {"day": day_words(stands.last_day)}
    days = {"day": day_words(stands.last_day), "end": day_words(stands.ends_on)}
    return _("The certificate lapsed after %(day)s; the registration ends on %(end)s") % days


def verdict_of(stands: ConnectorStanding) -> str | None:
    """The verdict beside it: a lapsed certificate is broken, an unchecked version at risk; None where nothing is promised."""
    if stands.state == ConnectorState.LAPSED:
        return Verdict.BROKEN
    if stands.state != ConnectorState.CERTIFIED:
        return None
    return Verdict.AT_RISK if stands.new_version else Verdict.KEPT

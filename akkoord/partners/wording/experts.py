# SPDX-License-Identifier: EUPL-1.2
"""How experts, exams and gatherings are said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from akkoord.agreements.wording import day_words as words_of_day
from akkoord.web.moments import decimal

from ..rules.exams import Outcome
from ..rules.gatherings import GatheringKind

OUTCOMES = {Outcome.PASSED: _("passed"), Outcome.FAILED: _("not passed"), Outcome.ABSENT: _("absent")}
GATHERINGS = {
    GatheringKind.KICK_OFF: _("Kick-off"),
    GatheringKind.PARTNER_EVENT: _("Partner event"),
    GatheringKind.EXPERT_DAY: _("Expert day"),
    GatheringKind.PROGRESS_MEETING: _("Progress meeting"),
}


def day_words(day: date) -> str:
    """A date with its year."""
    return words_of_day(day, 0)


def grade_words(grade: Decimal) -> str:
    """A grade from 1 to 10 with one decimal."""
    return decimal(float(grade))

# SPDX-License-Identifier: EUPL-1.2
"""The one table from what a requirement is about to where its facts come from. What stands not in it is written down by hand."""

from __future__ import annotations

from ..rules.gatherings import GatheringKind
from . import conduct, connectors, experts
from .asked import Source
from .clocks import answered
from .questions import asked_questions

# What the programme calls it (`what` of a cadence or quota, `condition` of an always) -> its source. One line each.
SOURCES: dict[str, Source] = {
    "check_answered": answered,
    "partner_questions": asked_questions,
    "exam_passed": experts.exams_passed,
    "kick_off_attended": experts.attended(GatheringKind.KICK_OFF),
    "expert_day_attended": experts.attended(GatheringKind.EXPERT_DAY),
    "event_attended": experts.attended(*experts.EVENTS),
    "partner_event_presented": experts.presented,
    "progress_meeting": experts.meetings,
    "product_meeting": experts.meetings,
    "recommendations": experts.recommended,
    "customer_references": experts.references_asked,
    "days_with_product": experts.days_at_customers,
    "years_of_experience": experts.years_of_experience,
    "industry_focus": experts.focused,
    "connector_described": connectors.described,
    "connector_certificate_valid": connectors.certificates_valid,
    "code_of_conduct_kept": conduct.code_kept,
    "assignment_status": conduct.status_told,
}

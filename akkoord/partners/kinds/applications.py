# SPDX-License-Identifier: EUPL-1.2
"""The kind of case in which somebody without an account applies to become a partner. partner:*"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.cases.kind import ClockRule, Kind, Line, Look, Move, Purpose, Reach, StateOf, TermsOf, clockwork
from akkoord.cases.lines import EVERY_CASE
from akkoord.cases.rights import agent
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.rules import Audience

from ..events import applications as e
from ..models.applications import ApplicationDetail

NEW, IN_PROGRESS, WAITING = OPEN = ["new", "in_progress", "waiting_for_customer"]
AGREED, DECLINED, WITHDRAWN = "agreed", "declined", "withdrawn"

PARTNER_APPLICATION = Kind(
    name="partner_application",
    prefix="PAP",
    label=_("Partner application"),
    audience=Audience.SHARED,
    detail=ApplicationDetail,
    template="partners/application_facts.html",
    terms=TermsOf.PARTNERSHIP,
    states=[
        StateOf(NEW, _("new"), Look.NEW),
        StateOf(IN_PROGRESS, _("being assessed"), Look.PROGRESS),
        StateOf(WAITING, _("waiting for the applicant"), Look.CUSTOMER),
        StateOf(AGREED, _("agreed"), Look.CLOSED, is_open=False),
        StateOf(DECLINED, _("declined"), Look.CLOSED, is_open=False),
        StateOf(WITHDRAWN, _("withdrawn"), Look.CLOSED, is_open=False),
    ],
    reported_by=(),  # a form for everybody; who sends it has no account
    handled_by=(StaffRole.PARTNER_MANAGER,),
    seen_by={StaffRole.PARTNER_MANAGER: Reach.EVERY, StaffRole.DESK_LEAD: Reach.EVERY, PortalRole.ADMINISTRATOR: Reach.EVERY},
    opens_with=e.PartnerApplied,
    moves=[
        Move("take", "taking", [NEW], IN_PROGRESS, agent, e.ApplicationTaken, _("Assess this application"), assigns=True),
        Move("ask", "question", OPEN, WAITING, agent, e.ApplicantAsked, _("Ask the applicant"), says=Purpose.QUESTION, assigns=True),
        Move("decline", "declining", OPEN, DECLINED, agent, e.ApplicationDeclined, _("Decline, with the reason"), says=Purpose.DECISION, assigns=True),
        Move("agree", "agreement", OPEN, AGREED, agent, e.ApplicationAgreed, _("Make the agreement"), says=Purpose.DECISION, assigns=True, has_form=True),
        # by the applicant, behind the link
        Move("reply", "reply", [WAITING], IN_PROGRESS, clockwork, e.ApplicantReplied, _("Reply"), says=Purpose.ADDITION, has_form=True),
        Move("withdraw", "withdrawal", OPEN, WITHDRAWN, clockwork, e.ApplicationWithdrawn, _("Withdraw"), says=Purpose.ADDITION, optional=True, has_form=True),
    ],
    clocks=[
        ClockRule(
            "assessment",
            _("Assessment of the application"),
            starts=e.PartnerApplied,
            stops=[e.ApplicationAgreed, e.ApplicationDeclined],
            ends={e.ApplicationWithdrawn: "withdrawn"},
        )
    ],
    lines=EVERY_CASE
    | {
        e.PartnerApplied: Line("certificate", _("Somebody applied to become a partner."), _("We received your application")),
        e.ApplicationTaken: Line("hand-grab", _("{who} assesses it."), _("Somebody is assessing your application")),
        e.ApplicantAsked: Line("message-question", _("{who} asked something and waits for an answer."), _("We have a question about your application")),
        e.ApplicantReplied: Line("message-reply", _("The applicant replied."), _("We received your reply")),
        e.CriteriaAssessed: Line("report-search", _("{who} looked at the criteria.")),
        e.ApplicationAgreed: Line("check", _("{who} made the agreement."), _("You are our partner")),
        e.ApplicationDeclined: Line("x", _("{who} declined the application."), _("Your application is declined")),
        e.ApplicationWithdrawn: Line("x", _("The applicant withdrew."), _("Your application is withdrawn")),
    },
)  # fmt: skip

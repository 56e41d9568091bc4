# SPDX-License-Identifier: EUPL-1.2
"""The kind of case in which vendor and partner go through every requirement, once a year. partner:*"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.cases.kind import ClockRule, Kind, Line, Look, Move, Purpose, Reach, StateOf, TermsOf
from akkoord.cases.lines import EVERY_CASE
from akkoord.cases.rights import agent, holder_of
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.rules import Audience

from ..check_turns import says_next
from ..events import checks as e
from ..models.checks import CheckDetail
from ..rights import ACTORS

ASKED, ANSWERED, IMPROVING = OPEN = ["asked", "answered", "improving"]
CONTINUED, ENDED = "continued", "ended"

PARTNER_CHECK = Kind(
    name="partner_check",
    prefix="PCH",
    label=_("Yearly check"),
    audience=Audience.SHARED,
    detail=CheckDetail,
    template="partners/check_facts.html",
    terms=TermsOf.PARTNERSHIP,
    from_vendor=True,
    says_next=says_next,
    states=[
        StateOf(ASKED, _("waiting for the partner"), Look.CUSTOMER),
        StateOf(ANSWERED, _("answered by the partner"), Look.PROGRESS),
        StateOf(IMPROVING, _("improvement period"), Look.CUSTOMER),
        StateOf(CONTINUED, _("goes on"), Look.CLOSED, is_open=False),
        StateOf(ENDED, _("partnership ended"), Look.CLOSED, is_open=False),
    ],
    reported_by=(StaffRole.PARTNER_MANAGER,),
    handled_by=(StaffRole.PARTNER_MANAGER,),
    seen_by=dict.fromkeys(
        (StaffRole.PARTNER_MANAGER, StaffRole.DESK_LEAD, PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER), Reach.EVERY
    ),
    opens_with=e.PartnerCheckStarted,
    moves=[  # each with a form of its own, because the requirements are judged or answered with it
        Move("answer", "answer", [ASKED], ANSWERED, holder_of(*ACTORS), e.PartnerCheckAnswered, _("Answer"), says=Purpose.ADDITION, has_form=True),
        Move("improve", "improvement", [ASKED, ANSWERED], IMPROVING, agent, e.ImprovementAsked, _("Ask for improvement"), says=Purpose.DECISION, has_form=True),
        Move("continue", "continuation", OPEN, CONTINUED, agent, e.PartnershipContinued, _("Go on together"), says=Purpose.DECISION, has_form=True),
        Move("end", "end", OPEN, ENDED, agent, e.PartnershipNotContinued, _("End the partnership"), says=Purpose.DECISION, has_form=True),
    ],
    clocks=[
        ClockRule(
            "answer",
            _("Answer of the partner"),
            starts=e.PartnerCheckStarted,
            stops=[e.PartnerCheckAnswered],
            ends=dict.fromkeys((e.ImprovementAsked, e.PartnershipContinued, e.PartnershipNotContinued), "decided"),
        ),
        ClockRule(
            "improvement",
            _("Improvement"),
            starts=e.ImprovementAsked,
            stops=[e.PartnershipContinued],
            ends={e.PartnershipNotContinued: "decided"},
        ),
    ],
    lines=EVERY_CASE
    | {
        e.PartnerCheckStarted: Line("report-search", _("{who} started the yearly check."), _("Your yearly check has started")),
        e.PartnerCheckAnswered: Line("message-reply", _("{who} answered the check."), _("The partner answered the yearly check")),
        e.ImprovementAsked: Line("alert-triangle", _("{who} asks for improvement."), _("Something has to improve in your partnership")),
        e.PartnershipContinued: Line("check", _("{who} decided to go on together."), _("Your partnership goes on")),
        e.PartnershipNotContinued: Line("x", _("{who} ended the partnership."), _("Your partnership ends")),
    },
)  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""Operations' kind of case: a customer disputes what was measured, and sees the raw intervals. sla:2.3.1"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.cases.kind import ClockRule, Kind, Line, Look, Move, Purpose, Reach, StateOf
from akkoord.cases.lines import EVERY_CASE
from akkoord.cases.rights import agent, reporter
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.rules import Audience

from . import events as e
from .models import DisputeDetail
from .rights import DISPUTERS, OPERATORS

NEW, IN_PROGRESS, WAITING_FOR_CUSTOMER = OPEN = ["new", "in_progress", "waiting_for_customer"]
ACCEPTED, REJECTED, WITHDRAWN = "accepted", "rejected", "withdrawn"

DISPUTE = Kind(
    name="dispute",
    prefix="DIS",
    label=_("Dispute"),
    audience=Audience.SHARED,
    detail=DisputeDetail,
    template="operations/disputes/facts.html",
    states=[
        StateOf(NEW, _("new"), Look.NEW),
        StateOf(IN_PROGRESS, _("in progress"), Look.PROGRESS),
        StateOf(WAITING_FOR_CUSTOMER, _("waiting for customer"), Look.CUSTOMER),
        StateOf(ACCEPTED, _("accepted"), Look.CLOSED, is_open=False),
        StateOf(REJECTED, _("rejected"), Look.CLOSED, is_open=False),
        StateOf(WITHDRAWN, _("withdrawn"), Look.CLOSED, is_open=False),
    ],
    reported_by=DISPUTERS,
    handled_by=OPERATORS,
    seen_by={
        PortalRole.ENVIRONMENTS: Reach.EVERY,
        PortalRole.ADMINISTRATOR: Reach.EVERY,
        StaffRole.OPERATIONS: Reach.EVERY,
        StaffRole.DESK_LEAD: Reach.EVERY,
    },
    opens_with=e.DisputeRaised,
    moves=[
        Move("take", "taking", [NEW], IN_PROGRESS, agent, e.DisputeTaken, _("Take this case"), assigns=True),
        Move("ask", "question", OPEN, WAITING_FOR_CUSTOMER, agent, e.DisputeAsked, _("Ask the customer"), says=Purpose.QUESTION),
        Move("accept", "acceptance", OPEN, ACCEPTED, agent, e.DisputeAccepted, _("Accept"), says=Purpose.DECISION, assigns=True),
        Move("reject", "rejection", OPEN, REJECTED, agent, e.DisputeRejected, _("Reject"), says=Purpose.DECISION, assigns=True),
        Move("reply", "reply", [WAITING_FOR_CUSTOMER], IN_PROGRESS, reporter, e.DisputeReplied, _("Reply"), says=Purpose.ADDITION),
        Move("withdraw", "withdrawal", OPEN, WITHDRAWN, reporter, e.DisputeWithdrawn, _("Withdraw"), says=Purpose.ADDITION, optional=True),
    ],
    clocks=[  # runs where an agreement promises `on: dispute, clock: decision`
        ClockRule(
            "decision",
            _("Decision on the dispute"),
            starts=e.DisputeRaised,
            stops=[e.DisputeAccepted, e.DisputeRejected],
            ends={e.DisputeWithdrawn: "withdrawn"},
        )
    ],
    lines=EVERY_CASE
    | {
        e.DisputeRaised: Line("flag", _("{who} disputes what was recorded."), _("We received your dispute")),
        e.DisputeTaken: Line("hand-grab", _("{who} is looking into it."), _("Somebody is looking into your dispute")),
        e.DisputeAsked: Line("message-question", _("{who} asked something and waits for an answer."), _("We have a question about your dispute")),
        e.DisputeReplied: Line("message-reply", _("{who} replied."), _("There is a reply to your question")),
        e.DisputeAccepted: Line("check", _("{who} accepted the dispute. Two people correct what was recorded."), _("Your dispute is accepted")),
        e.DisputeRejected: Line("x", _("{who} rejected the dispute and says why. What was recorded stays."), _("Your dispute is rejected")),
        e.DisputeWithdrawn: Line("x", _("{who} withdrew the dispute."), _("This dispute was withdrawn")),
    },
)  # fmt: skip

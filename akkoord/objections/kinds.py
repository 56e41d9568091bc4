# SPDX-License-Identifier: EUPL-1.2
"""The kind of case in which a customer asks about the agreement or objects to a change. sla:1.2"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.agreements.rules import AUTHORS
from akkoord.cases.kind import ClockRule, Kind, Line, Look, Move, Purpose, Reach, StateOf
from akkoord.cases.lines import EVERY_CASE
from akkoord.cases.rights import agent, reporter
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.rules import Audience

from . import events as e
from .models import AgreementQuestionDetail

ASKERS = (PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_MANAGER, PortalRole.INCIDENT_SUBMITTER)
NEW, IN_PROGRESS, WAITING_FOR_CUSTOMER = OPEN = ["new", "in_progress", "waiting_for_customer"]
ANSWERED, UNSOLVED, WITHDRAWN = "answered", "unsolved", "withdrawn"

AGREEMENT_QUESTION = Kind(
    name="agreement_question",
    prefix="AGR",
    label=_("Agreement question"),
    audience=Audience.SHARED,
    detail=AgreementQuestionDetail,
    template="objections/facts.html",
    states=[
        StateOf(NEW, _("new"), Look.NEW),
        StateOf(IN_PROGRESS, _("in progress"), Look.PROGRESS),
        StateOf(WAITING_FOR_CUSTOMER, _("waiting for customer"), Look.CUSTOMER),
        StateOf(ANSWERED, _("answered"), Look.CLOSED, is_open=False),
        StateOf(UNSOLVED, _("no solution"), Look.CLOSED, is_open=False),
        StateOf(WITHDRAWN, _("withdrawn"), Look.CLOSED, is_open=False),
    ],
    reported_by=ASKERS,
    handled_by=AUTHORS,
    seen_by={
        PortalRole.ADMINISTRATOR: Reach.EVERY,
        PortalRole.INCIDENT_MANAGER: Reach.OWN,
        PortalRole.INCIDENT_SUBMITTER: Reach.OWN,
        StaffRole.PRODUCT_MANAGER: Reach.EVERY,
        StaffRole.DESK_LEAD: Reach.EVERY,
    },
    opens_with=e.AgreementQuestionAsked,
    moves=[
        Move("take", "taking", [NEW], IN_PROGRESS, agent, e.AgreementQuestionTaken, _("Take this case"), assigns=True),
        Move("ask", "question", OPEN, WAITING_FOR_CUSTOMER, agent, e.AgreementQuestionReturned, _("Ask the customer"), says=Purpose.QUESTION),
        Move("answer", "answer", OPEN, ANSWERED, agent, e.AgreementQuestionAnswered, _("Answer"), says=Purpose.ANSWER, assigns=True),
        Move("leave_unsolved", "no-solution", OPEN, UNSOLVED, agent, e.AgreementQuestionUnsolved, _("No solution"), says=Purpose.DECISION, assigns=True),
        Move("reply", "reply", [WAITING_FOR_CUSTOMER], IN_PROGRESS, reporter, e.AgreementQuestionReplied, _("Reply"), says=Purpose.ADDITION),
        Move("withdraw", "withdrawal", OPEN, WITHDRAWN, reporter, e.AgreementQuestionWithdrawn, _("Withdraw"), says=Purpose.ADDITION, optional=True),
    ],
    clocks=[  # runs where an agreement promises `on: agreement_question, clock: answer`
        ClockRule(
            "answer",
            _("Answer to the question"),
            starts=e.AgreementQuestionAsked,
            stops=[e.AgreementQuestionAnswered, e.AgreementQuestionUnsolved],
            ends={e.AgreementQuestionWithdrawn: "withdrawn"},
        )
    ],
    lines=EVERY_CASE
    | {
        e.AgreementQuestionAsked: Line("certificate", _("{who} asked this about the agreement."), _("We received your question about the agreement")),
        e.AgreementQuestionTaken: Line("hand-grab", _("{who} is looking into it."), _("Somebody is looking into your question about the agreement")),
        e.AgreementQuestionReturned: Line("message-question", _("{who} asked something and waits for an answer."), _("We have a question about your question")),
        e.AgreementQuestionReplied: Line("message-reply", _("{who} replied."), _("There is a reply to your question")),
        e.AgreementQuestionAnswered: Line("check", _("{who} answered."), _("Your question about the agreement is answered")),
        e.AgreementQuestionUnsolved: Line("x", _("{who} says that no solution was found. You may end the contract over this change."), _("No solution was found for your objection")),
        e.AgreementQuestionWithdrawn: Line("x", _("{who} withdrew the question."), _("This question was withdrawn")),
    },
)  # fmt: skip

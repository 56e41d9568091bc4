# SPDX-License-Identifier: EUPL-1.2
"""The ticket: what a colleague asks of the organisation's own administrators, in four phases. The vendor knows nothing of it. beheer:4"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from akkoord.cases.kind import ClockRule, Kind, Line, Look, Move, Purpose, Reach, StateOf, TermsOf
from akkoord.cases.lines import EVERY_CASE
from akkoord.cases.models import Case
from akkoord.cases.rights import agent, reporter
from akkoord.clocks.events import PromiseBroken
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole, Role
from akkoord.scope.rules import Audience

from .events import tickets as e
from .models import TicketDetail
from .refusals import NotInvestigated, TasksOpen
from .rules.tickets import State
from .tickets import SIGHT, WORKERS, may_begin, may_decide, may_decline
from .turns import says_next

S = State
FIRST = [S.ASKED, S.INVESTIGATED]
BEFORE_DECISION = [S.ASKED, S.INVESTIGATED, S.WAITING, S.DECIDED]


OWN_ASKERS: dict[Role, Reach] = dict.fromkeys(PortalRole, Reach.OWN)


def _accepts(person: Person, case: Case) -> bool:
    return reporter(person, case) or agent(person, case)


def _has_sheet(case: Case) -> None:
    """Raises NotInvestigated without a sheet."""
    if not case.ticket_sheets.exists():
        raise NotInvestigated


def _has_done_all(case: Case) -> None:
    """Raises TasksOpen while something is to be done, tested or told."""
    if case.ticket_tasks.filter(done_at=None).exists():
        raise TasksOpen


TICKET = Kind(
    name="ticket",
    prefix="TCK",
    label=_("Ticket"),
    audience=Audience.ORGANISATION_ONLY,
    terms=TermsOf.OWN,
    agreement_page="/stewardship/agreement",
    detail=TicketDetail,
    template="stewardship/ticket_facts.html",
    states=[
        StateOf(S.ASKED, _("asked"), Look.NEW),
        StateOf(S.INVESTIGATED, _("in investigation"), Look.PROGRESS),
        StateOf(S.WAITING, _("waiting for the asker"), Look.CUSTOMER),
        StateOf(S.DECIDED, _("up for decision"), Look.PROGRESS),
        StateOf(S.EXECUTED, _("in execution"), Look.PROGRESS),
        StateOf(S.PASSED_ON, _("passed on"), Look.SUPPLIER),
        StateOf(S.RETURNED, _("back to the asker"), Look.CUSTOMER),
        StateOf(S.OPTIMISED, _("in optimisation"), Look.PROGRESS),
        StateOf(S.CLOSED, _("closed"), Look.CLOSED, is_open=False),
        StateOf(S.DECLINED, _("declined"), Look.CLOSED, is_open=False),
        StateOf(S.WITHDRAWN, _("withdrawn"), Look.CLOSED, is_open=False),
    ],
    reported_by=list(PortalRole),
    seen_by=OWN_ASKERS | {PortalRole.ADMINISTRATOR: Reach.EVERY},
    also_seen=SIGHT,
    worked_by=WORKERS,
    says_next=says_next,
    opens_with=e.TicketAsked,
    moves=[
        Move("take", "taking", [S.ASKED], S.INVESTIGATED, agent, e.TicketTaken, _("Look into it"), assigns=True),
        Move("ask", "question", FIRST, S.WAITING, agent, e.TicketQuestioned, _("Ask the asker"), says=Purpose.QUESTION, assigns=True),
        Move("submit", "decision-request", [S.INVESTIGATED], S.DECIDED, agent, e.TicketSubmitted, _("Have it decided"), says=Purpose.ADDITION, optional=True, needs=_has_sheet),
        Move("submit_again", "renewed-decision-request", [S.EXECUTED], S.DECIDED, agent, e.TicketSubmitted, _("Have it decided"), has_form=True),
        Move("begin", "beginning", [S.INVESTIGATED], S.EXECUTED, may_begin, e.TicketApproved, _("Begin on it"), says=Purpose.DECISION, optional=True, needs=_has_sheet),
        Move("approve", "approval", [S.DECIDED], S.EXECUTED, may_decide, e.TicketApproved, pgettext_lazy("ticket", "Approve"), says=Purpose.DECISION, optional=True),
        Move("hand_back", "handing-back", [S.EXECUTED], S.RETURNED, agent, e.TicketHandedBack, _("Give it back to the asker"), says=Purpose.ANSWER, needs=_has_done_all),
        Move("decline", "declining", [S.INVESTIGATED, S.DECIDED], S.DECLINED, may_decline, e.TicketDeclined, pgettext_lazy("ticket", "Decline"), says=Purpose.DECISION),
        Move("take_back", "taking-back", [S.PASSED_ON], S.EXECUTED, agent, e.TicketTakenBack, _("Go on here"), says=Purpose.ADDITION, optional=True),
        Move("pass_to_vendor", "passing-to-vendor", [S.INVESTIGATED, S.EXECUTED], S.PASSED_ON, agent, e.TicketPassedToVendor, _("Pass on"), has_form=True),
        Move("pass_to_integrator", "passing-to-integrator", [S.INVESTIGATED, S.EXECUTED], S.PASSED_ON, agent, e.TicketPassedToIntegrator, _("Pass on"), has_form=True),
        Move("reply", "reply", [S.WAITING], S.INVESTIGATED, reporter, e.TicketReplied, _("Reply"), says=Purpose.ADDITION),
        Move("dispute", "objection", [S.RETURNED], S.EXECUTED, reporter, e.TicketDisputed, _("Say why it is not"), says=Purpose.ADDITION),
        Move("accept", "acceptance", [S.RETURNED], S.OPTIMISED, _accepts, e.TicketAccepted, _("It is what was meant"), says=Purpose.ADDITION, optional=True),
        Move("review", "review", [S.OPTIMISED], S.CLOSED, agent, e.TicketReviewed, _("Look back"), says=Purpose.REVIEW, has_form=True),
        Move("withdraw", "withdrawal", BEFORE_DECISION, S.WITHDRAWN, reporter, e.TicketWithdrawn, _("Withdraw"), says=Purpose.ADDITION, optional=True),
    ],
    clocks=[  # run where the organisation's own agreement promises `on: ticket`
        ClockRule("first_look", _("First look"), e.TicketAsked, stops=[e.TicketTaken, e.TicketQuestioned, e.TicketDeclined], ends={e.TicketWithdrawn: "withdrawn"}),
        ClockRule("decision", pgettext_lazy("ticket", "Decision"), e.TicketAsked, stops=[e.TicketApproved, e.TicketDeclined, e.TicketPassedToVendor, e.TicketPassedToIntegrator], ends={e.TicketWithdrawn: "withdrawn"}),
        ClockRule("execution", _("Execution"), e.TicketApproved, stops=[e.TicketHandedBack], ends={e.TicketSubmitted: "decided_again"}, resumes=[e.TicketDisputed]),
        ClockRule("review", _("Looking back"), e.TicketAccepted, stops=[e.TicketReviewed]),
    ],
    lines=EVERY_CASE
    | {
        PromiseBroken: Line("circle-x", _("{clock}: the deadline has passed."), _("A ticket is late")),
        e.TicketAsked: Line("inbox", _("{who} asked this."), _("We received your question")),
        e.TicketTaken: Line("hand-grab", _("{who} is looking into it."), _("Somebody is looking into your question")),
        e.TicketQuestioned: Line("message-question", _("{who} asked something and waits for an answer."), _("There is a question about your ticket")),
        e.TicketReplied: Line("message-reply", _("{who} replied."), _("There is a reply on a ticket")),
        e.TicketSheetWritten: Line("clipboard-text", _("{who} wrote the investigation sheet: {fact.hours} hours of work.")),
        e.TicketSubmitted: Line("user-question", _("{who} asks for a decision."), _("A ticket waits for a decision")),
        e.TicketApproved: Line("thumb-up", _("{who} approved it: it will be done."), _("Your ticket will be done")),
        e.TicketDeclined: Line("x", _("{who} declined it."), _("Your ticket will not be done")),
        e.TicketTaskAdded: Line("list", _("{who} added a task.")),
        e.TicketTaskGiven: Line("list", _("{who} gave {whom} a task."), _("A task on a ticket")),
        e.TicketTaskDone: Line("check", _("{who} finished a task.")),
        e.TicketTaskDropped: Line("x", _("{who} took a task away.")),
        e.TicketPassedToVendor: Line("external-link", _("{who} reported this to the software's vendor.")),
        e.TicketPassedToIntegrator: Line("external-link", _("{who} passed this on to the system integrator.")),
        e.TicketPassingMoved: Line("arrow-back-up", _("At the vendor {other} is now: {standing}.")),
        e.TicketIntegratorReplied: Line("mail", _("The system integrator answered."), _("The system integrator answered")),
        e.TicketTakenBack: Line("arrow-back-up", _("{who} goes on with it here.")),
        e.TicketHandedBack: Line("send", _("{who} says that it is done."), _("Your ticket is done: is it what you meant?")),
        e.TicketAccepted: Line("circle-check", _("{who} accepted the result.")),
        e.TicketDisputed: Line("refresh", _("{who} says that it is not what was meant yet."), _("A ticket came back")),
        e.TicketReviewDue: Line("bell", _("It is time to look back."), _("Look back on a ticket: did it work?")),
        e.TicketReviewed: Line("history", _("{who} looked back, and closed it.")),
        e.TicketWithdrawn: Line("x", _("{who} withdrew it.")),
    },
)  # fmt: skip

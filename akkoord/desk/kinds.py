# SPDX-License-Identifier: EUPL-1.2
"""The desk's kinds of case. Read aloud, these are clauses 2.2.2 and 2.2.3; how long a clock may run is in the agreement."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from akkoord.agreements.terms import Terms
from akkoord.cases.events import VendorAdded
from akkoord.cases.kind import ClockRule, Kind, Look, Move, Purpose, Reach, StateOf, clockwork
from akkoord.cases.models import Case
from akkoord.cases.refusals import ClosedForGood
from akkoord.cases.rights import agent, reporter
from akkoord.cases.terms import calendar_of
from akkoord.people.rules import PortalRole, Role, StaffRole
from akkoord.scope.rules import Audience
from akkoord.timing.deadlines import deadline

from . import events as e
from .lines import ANSWERED, CALAMITY_LINES, CONTACTED, DECIDED, INCIDENT_LINES, READY, TAKEN_UP
from .models import CalamityDetail, IncidentDetail

NEW, IN_PROGRESS, WAITING_FOR_CUSTOMER, WAITING_FOR_SUPPLIER = (
    "new",
    "in_progress",
    "waiting_for_customer",
    "waiting_for_supplier",
)
RESOLVED, LAPSED = "resolved", "lapsed"
OPEN = [NEW, IN_PROGRESS, WAITING_FOR_CUSTOMER, WAITING_FOR_SUPPLIER]

STATES = [
    StateOf(NEW, _("new"), Look.NEW),
    StateOf(IN_PROGRESS, _("in progress"), Look.PROGRESS),
    StateOf(WAITING_FOR_CUSTOMER, _("waiting for customer"), Look.CUSTOMER),
    StateOf(WAITING_FOR_SUPPLIER, _("waiting for development"), Look.SUPPLIER),
    StateOf(RESOLVED, _("resolved"), Look.CLOSED, is_open=False),
    StateOf(LAPSED, _("lapsed"), Look.CLOSED, is_open=False),
]
SEEN_BY: dict[Role, Reach] = {
    PortalRole.INCIDENT_SUBMITTER: Reach.OWN,
    PortalRole.INCIDENT_MANAGER: Reach.EVERY,
    PortalRole.ADMINISTRATOR: Reach.EVERY,
    StaffRole.AGENT: Reach.EVERY,
    StaffRole.FIRST_CLASS_AGENT: Reach.EVERY,
    StaffRole.DESK_LEAD: Reach.EVERY,
}
REPORTED_BY: list[Role] = [PortalRole.INCIDENT_SUBMITTER, StaffRole.AGENT, StaffRole.FIRST_CLASS_AGENT, StaffRole.DESK_LEAD]


def within_reopening(case: Case, terms: Terms, at: datetime) -> None:
    """Refuse to reopen after the period that the agreement gives. Raises ClosedForGood."""
    if case.closed_at and at > deadline(calendar_of(case, terms), terms.duration("reopen_within"), case.closed_at):
        raise ClosedForGood


def incident_facts(case: Case) -> dict[str, object]:
    """What the agreement's conditions ask of an incident."""
    return {"category": case.incident.category}


INCIDENT = Kind(
    name="incident",
    prefix="INC",  # a report of an error, outage or question. sla:2.2
    label=_("Incident"),
    audience=Audience.SHARED,
    detail=IncidentDetail,
    facts=incident_facts,
    template="desk/parts/incident.html",
    states=STATES,
    reported_by=REPORTED_BY,
    seen_by=SEEN_BY,
    opens_with=e.IncidentReported,
    moves=[
        Move("take", "taking", [NEW], IN_PROGRESS, agent, e.IncidentTaken, _("Take this case"), assigns=True),
        Move("answer", "answer", OPEN, IN_PROGRESS, agent, e.IncidentAnswered, _("Answer"), says=Purpose.ANSWER),
        Move("ask", "question", OPEN, WAITING_FOR_CUSTOMER, agent, e.CustomerAsked, _("Ask the customer"), says=Purpose.QUESTION),
        Move(
            "work_around",
            "workaround",
            OPEN,
            WAITING_FOR_SUPPLIER,
            agent,
            e.WorkaroundOffered,
            _("Offer a workaround"),
            says=Purpose.WORKAROUND,
        ),
        Move("resolve", "solution", OPEN, RESOLVED, agent, e.IncidentResolved, _("Resolve"), says=Purpose.SOLUTION),
        Move(
            "reply", "reply", [WAITING_FOR_CUSTOMER], IN_PROGRESS, reporter, e.CustomerReplied, _("Reply"), says=Purpose.ADDITION
        ),
        Move(
            "refuse_workaround",
            "workaround-refusal",
            [WAITING_FOR_SUPPLIER],
            IN_PROGRESS,
            reporter,
            e.WorkaroundFailed,
            _("The workaround does not hold"),
            says=Purpose.ADDITION,
        ),
        Move(
            "settle",
            "settlement",
            OPEN,
            RESOLVED,
            reporter,
            e.IncidentSettled,
            _("It is solved"),
            says=Purpose.ADDITION,
            optional=True,
        ),
        Move(
            "withdraw",
            "withdrawal",
            OPEN,
            LAPSED,
            reporter,
            e.IncidentWithdrawn,
            _("Withdraw"),
            says=Purpose.ADDITION,
            optional=True,
        ),
        Move(
            "reopen",
            "reopening",
            [RESOLVED, LAPSED],
            IN_PROGRESS,
            reporter,
            e.IncidentReopened,
            _("Reopen"),
            says=Purpose.ADDITION,
            check=within_reopening,
        ),
        Move("remind", "reminder", [WAITING_FOR_CUSTOMER], WAITING_FOR_CUSTOMER, clockwork, e.CustomerReminded, _("Remind")),
        Move("lapse", "lapse", [WAITING_FOR_CUSTOMER], LAPSED, clockwork, e.IncidentLapsed, _("Let it lapse")),
    ],
    clocks=[
        ClockRule(
            "reaction",
            _("First answer"),
            starts=e.IncidentReported,
            stops=[e.IncidentAnswered, e.CustomerAsked, e.WorkaroundOffered, e.IncidentResolved, VendorAdded],
            ends={e.IncidentLapsed: "lapsed", e.IncidentWithdrawn: "withdrawn", e.IncidentSettled: "settled"},
            words=ANSWERED,
        ),
        ClockRule(
            "recovery",
            _("Solution or workaround"),
            starts=e.IncidentReported,
            stops=[e.WorkaroundOffered, e.IncidentResolved, e.IncidentSettled],
            resumes=[e.IncidentReopened, e.WorkaroundFailed],
            ends={e.IncidentLapsed: "lapsed", e.IncidentWithdrawn: "withdrawn"},
            words=READY,
        ),
        ClockRule(
            "assessment",
            _("Request for a higher priority"),
            starts=e.RaiseAsked,
            stops=[e.RaiseAccepted, e.RaiseRejected],
            ends={
                e.IncidentLapsed: "lapsed",
                e.IncidentWithdrawn: "withdrawn",
                e.IncidentSettled: "settled",
                e.IncidentResolved: "resolved",
            },
            facts=lambda fact: {"priority": fact.priority},
            words=DECIDED,
        ),
    ],
    lines=INCIDENT_LINES,
)

PICKED_UP, WORKED_AROUND, REVIEWED = "picked_up", "worked_around", "reviewed"
RUNNING = [NEW, PICKED_UP, WORKED_AROUND]

CALAMITY = Kind(
    name="calamity",
    prefix="CAL",  # production stands still, with large impact. sla:2.2.2
    label=_("Calamity"),
    audience=Audience.SHARED,
    detail=CalamityDetail,
    template="desk/parts/calamity.html",
    states=[
        StateOf(NEW, _("new"), Look.NEW),
        StateOf(PICKED_UP, _("picked up"), Look.PROGRESS),
        StateOf(WORKED_AROUND, _("worked around"), Look.SUPPLIER),
        StateOf(RESOLVED, _("resolved"), Look.CLOSED, is_open=False),
        StateOf(REVIEWED, _("reviewed"), Look.CLOSED, is_open=False),
    ],
    reported_by=REPORTED_BY,
    seen_by=SEEN_BY,
    opens_with=e.CalamityReported,
    moves=[
        Move("pick_up", "pick-up", [NEW], PICKED_UP, agent, e.CalamityPickedUp, _("Pick up"), assigns=True),
        Move(
            "contact",
            "contact",
            [NEW, PICKED_UP],
            PICKED_UP,
            agent,
            e.CalamityContacted,
            _("Log a contact"),
            says=Purpose.CONTACT,
        ),
        Move(
            "contact_again",
            "further-contact",
            [WORKED_AROUND],
            WORKED_AROUND,
            agent,
            e.CalamityContacted,
            _("Log a contact"),
            says=Purpose.CONTACT,
        ),
        Move(
            "work_around",
            "workaround",
            [NEW, PICKED_UP],
            WORKED_AROUND,
            agent,
            e.CalamityWorkedAround,
            _("Offer a workaround"),
            says=Purpose.WORKAROUND,
        ),
        Move("resolve", "solution", RUNNING, RESOLVED, agent, e.CalamityResolved, _("Resolve"), says=Purpose.SOLUTION),
        Move(
            "review",
            "review",
            [RESOLVED],
            REVIEWED,
            agent,
            e.CalamityReviewed,
            _("Write the review"),
            says=Purpose.REVIEW,
            has_form=True,
        ),
    ],
    clocks=[
        ClockRule(
            "contact",
            _("First contact"),
            starts=e.CalamityReported,
            stops=[e.CalamityContacted, e.CalamityWorkedAround, e.CalamityResolved],
            words=CONTACTED,
        ),
        ClockRule(
            "pick_up",
            _("Picked up"),
            starts=e.CalamityReported,
            stops=[e.CalamityPickedUp, e.CalamityContacted, e.CalamityWorkedAround, e.CalamityResolved],
            words=TAKEN_UP,
        ),
    ],
    lines=CALAMITY_LINES,
)

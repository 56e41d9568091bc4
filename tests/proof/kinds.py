# SPDX-License-Identifier: EUPL-1.2
"""The declarations. Count their lines: this is what a kind of case takes."""

from __future__ import annotations

from akkoord.cases.events import CaseAdded, VendorAdded
from akkoord.cases.kind import ClockRule, Kind, Line, Look, Move, Purpose, Reach, StateOf, TermsOf
from akkoord.cases.rights import holder_of
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.rules import Audience

from . import events as e
from .models import Application, Errand, Problem

STATES = [StateOf("asked", "asked", Look.NEW), StateOf("done", "done", Look.CLOSED, is_open=False)]
ADDED = dict.fromkeys((CaseAdded, VendorAdded), Line("message", "{who} added something.", "Something was added"))

ERRAND = Kind(
    name="errand",
    prefix="ERR",
    label="Errand",
    detail=Errand,
    states=STATES,
    audience=Audience.ORGANISATION_ONLY,
    terms=TermsOf.OWN,
    reported_by=[PortalRole.MEMBER, PortalRole.ADMINISTRATOR],
    seen_by={PortalRole.MEMBER: Reach.OWN, PortalRole.ADMINISTRATOR: Reach.EVERY},
    opens_with=e.ErrandAsked,
    moves=[
        Move("do", "completion", ["asked"], "done", holder_of(PortalRole.ADMINISTRATOR), e.ErrandDone, "Do", says=Purpose.ANSWER)
    ],
    clocks=[ClockRule("handling", "Handling", starts=e.ErrandAsked, stops=[e.ErrandDone])],
    lines=ADDED
    | {
        e.ErrandAsked: Line("inbox", "Asked.", "Your errand"),
        e.ErrandDone: Line("check", "{who} did it.", "Your errand is done"),
    },
)

PROBLEM = Kind(
    name="problem",
    prefix="PRB",
    label="Problem",
    detail=Problem,
    states=STATES,
    has_parties=True,
    audience=Audience.VENDOR_ONLY,
    terms=TermsOf.VENDOR,
    reported_by=[StaffRole.AGENT],
    seen_by={StaffRole.AGENT: Reach.EVERY},
    opens_with=e.ProblemFound,
    moves=[
        Move("solve", "solution", ["asked"], "done", holder_of(StaffRole.AGENT), e.ProblemSolved, "Solve", says=Purpose.SOLUTION)
    ],
    clocks=[ClockRule("handling", "Handling", starts=e.ProblemFound, stops=[e.ProblemSolved])],
    lines=ADDED
    | {
        e.ProblemFound: Line("inbox", "Found.", "A problem"),
        e.ProblemSolved: Line("check", "{who} solved it.", "The problem is solved"),
    },
)

APPLICATION = Kind(
    name="application",
    prefix="APP",
    label="Application",
    detail=Application,
    states=STATES,
    audience=Audience.SHARED,
    terms=TermsOf.VENDOR,
    reported_by=[StaffRole.PARTNER_MANAGER],
    seen_by={StaffRole.AGENT: Reach.EVERY, PortalRole.ADMINISTRATOR: Reach.EVERY},
    opens_with=e.ApplicationReceived,
    moves=[
        Move(
            "assess",
            "assessment",
            ["asked"],
            "done",
            holder_of(StaffRole.AGENT),
            e.ApplicationAssessed,
            "Assess",
            says=Purpose.ANSWER,
        )
    ],
    clocks=[ClockRule("handling", "Handling", starts=e.ApplicationReceived, stops=[e.ApplicationAssessed])],
    lines=ADDED
    | {
        e.ApplicationReceived: Line("inbox", "Received.", "We received your application"),
        e.ApplicationAssessed: Line("check", "{who} assessed it.", "Your application was assessed"),
    },
)

KINDS = (ERRAND, PROBLEM, APPLICATION)

# SPDX-License-Identifier: EUPL-1.2
"""Two kinds of case for a breach of the code of conduct: the report, and hearing the other side. Named persons alone know of them.

The reporter and the one who decides share the report, the one who is heard and the one who decides share the hearing; so neither
side reads the other's words, nor who spoke them. partner:gedragscode
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.cases.kind import ClockRule, Kind, Line, Look, Move, Purpose, StateOf, TermsOf, Workers
from akkoord.cases.lines import EVERY_CASE
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.rules import Audience

from ..events import confidential as e
from ..models.confidential import BreachReportDetail, HearingDetail

NEW, HEARING, BREACH, NO_BREACH, WITHDRAWN = "new", "hearing", "breach", "no_breach", "withdrawn"
ASKED, ANSWERED, CLOSED = "asked", "answered", "closed"


def decider_of(case: Case) -> Person:
    """Who decides: named in the report, and in each hearing about it."""
    return case.breach_report.decider if case.kind_name == BREACH_REPORT.name else case.hearing.decider


def _decides(person: Person, case: Case) -> bool:
    return person.pk in case.persons and decider_of(case).pk == person.pk


def _reported(person: Person, case: Case) -> bool:
    return person.pk in case.persons and case.is_reported_by(person)


def _is_heard(person: Person, case: Case) -> bool:
    return person.pk in case.persons and case.hearing.heard_id == person.pk


DECIDER = Workers(one=_decides, many=lambda case: [decider_of(case)])

BREACH_REPORT = Kind(
    name="breach_report",
    prefix="CFR",
    label=_("Confidential report"),
    audience=Audience.NAMED_PERSONS,
    detail=BreachReportDetail,
    template="partners/network/report_facts.html",
    states=[
        StateOf(NEW, _("new"), Look.NEW),
        StateOf(HEARING, _("the other side is heard"), Look.PROGRESS),
        StateOf(BREACH, _("code broken"), Look.CLOSED, is_open=False),
        StateOf(NO_BREACH, _("no breach found"), Look.CLOSED, is_open=False),
        StateOf(WITHDRAWN, _("withdrawn"), Look.CLOSED, is_open=False),
    ],
    reported_by=[*PortalRole, *StaffRole],
    seen_by={},
    worked_by=DECIDER,
    opens_with=e.BreachReported,
    moves=[
        Move("hear", "hearing", [NEW, HEARING], HEARING, agent, e.OtherSideHeard, _("Hear the other side"), has_form=True),
        Move("find_breach", "breach", [HEARING], BREACH, agent, e.BreachFound, _("The code was broken"), says=Purpose.DECISION, has_form=True),
        Move("find_none", "no-breach", [HEARING], NO_BREACH, agent, e.NoBreachFound, _("No breach"), says=Purpose.DECISION, has_form=True),
        Move("withdraw", "withdrawal", [NEW, HEARING], WITHDRAWN, _reported, e.BreachReportWithdrawn, _("Withdraw"), says=Purpose.ADDITION, optional=True),
    ],
    lines=EVERY_CASE
    | {
        e.BreachReported: Line("lock", _("{who} reported this in confidence."), _("A confidential report")),
        e.OtherDeciderNamed: Line("user", _("{who} named another colleague to decide."), _("You decide about a confidential report")),
        e.OtherSideHeard: Line("users", _("{who} asked the other side.")),
        e.BreachFound: Line("check", _("{who} found that the code was broken."), _("A decision about the confidential report")),
        e.NoBreachFound: Line("check", _("{who} found no breach."), _("A decision about the confidential report")),
        e.BreachReportWithdrawn: Line("x", _("{who} withdrew it."), _("The confidential report was withdrawn")),
    },
)  # fmt: skip

HEARING_OF = Kind(
    name="conduct_hearing",
    prefix="HRG",
    label=_("Hearing"),
    audience=Audience.NAMED_PERSONS,
    terms=TermsOf.PARTNERSHIP,
    detail=HearingDetail,
    states=[
        StateOf(ASKED, _("waiting for your side"), Look.CUSTOMER),
        StateOf(ANSWERED, _("heard"), Look.PROGRESS),
        StateOf(CLOSED, _("decided"), Look.CLOSED, is_open=False),
    ],
    reported_by=[StaffRole.PARTNER_MANAGER],
    seen_by={},
    worked_by=DECIDER,
    opens_with=e.HearingAsked,
    moves=[
        Move("answer", "answer", [ASKED, ANSWERED], ANSWERED, _is_heard, e.HearingAnswered, _("Give your side"), says=Purpose.ANSWER),
        Move("close", "outcome", [ASKED, ANSWERED], CLOSED, agent, e.HearingClosed, _("Decide"), says=Purpose.DECISION, has_form=True),
    ],
    clocks=[ClockRule("answer", _("Your side"), starts=e.HearingAsked, stops=[e.HearingAnswered], ends={e.HearingClosed: "closed"})],
    lines=EVERY_CASE
    | {
        e.HearingAsked: Line("message-question", _("{who} asks for your side, in confidence."), _("We ask for your side, in confidence")),
        e.HearingAnswered: Line("message-reply", _("{who} gave their side."), _("The other side was heard")),
        e.HearingClosed: Line("check", _("{who} decided."), _("What was decided after your side was heard")),
    },
)  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""The kind of case in which a connector is certified: description, two checks, the security report, a certificate. partner:connector"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.cases.kind import ClockRule, Kind, Line, Look, Move, Purpose, Reach, StateOf, TermsOf
from akkoord.cases.lines import EVERY_CASE
from akkoord.cases.rights import agent, reporter
from akkoord.people.rules import PortalRole
from akkoord.scope.rules import Audience

from ..events import connectors as e
from ..models.connectors import CertificationDetail
from ..rights import ACTORS, MANAGERS

SEEN_BY = (*ACTORS, PortalRole.INCIDENT_MANAGER, PortalRole.MEMBER, *MANAGERS)
DESCRIBING, TECHNICAL, TESTS, SECURITY = OPEN = ["describing", "technical", "tests", "security"]
CERTIFIED, STOPPED = "certified", "stopped"

CERTIFICATION = Kind(
    name="certification",
    prefix="CRT",
    label=_("Certification"),
    audience=Audience.SHARED,
    detail=CertificationDetail,
    template="partners/connectors/facts.html",
    terms=TermsOf.PARTNERSHIP,
    states=[
        StateOf(DESCRIBING, _("description"), Look.CUSTOMER),
        StateOf(TECHNICAL, _("technical check"), Look.PROGRESS),
        StateOf(TESTS, _("automatic tests"), Look.PROGRESS),
        StateOf(SECURITY, _("security check"), Look.PROGRESS),
        StateOf(CERTIFIED, _("certified"), Look.CLOSED, is_open=False),
        StateOf(STOPPED, _("stopped"), Look.CLOSED, is_open=False),
    ],
    reported_by=ACTORS,
    handled_by=MANAGERS,
    seen_by=dict.fromkeys(SEEN_BY, Reach.EVERY),
    opens_with=e.CertificationAsked,
    moves=[
        Move("hand_in", "hand-in", [DESCRIBING], TECHNICAL, reporter, e.CertificationHandedIn, _("Hand in"), says=Purpose.ADDITION),
        Move("pass_technical", "technical-check", [TECHNICAL], TESTS, agent, e.TechnicalCheckPassed, _("Technical check passed"), says=Purpose.ANSWER, assigns=True),
        Move("pass_tests", "automatic-tests", [TESTS], SECURITY, agent, e.AutomaticTestsPassed, _("Automatic tests passed"), says=Purpose.ANSWER, assigns=True),
        Move("send_back", "mending", [TECHNICAL, TESTS, SECURITY], DESCRIBING, agent, e.CertificationSentBack, _("Send back to be mended"), says=Purpose.QUESTION, assigns=True),
        Move("certify", "certificate", [SECURITY], CERTIFIED, agent, e.ConnectorCertified, _("Certify"), says=Purpose.DECISION, assigns=True, has_form=True),
        Move("stop", "stop", OPEN, STOPPED, agent, e.CertificationStopped, _("Stop the project"), says=Purpose.DECISION),
        Move("withdraw", "withdrawal", OPEN, STOPPED, reporter, e.CertificationStopped, _("Withdraw"), says=Purpose.ADDITION, optional=True),
    ],
    clocks=[  # tasks of a project are due within what the programme says
        ClockRule(
            "project",
            _("Tasks of the certification"),
            starts=e.CertificationAsked,
            stops=[e.ConnectorCertified],
            ends={e.CertificationStopped: "stopped"},
        )
    ],
    lines=EVERY_CASE
    | {
        e.CertificationAsked: Line("link", _("{who} asks for a certificate."), _("We received your request for a certificate")),
        e.CertificationHandedIn: Line("clipboard-text", _("{who} handed in the description."), _("The description of a connector is handed in")),
        e.TechnicalCheckPassed: Line("check", _("{who} passed the technical check."), _("Your connector passed the technical check")),
        e.AutomaticTestsPassed: Line("check", _("{who} passed the automatic tests."), _("Your connector passed the automatic tests")),
        e.CertificationSentBack: Line("arrow-back-up", _("{who} sent it back to be mended."), _("Your connector has something to mend")),
        e.ConnectorCertified: Line("certificate", _("{who} certified the connector."), _("Your connector is certified")),
        e.CertificationStopped: Line("x", _("{who} stopped the project."), _("The certification was stopped")),
    },
)  # fmt: skip

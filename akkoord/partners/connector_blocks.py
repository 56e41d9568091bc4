# SPDX-License-Identifier: EUPL-1.2
"""What stands on the page of a certification: the security report that is asked for, the certificate that followed."""

from __future__ import annotations

from django.http import HttpRequest
from markupsafe import Markup

from akkoord.audit.models import Event
from akkoord.cases.case_page import CasePage
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.people.models import Person
from akkoord.web.parts import part

from .events.connectors import CertificationAsked, CertificationHandedIn
from .hearing import managers
from .kinds.connectors import CERTIFICATION
from .models.connectors import Certificate
from .rules.certificates import Score
from .wording.connectors import SCORES
from .wording.experts import day_words


def show_report_asked(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """For the vendor, once the checks passed: the way to the certificate."""
    move = CERTIFICATION.move("certify")
    if case.kind_name != CERTIFICATION.name or case.state not in move.start or not agent(page.person, case):
        return None
    return part("partners/connectors/report_asked.html", {"case": case}, request)


def show_certificate(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """The certificate that the project gave, for both sides."""
    if case.kind_name != CERTIFICATION.name:
        return None
    certificate = Certificate.objects.filter(case=case).first()
    if certificate is None:
        return None
    context = {"certificate": certificate, "score": SCORES[Score(certificate.score)], "day_words": day_words}
    return part("partners/connectors/certified.html", context, request)


def hear_of_certification(case: Case, event: Event) -> list[Person] | None:
    """Whoever looks after partners hears that a supplier asks, or has handed in."""
    return managers() if event.name in (CertificationAsked.name(), CertificationHandedIn.name()) else None

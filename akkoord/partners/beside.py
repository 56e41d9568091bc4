# SPDX-License-Identifier: EUPL-1.2
"""What partners see on pages of the desk: how many questions are left beside the report form, and what is due at home."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup

from akkoord.clocks.rules import Verdict
from akkoord.people.models import Person
from akkoord.people.rules import OrganisationKind
from akkoord.web.moments import now
from akkoord.web.parts import part
from akkoord.web.said import url

from .dues import dues_of
from .judging import Requirement, judged_requirement
from .models.partners import Partner
from .models.standing import READERS
from .programme import is_published, requirements_of, terms_of_partner
from .rights import is_manager
from .wording import requirements as requirement_words

URGENT = (Verdict.AT_RISK, Verdict.BROKEN)
MOST = 3


def show_quota(request: HttpRequest, words: str = "") -> Markup | None:
    """Beside a report: that the questions of this year are almost or wholly used, and what to do instead. Never in the way of a fault."""
    for partner in _partners(request):
        asked = questions_of(partner)
        if asked is not None and asked.judged.verdict in URGENT:
            most, value = asked.judged.bound.at_most, asked.judged.value
            is_full = most is not None and value is not None and value >= most
            context = {"asked": asked, "is_full": is_full, "partner": partner, "words": requirement_words}
            return part("partners/parts/quota.html", context, request)
    return None


def show_partnership(request: HttpRequest) -> Markup | None:
    """On the home page of a partner's people: what is due first."""
    for partner in _partners(request):
        dues = dues_of(partner, now())
        context = {"dues": dues[:MOST], "count": len(dues), "at": now(), "words": requirement_words}
        return part("partners/parts/home.html", context, request)
    return None


def show_way_in(request: HttpRequest, side: str) -> Markup | None:
    """A link at the foot to the directory; for who of the vendor reads along with partners, to their desk.

    Whoever looks after partners has that in the bar. None where there is no programme.
    """
    person = getattr(request, "user", None)
    reads = isinstance(person, Person) and person.has_staff_role(*READERS) and not is_manager(person)
    if (side == "staff" and not reads) or not is_published(now()):
        return None
    if side == "staff":
        return Markup('<a href="{}">{}</a>').format(url("partner_desk"), pgettext("place", "Partners"))
    return Markup('<a href="{}">{}</a>').format(url("partner_directory"), _("Find a partner"))


def questions_of(partner: Partner) -> Requirement | None:
    """How the requirement about questions stands; None for a partner of another kind."""
    terms = terms_of_partner(partner, now())
    found = next((said for said in requirements_of(terms, now()) if said.promise.about == "partner_questions"), None)
    return judged_requirement(found, terms, partner, now()) if found is not None else None


def _partners(request: HttpRequest) -> list[Partner]:
    """The reader's partners; a question to the database only for who belongs to one."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return []
    mine = [s.organisation_id for s in person.standings if s.kind == OrganisationKind.PARTNER]
    return list(Partner.objects.filter(organisation__in=mine).select_related("organisation")) if mine else []

# SPDX-License-Identifier: EUPL-1.2
"""What the desk adds to the page of a case: to assess, to set, to rate, to look back on."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from akkoord.cases.calendars import terms_of_clock
from akkoord.cases.case_page import CasePage
from akkoord.cases.models import Case
from akkoord.cases.rights import agent
from akkoord.people.models import Person
from akkoord.web.moments import moment
from akkoord.web.parts import part

from ..actions import follow_up
from ..consequences import if_raised, lapses_at
from ..kinds import CALAMITY, INCIDENT, RESOLVED, WAITING_FOR_CUSTOMER
from ..models import Rating, SavedReply

RATED = {RESOLVED, "reviewed"}
REPLIES = "saved-replies"
KEPT_FOR = 10  # seconds


def show_assessment(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """For the desk: the customer's request for a higher priority, its clock, and what a yes would start."""
    if case.kind_name != INCIDENT.name or not case.is_open or not page.for_vendor or not agent(page.person, case):
        return None
    asked = case.raises.filter(decided_at=None).select_related("by").first()
    if asked is None:
        return None
    page.shown_above.add("assessment")
    context = {
        "case": case,
        "asked": asked,
        "clock": next((c.view for c in page.clocks if c.name == "assessment" and c.is_open), None),
        "starts": if_raised(case, asked.priority, asked.at),
        "typed": request.session.get(f"raise-reason:{case.pk}", ""),
    }
    return _shown("desk/parts/assess.html", request, context)


def show_priority(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """For the desk: set the priority. For the reporter: ask for a higher one."""
    if case.kind_name != INCIDENT.name or not case.is_open or case.version_id is None:
        return None
    options = frozenset({"first_class"}) if case.first_class else frozenset()
    terms = terms_of_clock(case.version_id, page.at)
    allowed = terms.allowed_priorities(case.incident.category, options)
    words = {p.number: p.criteria.in_language(get_language() or "nl") for p in terms.document.priorities}
    context: dict[str, Any] = {"case": case, "words": words}
    if page.for_vendor:
        if not agent(page.person, case):
            return None
        return _shown("desk/parts/set_priority.html", request, {**context, "allowed": allowed})
    if not case.is_reported_by(page.person):
        return None
    higher = [p for p in allowed if case.priority is None or p < case.priority]
    asked = case.raises.order_by("-pk").first()
    if not higher and asked is None:
        return None
    typed = request.session.get(f"raise-reason:{case.pk}", "")
    return _shown("desk/parts/ask_priority.html", request, {**context, "higher": higher, "asked": asked, "typed": typed})


def show_rating_asked(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """For the reporter of a resolved case that was not rated yet."""
    if case.state not in RATED or page.for_vendor or not case.is_reported_by(page.person) or _rating(case) is not None:
        return None
    return _shown("desk/parts/rate.html", request, {"case": case})


def show_rating(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """The rating that was given, for whoever sees the case; the reporter may change it."""
    rating = _rating(case) if case.state in RATED else None
    if rating is None:
        return None
    mine = case.is_reported_by(page.person) and not page.for_vendor
    return _shown("desk/parts/rated.html", request, {"case": case, "rating": rating, "is_mine": mine})


def show_review_asked(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """For the desk: a calamity that is over wants looking back on."""
    if case.kind_name != CALAMITY.name or case.state != RESOLVED or not page.for_vendor or not agent(page.person, case):
        return None
    return _shown("desk/parts/review_asked.html", request, {"case": case})


def show_report(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """Under the first message: what the form asked besides its text."""
    if case.kind_name != INCIDENT.name:
        return None
    detail = case.incident
    if not (detail.expected or detail.error_message or detail.steps):
        return None
    return _shown("desk/parts/described.html", request, {"detail": detail})


def show_lapse(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """When a case that waits for its customer lapses, where the agreement says so."""
    if case.kind_name != INCIDENT.name or case.state != WAITING_FOR_CUSTOMER:
        return None
    lapses = lapses_at(case)
    return None if lapses is None else escape(_("Without an answer this lapses {moment}.")).format(moment=moment(lapses))


def show_replies(case: Case, page: CasePage, request: HttpRequest) -> Markup | None:
    """Above the desk's composer: the texts that are used often."""
    if not page.for_vendor or not agent(page.person, case):
        return None
    replies = caches["process"].get(REPLIES)
    if replies is None:
        replies = list(SavedReply.objects.values_list("pk", "title", "language"))
        caches["process"].set(REPLIES, replies, KEPT_FOR)
    if not replies:
        return None
    wanted = case.reporter.language if case.reporter else "nl"
    ordered = sorted(replies, key=lambda reply: reply[2] != wanted)
    return _shown("desk/parts/choose_reply.html", request, {"case": case, "replies": ordered})


def make_follow_up(case: Case, by: Person, at: datetime, text: str, once: UUID | None) -> Case | None:
    """A reply that comes after the period of reopening becomes a new, linked incident."""
    return follow_up(case=case, by=by, at=at, text=text, once=once) if case.kind_name == INCIDENT.name else None


def _rating(case: Case) -> Rating | None:
    return Rating.objects.filter(case=case).first()


def _shown(template: str, request: HttpRequest, context: dict[str, Any]) -> Markup:
    return part(template, context, request)

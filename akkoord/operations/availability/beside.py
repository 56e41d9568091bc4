# SPDX-License-Identifier: EUPL-1.2
"""Availability on other pages: the last months beside the status page, a way to them at the clause that promises them."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from akkoord.agreements.models import AgreementVersion
from akkoord.people.models import Person
from akkoord.web.parts import part
from akkoord.web.said import url

from ..evidence import readings
from ..evidence.agreed import AVAILABILITY
from ..rules.availability import Share
from ..rules.months import Stand
from .kept import kept
from .wording import month_name, share_words, verdict_of
from .year import last_months, shown

MONTHS = 6
Kept = list[tuple[date, Share, Stand]]


def show_months(person: Person | None, at: datetime) -> Markup | None:
    """The last months, the reader's own where they have one organisation; as they were some seconds ago at most."""
    own = person.scope.organisations if person is not None and not person.is_staff else frozenset()
    months = _months(next(iter(own)) if len(own) == 1 else None, at)
    if not months:
        return None
    rows = [
        {"code": f"{month:%Y-%m}", "name": month_name(month), "share": share_words(share), "verdict": verdict_of(stand)}
        for month, share, stand in months
    ]
    return part("operations/availability/beside.html", {"rows": rows})


def show_link(request: HttpRequest, version: AgreementVersion, promise_id: str) -> Markup | None:
    """At the promise about availability: the way to its months. How it is kept is for the promises to say."""
    about = next((p for clause, p in version.text.promises() if f"{clause.clause}/{p.id}" == promise_id), None)
    if about is None or about.measure is None or about.measure.figure != AVAILABILITY:
        return None
    return Markup('<a class="small" href="{}">{}</a>').format(url("availability"), _("Availability by month"))


def _months(organisation: int | None, at: datetime) -> Kept:
    def count() -> Kept:
        found = shown(readings(*last_months(at, MONTHS), at=at, organisation=organisation))
        return [(reading.month, reading.share, reading.stand) for reading in found]

    return kept(f"beside:{organisation or ''}", at, count)

# SPDX-License-Identifier: EUPL-1.2
"""What promises show on the pages of lower floors: how each is kept for the reader's own organisations."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from akkoord.agreements.document import Promise
from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.slots import AGREEMENT_STAND, PROMISE_STAND
from akkoord.operations.evidence.agreed import AVAILABILITY
from akkoord.people.slots import COMING
from akkoord.web.badges import verdict
from akkoord.web.calendar_words import words
from akkoord.web.figures import strip
from akkoord.web.frame import PLACES, Place
from akkoord.web.moments import thousands
from akkoord.web.parts import part
from akkoord.web.said import url

from .coming import coming_plans
from .month_strip import letters_of, told_of
from .month_words import bound_words, days_left_words, evidence_url, figure_words, norm_words, why_words
from .rules import NONE_RUNNING, Counts, Judged, Running, month_before, stand
from .stands import Stands, stands_for


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """Promises, for the vendor's people."""
    return [Place(_("Promises"), url("promises"), letter="p", order=80)] if side == "staff" else None


def show_stand(request: HttpRequest, version: AgreementVersion, promise_id: str) -> Markup | None:
    """How a promise is kept for the reader: this month's verdict and counts, and twelve months.

    The public sees what is measured by the month, of all customers together, and nothing of clocks.
    """
    stands = stands_for(request, version)
    promise = stands.measured.get(promise_id)
    if promise is not None and (stands.reads_clocks or not promise.is_by_norm):
        return _measured_stand(stands, promise_id, promise)
    if not stands.reads_clocks:
        return None
    this_month, runs = stands.counts_of(promise_id), stands.running_of(promise_id)
    shown = stand(this_month, runs)
    verdicts = [*(stands.counts_of(promise_id, month).verdict for month in stands.months[:-1]), shown]
    if not any(verdicts):
        return Markup('<span class="small muted">{}</span>').format(gettext("Nothing to judge in the last twelve months."))
    head = verdict(shown) if shown else Markup('<span class="muted">{}</span>').format(gettext("nothing to judge this month"))
    told = Markup('<span class="small muted">{}</span>').format(_counted(this_month, runs))
    link = _way_to_evidence(stands, promise_id)
    return head + told + strip(letters_of(stands.months, verdicts), told_of(stands.months, verdicts)) + link


def show_this_month(request: HttpRequest, version: AgreementVersion) -> Markup | None:
    """For a customer: which promises were broken this month and which are at risk, before all that went well."""
    stands = stands_for(request, version)
    if stands.is_staff or not stands.reads_clocks:
        return None
    found: dict[str, list[tuple[str, str]]] = {"broken": [], "at_risk": []}
    stood = 0
    for name, promise in stands.promises.items():
        shown = stands.shown_now(name)
        stood += shown is not None
        if shown in found:
            found[shown].append((name, promise.text.in_language(get_language() or "nl")))
    return part("promises/this_month.html", {"found": found}, request) if stood else None


def fill() -> None:
    """Take the places that promises have on lower floors; called by `site/wiring.py`."""
    PLACES.fill(show_places)
    PROMISE_STAND.fill(show_stand)
    AGREEMENT_STAND.fill(show_this_month)
    COMING.fill(coming_plans)


def _measured_stand(stands: Stands, promise_id: str, promise: Promise) -> Markup:
    year = stands.year.get(promise_id, {})
    shown = [judged.shown if (judged := year.get(month)) else None for month in stands.months]
    if not any(shown):
        return Markup('<span class="small muted">{}</span>').format(gettext("Nothing to judge in the last twelve months."))
    now_judged = year.get(stands.month)
    head = (
        verdict(shown[-1])
        if shown[-1]
        else Markup('<span class="muted">{}</span>').format(gettext("nothing to judge this month"))
    )
    told = Markup('<span class="small muted">{}</span>').format(_said(now_judged, promise, stands.today)) if now_judged else ""
    link = _way_to_evidence(stands, promise_id) or _public_way(promise)
    ended = [judged.until for judged in year.values() if judged.shown == "broken" and judged.until <= stands.today]
    follows = _way_to_follows(stands, month_before(max(ended)), promise_id) if ended and promise.consequences else Markup("")
    return head + told + strip(letters_of(stands.months, shown), told_of(stands.months, shown)) + link + follows


def _way_to_evidence(stands: Stands, promise_id: str) -> Markup:
    """One tap to what a verdict rests on, for who may read it."""
    return _link(url("promise_evidence", f"{stands.month:%Y-%m}", promise_id)) if stands.reads_clocks else Markup("")


def _way_to_follows(stands: Stands, month: date, promise_id: str) -> Markup:
    """One tap to what the customer may have because of the last period that was broken."""
    if not stands.reads_clocks:
        return Markup("")
    names = words(get_language()).months
    said = gettext("What follows from %(month)s") % {"month": f"{names[month.month - 1]} {month.year}"}
    return Markup('<a class="small" href="{}#h-follows">{}</a>').format(
        url("promise_evidence", f"{month:%Y-%m}", promise_id), said
    )


def _public_way(promise: Promise) -> Markup:
    page = "" if promise.about == AVAILABILITY else evidence_url(promise)  # availability shows its own way in
    return _link(page) if page else Markup("")


def _link(page: str) -> Markup:
    return Markup('<a class="small" href="{}">{}</a>').format(page, gettext("What it was judged by"))


def _said(judged: Judged, promise: Promise, today: date) -> str:
    """This month, or a longer period, so far: the figure, or how many kept and broke it, or why nobody can say."""
    if promise.norm is not None or promise.per != "month":
        parts = [figure_words(judged, promise), bound_words(judged, promise), norm_words(judged, promise), why_words(judged)]
        said = ", ".join(part.rstrip(".") for part in (*parts, days_left_words(judged, today)) if part)
        return gettext("This period: %(counts)s") % {"counts": said}
    if judged.kept or judged.broken:
        return _counted(Counts(judged.kept, judged.broken), NONE_RUNNING)
    parts = [figure_words(judged, promise), why_words(judged)]
    said = ". ".join(part.rstrip(".") for part in parts if part)
    return gettext("This month: %(counts)s") % {"counts": said} if said else ""


def _counted(counts: Counts, running: Running) -> str:
    parts = [
        gettext("%(count)s kept") % {"count": thousands(counts.kept)} if counts.kept else "",
        gettext("%(count)s broken") % {"count": thousands(counts.broken)} if counts.broken else "",
        _running_words(running) if running.running else "",
        gettext("%(count)s not measurable") % {"count": thousands(counts.not_measurable)} if counts.not_measurable else "",
    ]
    said = ", ".join(part for part in parts if part)
    return gettext("This month: %(counts)s") % {"counts": said} if said else ""


def _running_words(running: Running) -> str:
    said = ngettext("%(count)s clock running", "%(count)s clocks running", running.running)
    return said % {"count": thousands(running.running)}

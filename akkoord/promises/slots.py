# SPDX-License-Identifier: EUPL-1.2
"""What promises show on the pages of lower floors: how each is kept for the reader's own organisations."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from akkoord.agreements.document import Promise
from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.slots import AGREEMENT_STAND, PROMISE_STAND
from akkoord.operations.evidence.agreed import AVAILABILITY
from akkoord.people.models import Person
from akkoord.web.badges import verdict
from akkoord.web.calendar_words import words
from akkoord.web.figures import strip
from akkoord.web.frame import PLACES, Place
from akkoord.web.moments import now, thousands
from akkoord.web.parts import part
from akkoord.web.said import url

from .evidence import ByMonth, decided, running_now
from .measured import Year, measured_promises, read_year, whose
from .month_strip import letters_of, told_of
from .month_words import bound_words, days_left_words, evidence_url, figure_words, norm_words, why_words
from .rules import NONE_RUNNING, NOTHING, Counts, Judged, Running, month_before, months_until, stand

MONTHS = 12


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """Promises, for the vendor's people."""
    return [Place(_("Promises"), url("promises"), letter="p", order=80)] if side == "staff" else None


def show_stand(request: HttpRequest, version: AgreementVersion, promise_id: str) -> Markup | None:
    """How a promise is kept for the reader: this month's verdict and counts, and twelve months.

    The public sees what is measured by the month, of all customers together, and nothing of clocks.
    """
    promise, person = _measured_promises(request, version).get(promise_id), getattr(request, "user", None)
    reads_clocks = isinstance(person, Person) and (person.is_staff or person.scope.organisations)
    if promise is not None and (reads_clocks or not promise.is_by_norm):
        return _measured_stand(request, version, promise_id, promise)
    if not isinstance(person, Person) or not reads_clocks:
        return None
    months = months_until(_today(), MONTHS)
    counts, running = _figures(request, person, version.agreement_id, months)
    by_month = counts.get(promise_id, {})
    this_month, runs = by_month.get(months[-1], NOTHING), running.get(promise_id, NONE_RUNNING)
    shown = stand(this_month, runs)
    verdicts = [*(by_month.get(month, NOTHING).verdict for month in months[:-1]), shown]
    if not any(verdicts):
        return Markup('<span class="small muted">{}</span>').format(gettext("Nothing to judge in the last twelve months."))
    head = verdict(shown) if shown else Markup('<span class="muted">{}</span>').format(gettext("nothing to judge this month"))
    told = Markup('<span class="small muted">{}</span>').format(_counted(this_month, runs))
    link = _way_to_evidence(request, months[-1], promise_id)
    return head + told + strip(letters_of(months, verdicts), told_of(months, verdicts)) + link


def show_this_month(request: HttpRequest, version: AgreementVersion) -> Markup | None:
    """For a customer: which promises were broken this month and which are at risk, before all that went well."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or person.is_staff or not person.scope.organisations:
        return None
    months = months_until(_today(), MONTHS)
    counts, running = _figures(request, person, version.agreement_id, months)
    year, measured = _year(request, version, months), _measured_promises(request, version)
    found: dict[str, list[tuple[str, str]]] = {"broken": [], "at_risk": []}
    stood = 0
    for clause, promise in version.text.promises():
        name = f"{clause.clause}/{promise.id}"
        if name in measured:
            judged = year.get(name, {}).get(months[-1])
            shown = judged.shown if judged else None
        else:
            shown = stand(counts.get(name, {}).get(months[-1], NOTHING), running.get(name, NONE_RUNNING))
        stood += shown is not None
        if shown in found:
            found[shown].append((name, promise.text.in_language(get_language() or "nl")))
    return part("promises/this_month.html", {"found": found}, request) if stood else None


def fill() -> None:
    """Take the places that promises have on lower floors; called by `site/wiring.py`."""
    PLACES.fill(show_places)
    PROMISE_STAND.fill(show_stand)
    AGREEMENT_STAND.fill(show_this_month)


def _measured_stand(request: HttpRequest, version: AgreementVersion, promise_id: str, promise: Promise) -> Markup:
    months = months_until(_today(), MONTHS)
    year = _year(request, version, months).get(promise_id, {})
    shown = [judged.shown if (judged := year.get(month)) else None for month in months]
    if not any(shown):
        return Markup('<span class="small muted">{}</span>').format(gettext("Nothing to judge in the last twelve months."))
    now_judged = year.get(months[-1])
    head = (
        verdict(shown[-1])
        if shown[-1]
        else Markup('<span class="muted">{}</span>').format(gettext("nothing to judge this month"))
    )
    told = Markup('<span class="small muted">{}</span>').format(_said(now_judged, promise)) if now_judged else ""
    link = _way_to_evidence(request, months[-1], promise_id) or _public_way(promise)
    ended = [judged.until for judged in year.values() if judged.shown == "broken" and judged.until <= _today()]
    follows = _way_to_follows(request, month_before(max(ended)), promise_id) if ended and promise.consequences else Markup("")
    return head + told + strip(letters_of(months, shown), told_of(months, shown)) + link + follows


def _way_to_evidence(request: HttpRequest, month: date, promise_id: str) -> Markup:
    """One tap to what a verdict rests on, for who may read it."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not (person.is_staff or person.scope.organisations):
        return Markup("")
    return _link(url("promise_evidence", f"{month:%Y-%m}", promise_id))


def _way_to_follows(request: HttpRequest, month: date, promise_id: str) -> Markup:
    """One tap to what the customer may have because of the last period that was broken."""
    if not (way := _way_to_evidence(request, month, promise_id)):
        return way
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


def _said(judged: Judged, promise: Promise) -> str:
    """This month, or a longer period, so far: the figure, or how many kept and broke it, or why nobody can say."""
    if promise.is_by_norm or promise.per != "month":
        parts = [figure_words(judged, promise), bound_words(judged, promise), norm_words(judged, promise), why_words(judged)]
        said = ", ".join(part.rstrip(".") for part in (*parts, days_left_words(judged, _today())) if part)
        return gettext("This period: %(counts)s") % {"counts": said}
    if judged.kept or judged.broken:
        return _counted(Counts(judged.kept, judged.broken), NONE_RUNNING)
    parts = [figure_words(judged, promise), why_words(judged)]
    said = ". ".join(part.rstrip(".") for part in parts if part)
    return gettext("This month: %(counts)s") % {"counts": said} if said else ""


def _measured_promises(request: HttpRequest, version: AgreementVersion) -> dict[str, Promise]:
    known: dict[int, dict[str, Promise]] = request.__dict__.setdefault("_measured_promises", {})
    if version.pk not in known:
        known[version.pk] = measured_promises(version.text)
    return known[version.pk]


def _year(request: HttpRequest, version: AgreementVersion, months: list[date]) -> Year:
    """What is measured, asked once a request."""
    known: dict[int, Year] = request.__dict__.setdefault("_measured_year", {})
    if version.pk not in known:
        promises, organisation = _measured_promises(request, version), whose(getattr(request, "user", None))
        known[version.pk] = read_year(promises, version.agreement_id, organisation, months, now())
    return known[version.pk]


def _figures(request: HttpRequest, person: Person, agreement_id: int, months: list[date]) -> tuple[ByMonth, dict[str, Running]]:
    """The figures of all promises, asked once a request."""
    known: dict[int, tuple[ByMonth, dict[str, Running]]] = request.__dict__.setdefault("_promise_figures", {})
    if agreement_id not in known:
        known[agreement_id] = (decided(person, agreement_id, months[0], months[-1]), running_now(person, agreement_id, now()))
    return known[agreement_id]


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


def _today() -> date:
    return now().astimezone(timezone.get_current_timezone()).date()

# SPDX-License-Identifier: EUPL-1.2
"""What promises show on the pages of lower floors: how each is kept for the reader's own organisations."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from akkoord.agreements.models import AgreementVersion
from akkoord.agreements.slots import PROMISE_STAND
from akkoord.people.models import Person
from akkoord.web.badges import verdict, verdict_word
from akkoord.web.calendar_words import words
from akkoord.web.figures import strip
from akkoord.web.frame import PLACES, Place
from akkoord.web.moments import now, thousands
from akkoord.web.said import url

from .evidence import ByMonth, decided, running_now
from .rules import NONE_RUNNING, NOTHING, Counts, Running, months_until, stand

MONTHS = 12


def show_places(request: HttpRequest, side: str) -> list[Place] | None:
    """Promises, for the vendor's people."""
    return [Place(_("Promises"), url("promises"), letter="p", order=80)] if side == "staff" else None


def show_stand(request: HttpRequest, version: AgreementVersion, promise_id: str) -> Markup | None:
    """How a promise is kept for the reader: this month's verdict and counts, and twelve months. Nothing for the public."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not (person.is_staff or person.scope.organisations):
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
    return head + told + strip(_letters(months, verdicts), _told(months, verdicts))


def fill() -> None:
    """Take the places that promises have on lower floors; called by `site/wiring.py`."""
    PLACES.fill(show_places)
    PROMISE_STAND.fill(show_stand)


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


def _letters(months: list[date], verdicts: list[str | None]) -> list[tuple[str, str | None]]:
    names = words(get_language()).months
    return [(names[month.month - 1][0], shown) for month, shown in zip(months, verdicts, strict=True)]


def _told(months: list[date], verdicts: list[str | None]) -> str:
    names, nothing = words(get_language()).months, gettext("nothing")
    said = [verdict_word(shown) if shown else nothing for shown in verdicts]
    return ", ".join(f"{names[month.month - 1]} {word}" for month, word in zip(months, said, strict=True))


def _today() -> date:
    return now().astimezone(timezone.get_current_timezone()).date()

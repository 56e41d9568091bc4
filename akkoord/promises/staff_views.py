# SPDX-License-Identifier: EUPL-1.2
"""How promises are kept, for the vendor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from akkoord.agreements.models import Agreement, AgreementVersion
from akkoord.agreements.rules import midnight
from akkoord.agreements.titles import title_of
from akkoord.cases.models import Case
from akkoord.desk.queue_rows import COLUMNS, QueueRow, clock_of
from akkoord.operations.availability.wording import share_words, verdict_of
from akkoord.operations.models import Outage
from akkoord.people.doors import PersonRequest, staff_door
from akkoord.people.models import Organisation
from akkoord.web.calendar_words import words
from akkoord.web.moments import now, percent, thousands

from .by_organisation import MOST, OrganisationRow, struck_by, turned_in
from .evidence import at_risk_cases, broken_between, counted_organisations, decided, running_now
from .figures import bars
from .forms import month_of
from .measured import measured_promises, read_year
from .models import Recheck, Touched
from .month_strip import letters_of, told_of
from .month_words import bound_words, figure_words, norm_words, why_words
from .rules import Counts, month_after, month_before, months_until
from .table import PromiseRow, measured_rows, promise_rows, total, unjudged

MONTHS = 12
UNJUDGED_WORDS = {"not_yet": _("nothing recorded yet"), "aim": _("an aim, not judged"), "intent": _("cannot be judged")}


@dataclass(frozen=True)
class Chosen:
    """What the page is about: an agreement as it stood at the end of the month, a month, perhaps one organisation."""

    version: AgreementVersion
    month: date
    organisation: Organisation | None
    is_current: bool

    @property
    def organisation_id(self) -> int | None:
        """The key of the organisation; None for all."""
        return self.organisation.pk if self.organisation else None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The month as moments, in the agreement's zone."""
        zone = self.version.text.zone
        return midnight(self.month, zone), midnight(month_after(self.month), zone)

    @property
    def is_public(self) -> bool:
        """Whether it is the agreement that the public page shows, so that clauses can be linked to it."""
        return self.version.agreement.code == settings.AGREEMENT

    @property
    def evidence_of(self) -> str:
        """What links to evidence carry, so that they stay with the same organisation."""
        number = self.organisation.customer_number if self.organisation else None
        return f"?for={number}" if number else ""

    def url(self, **changed: object) -> str:
        """The same page with something else chosen; an empty value is the page's own choice."""
        asked = {"month": f"{self.month:%Y-%m}", "agreement": self.version.agreement.code, "organisation": self.organisation_id}
        if self.is_current:
            asked["month"] = ""
        return "?" + urlencode({key: value for key, value in (asked | changed).items() if value})


@require_safe
@staff_door()
def show_promises(request: PersonRequest) -> HttpResponse:
    """What was kept and broken in a month, promise by promise, with the twelve months that end in it."""
    at = now()
    chosen = _chosen(request, at)
    if chosen is None:
        return render(request, "promises/no_agreement.html")
    person, agreement_id, language = request.user, chosen.version.agreement_id, get_language() or "nl"
    months = months_until(chosen.month, MONTHS)
    counts = decided(person, agreement_id, months[0], months[-1], chosen.organisation_id)
    running = running_now(person, agreement_id, at, chosen.organisation_id) if chosen.is_current else {}
    rows = promise_rows(chosen.version.text, counts, running, months, language=language, is_current=chosen.is_current)
    sums, runs = total(rows)
    promises = measured_promises(chosen.version.text)
    year = read_year(promises, agreement_id, chosen.organisation_id, months, at) if promises else {}
    measured = measured_rows(promises, year, months, language)
    context = {
        "chosen": chosen, "rows": rows, "sums": sums, "runs": runs, "months": months, "bars": _bars_of,
        "unjudged": unjudged(chosen.version.text, language), "at_risk": _at_risk(request, chosen, at), "month_name": _month_name,
        "broken": broken_between(person, agreement_id, chosen.span, chosen.organisation_id), "at": at,
        "before": month_before(chosen.month), "after": None if chosen.is_current else month_after(chosen.month),
        "agreements": [(each, title_of(each.code, at)) for each in _agreements()],
        "unjudged_words": UNJUDGED_WORDS, **_share_table(rows, months),
        "organisation_choices": [(o.pk, o.name, None) for o in counted_organisations(agreement_id, months[0], months[-1])],
        "measured": measured, "measured_broken": [row for row in measured if row.judged and row.judged.shown == "broken"],
        "measured_at_risk": [row for row in measured if row.judged and row.judged.shown == "at_risk"],
        "figure_words": figure_words, "bound_words": bound_words, "why_words": why_words, "norm_words": norm_words,
        "letters": letters_of, "told": told_of, "evidence_of": chosen.evidence_of, "recheck": Recheck.objects.first(), "uncounted": Touched.objects.count(),
    }  # fmt: skip
    return render(request, "promises/promises.html", context)


@require_safe
@staff_door()
def show_organisations(request: PersonRequest) -> HttpResponse:
    """For whom a month turned: the promises at risk first, then those that were broken, organisation by organisation."""
    today = now().astimezone(timezone.get_current_timezone()).date()
    month = month_of(request.GET.get("month"), today)
    is_current = month == today.replace(day=1)
    rows = turned_in(month, is_current=is_current)
    context = {
        "rows": rows[:MOST], "count": len(rows), "month": month, "month_name": _month_name, "before": month_before(month),
        "after": None if is_current else month_after(month), "is_current": is_current, "texts": _texts_of(rows[:MOST]),
    }  # fmt: skip
    return render(request, "promises/organisations.html", context)


def _texts_of(rows: list[OrganisationRow]) -> dict[str, str]:
    """What the promises of these rows say, in the reader's language, by the newest version that judged one."""
    versions = {verdict.version_id for row in rows for verdict in (*row.at_risk, *row.broken)}
    language = get_language() or "nl"
    return {
        f"{clause.clause}/{promise.id}": promise.text.in_language(language)
        for version in AgreementVersion.objects.filter(pk__in=versions).order_by("effective_from")
        for clause, promise in version.text.promises()
    }


@require_safe
@staff_door()
def show_struck(request: PersonRequest, number: str) -> HttpResponse:
    """Whom one outage struck, and what their month looks like with it."""
    if "\x00" in number:  # no text in the database has it
        raise Http404
    outage = get_object_or_404(Outage.objects.visible_to(request.user), number=number)
    count, rows = struck_by(outage, now())
    context = {"outage": outage, "count": count, "rows": rows, "share_words": share_words, "verdict_of": verdict_of}
    return render(request, "promises/struck.html", context)


def _chosen(request: HttpRequest, at: datetime) -> Chosen | None:
    agreements = _agreements()
    if not agreements:
        return None
    code = request.GET.get("agreement") or settings.AGREEMENT
    agreement = next((a for a in agreements if a.code == code), None)
    if agreement is None:
        if "agreement" in request.GET:
            raise Http404
        agreement = agreements[0]
    today = at.astimezone(timezone.get_current_timezone()).date()
    month = month_of(request.GET.get("month"), today)
    versions = agreement.versions.select_related("agreement")
    version = versions.filter(effective_from__lt=midnight(month_after(month), "UTC")).first() or versions.last()
    if version is None:
        return None
    number = request.GET.get("organisation", "")
    organisation = Organisation.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if number and organisation is None:
        raise Http404
    return Chosen(version, month, organisation, is_current=month == today.replace(day=1))


def _agreements() -> list[Agreement]:
    return list(Agreement.objects.filter(owner=None, versions__isnull=False).distinct().order_by("code"))


def _at_risk(request: PersonRequest, chosen: Chosen, at: datetime) -> list[dict[str, Any]]:
    """The cases at risk, each with its clock; only in the running month."""
    if not chosen.is_current:
        return []
    cases = at_risk_cases(request.user, at, chosen.organisation_id)
    rows = {row[0]: QueueRow(*row) for row in Case.objects.filter(pk__in=[c.pk for c in cases]).values_list(*COLUMNS)}
    return [{"case": case, "clock": clock_of(rows[case.pk], at)} for case in cases]


def _share_table(rows: list[PromiseRow], months: list[date]) -> dict[str, Any]:
    """The numbers behind the bars: the share kept and how many were judged, by promise and month."""
    names = words(get_language()).months_short
    head = [gettext("Promise"), *(f"{names[month.month - 1]} {month.year}" for month in months)]
    return {"share_head": head, "share_rows": [[row.text, *map(_share, row.months)] for row in rows]}


def _share(counts: Counts) -> str:
    if counts.share is None:
        return gettext("%(count)s not measurable") % {"count": thousands(counts.not_measurable)} if counts.not_measurable else ""
    return gettext("%(share)s of %(count)s") % {"share": percent(counts.share, 2), "count": thousands(counts.judged)}


def _bars_of(row: PromiseRow, label: str) -> str:
    return bars([counts.broken if counts.judged else None for counts in row.months], label)


def _month_name(month: date) -> str:
    tongue = words(get_language())
    return f"{tongue.months[month.month - 1]} {month.year}"

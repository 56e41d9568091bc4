# SPDX-License-Identifier: EUPL-1.2
"""A report in words: the same sections for the page and the PDF, in either language, in the agreement's time zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median_low

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akkoord.cases.areas import area_word
from akkoord.cases.kind import kind_named
from akkoord.operations.outage_words import RESPONSIBLES, SEVERITIES
from akkoord.operations.status.wording import KINDS
from akkoord.web.badges import look, verdict_word
from akkoord.web.calendar_words import words
from akkoord.web.moments import decimal, duration, page_moment, percent, thousands, written

from .charts import Bar, Chart, bars
from .follows import follows_words
from .promise_words import bound_of, figure_of, why_of
from .value import CaseFact, MonthReport

DAY = 86_400
ORDER = ("kept", "broken", "running", "none", "waived")


@dataclass(frozen=True)
class Cell:
    """What stands in a table: a text, a verdict's look beside it, a page of ours behind it."""

    text: str
    look: str = ""
    url: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under a heading."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Section:
    """A part of the report."""

    id: str
    title: str
    paragraphs: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    tables: Sequence[Table] = field(default_factory=tuple)


@contextmanager
def written_for(report: MonthReport, language: str) -> Iterator[None]:
    """Write in that language, in the agreement's zone, as seen from the month's end: never from the moment of making."""
    with translation.override(language), timezone.override(report.zone), page_moment(report.ends_at):
        yield


def title_of(report: MonthReport) -> str:
    """ "Maandrapport oktober 2026"."""
    month = f"{words(translation.get_language()).months[report.month.month - 1]} {report.month.year}"
    return _("Monthly report %(month)s") % {"month": month}


def sections(report: MonthReport) -> list[Section]:
    """Everything that the report says, in the active language; call it inside `written_for`."""
    return [_summary(report), _availability(report), _outages(report), _maintenance(report), _cases(report), _promises(report)]


def _summary(report: MonthReport) -> Section:
    counts = report.verdicts()
    reported = sum(1 for case in report.cases if _is_of_month(case, report))
    handled = len(report.resolved)
    said = [
        _("%(kept)s promises were kept and %(broken)s broken. %(none)s could not be measured.")
        % {key: thousands(counts.get(key, 0)) for key in ("kept", "broken", "none")},
        ngettext("%(num)s case was reported.", "%(num)s cases were reported.", reported) % {"num": thousands(reported)},
        ngettext("%(num)s case was handled.", "%(num)s cases were handled.", handled) % {"num": thousands(handled)},
    ]
    if report.ratings:
        given = len(report.ratings)
        told = ngettext(
            "You gave %(mean)s stars on average, in %(num)s rating.",
            "You gave %(mean)s stars on average, in %(num)s ratings.",
            given,
        )
        said.append(told % {"mean": decimal(sum(report.ratings) / given), "num": thousands(given)})
    if any(promise.follows is not None for promise in report.promises):
        said.append(_("What follows from what was broken stands below the promises."))
    most = max(counts.values(), default=1)
    rows = [Bar(verdict_word(key), counts[key] / most, thousands(counts[key]), look(key)) for key in ORDER if counts.get(key)]
    return Section("summary", _("In short"), said, [bars(rows, _("Promises by verdict"))] if rows else [])


def _is_of_month(case: CaseFact, report: MonthReport) -> bool:
    return case.opened_at.astimezone(timezone.get_current_timezone()).date().replace(day=1) == report.month


def _availability(report: MonthReport) -> Section:
    head = [_("Component"), _("Available")]
    rows = [[Cell(c.name.of(_language())), Cell(figure_of(c.worst, c.best, "percent") or "–")] for c in report.components]
    drawn = [
        Bar(c.name.of(_language()), float(c.best) / 100, percent(float(c.best) / 100, 2), "kept" if c.best == 100 else "running")
        for c in report.components
        if c.best is not None
    ]
    if not rows:
        return Section("availability", _("Availability"), [_("Nothing that you worked with was measured in this month.")])
    return Section(
        "availability",
        _("Availability"),
        charts=[bars(drawn, _("Available by component"))] if drawn else [],
        tables=[Table(_("Availability by component"), head, rows)],
    )


def _outages(report: MonthReport) -> Section:
    head = [_("Outage"), _("What"), _("Began"), _("Ended"), _("How bad"), _("Responsible")]
    rows = [
        [
            Cell(o.number, url=f"/status/outages/{o.number}"),
            Cell(o.title.of(_language())),
            Cell(_at(o.began_at)),
            Cell(_at(o.ended_at) or _("not yet at the month's end")),
            Cell(str(SEVERITIES.get(o.severity, o.severity))),
            Cell(str(RESPONSIBLES.get(o.responsible, o.responsible))),
        ]
        for o in report.outages
    ]
    title = _("Outages")
    return (
        Section("outages", title, tables=[Table(_("Outages, one by one"), head, rows)])
        if rows
        else Section("outages", title, [_("There were none.")])
    )


def _maintenance(report: MonthReport) -> Section:
    head = [_("Maintenance"), _("What"), _("Sort"), _("Announced"), _("Planned"), _("Done")]
    rows = [
        [
            Cell(w.number, url=f"/status/maintenance/{w.number}"),
            Cell(w.title.of(_language())),
            Cell(str(KINDS.get(w.kind, w.kind))),
            Cell(_at(w.announced_at)),
            Cell(_span(w.planned_from, w.planned_until)),
            Cell(_span(w.begun_at, w.ended_at)),
        ]
        for w in report.maintenance
    ]
    title = _("Maintenance")
    return (
        Section("maintenance", title, tables=[Table(_("Maintenance, one by one"), head, rows)])
        if rows
        else Section("maintenance", title, [_("There was none.")])
    )


def _cases(report: MonthReport) -> Section:
    if not report.cases:
        return Section("cases", _("Your cases"), [_("No case was open in this month.")])
    head = [
        _("Case"),
        _("Sort"),
        _("Field"),
        _("Priority"),
        _("Reported"),
        _("Ended"),
        _("Opening hours it took"),
        _("Promises"),
        _("Stars"),
    ]
    rows = [
        [
            Cell(c.number, url=f"/cases/{c.number}"),
            Cell(str(kind_named(c.kind).label)),
            Cell(area_word(c.area)),
            Cell("" if c.priority is None else str(c.priority)),
            Cell(_at(c.opened_at)),
            Cell(_ended(c)),
            Cell("" if c.took_open is None else duration(c.took_open)),
            _clock_cell(c),
            Cell("" if c.stars is None else str(c.stars)),
        ]
        for c in report.cases
    ]
    said, charts = [], []
    took = sorted(case.took_open for case in report.resolved if case.took_open is not None)
    if took:
        said.append(_("Half of what was handled took at most %(time)s of opening hours.") % {"time": duration(median_low(took))})
    if report.resolved:
        charts.append(_throughput(report.resolved))
    return Section("cases", _("Your cases"), said, charts, [Table(_("Cases that were open in this month"), head, rows)])


def _throughput(cases: Sequence[CaseFact]) -> Chart:
    """How many were handled how fast, by the calendar."""
    steps = [(1, _("within a day")), (3, _("1 to 3 days")), (7, _("3 to 7 days")), (31, _("7 to 31 days")), (None, _("longer"))]
    before, counts = 0, []
    for days, label in steps:
        count = sum(1 for c in cases if c.took is not None and before < max(1, c.took) and (days is None or c.took <= days * DAY))
        counts.append((label, count))
        before = (days or 0) * DAY
    most = max(count for _label, count in counts) or 1
    return bars([Bar(label, count / most, thousands(count), "running") for label, count in counts], _("From report to end"))


def _clock_cell(case: CaseFact) -> Cell:
    names = {rule.name: str(rule.label) for rule in kind_named(case.kind).clocks}
    said = [f"{names.get(clock.name, clock.name)}: {verdict_word(clock.verdict)}" for clock in case.clocks]
    worst = next(
        (v for v in ("broken", "risk", "kept", "running", "none", "waived") if any(c.verdict == v for c in case.clocks)), ""
    )
    return Cell(", ".join(said), look(worst) if worst else "")


def _ended(case: CaseFact) -> str:
    if case.closed_at is None:
        return _("not yet at the month's end")
    return f"{_at(case.closed_at)} ({kind_named(case.kind).state(case.state).label})"


def _promises(report: MonthReport) -> Section:
    head = [_("Clause"), _("Promise"), _("Verdict"), _("Measured"), _("Promised")]
    rows = [
        [
            Cell(promise.clause, url=f"/agreement#{promise.clause}"),
            Cell(promise.text.of(_language())),
            _verdict_cell(promise.verdict, why_of(promise)),
            Cell(_measured(promise.kept, promise.broken, promise.waived) or figure_of(promise.worst, promise.best, promise.unit)),
            Cell(bound_of(promise)),
        ]
        for promise in report.promises
    ]
    told = _("Judged by version %(version)s of your agreement.") % {"version": report.version}
    tables = [Table(_("Every promise of the agreement"), head, rows), *_follows(report)]
    return Section("promises", _("Every promise"), [told], tables=tables)


def _follows(report: MonthReport) -> Iterator[Table]:
    """What each broken promise comes to under the agreement; no table where that is nothing."""
    rows = [
        [
            Cell(promise.clause, url=f"/promises/kept/{report.month:%Y-%m}/{promise.id}"),
            Cell(promise.text.of(_language())),
            Cell(" ".join(said)),
        ]
        for promise in report.promises
        if (said := follows_words(report, promise))
    ]
    if rows:
        yield Table(_("What follows from what was broken"), [_("Clause"), _("Promise"), _("What follows")], rows)


def _verdict_cell(verdict: str, why: str) -> Cell:
    if not verdict:
        return Cell(_("nothing to judge"))
    said = verdict_word(verdict)
    return Cell(f"{said}: {why}" if why else said, look(verdict))


def _measured(kept: int, broken: int, waived: int) -> str:
    parts = [
        _("%(count)s kept") % {"count": thousands(kept)} if kept else "",
        _("%(count)s broken") % {"count": thousands(broken)} if broken else "",
        _("%(count)s waived") % {"count": thousands(waived)} if waived else "",
    ]
    return ", ".join(part for part in parts if part)


def _at(at: datetime | None) -> str:
    return "" if at is None else written(at, "dated")


def _span(begin: datetime | None, end: datetime | None) -> str:
    if begin is None:
        return _("not done in this month")
    return f"{_at(begin)} – {_at(end)}" if end is not None else _at(begin)


def _language() -> str:
    return translation.get_language() or "nl"

# SPDX-License-Identifier: EUPL-1.2
"""A report as files, each the same bytes again from the same facts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.cases.exporting import harmless
from akkoord.web.pdf import pdf

from .sections import Section, Table, sections, title_of, written_for
from .value import LATER, Given, MonthReport, exactly

SOURCE = Path(__file__).with_name("report.typ")
FONT = "Libertinus Serif"  # the one that Typst carries itself
HEAD = (
    "part",
    "id",
    "what",
    "verdict",
    "begin",
    "end",
    "worst",
    "best",
    "bound",
    "unit",
    "kept",
    "broken",
    "waived",
    "none",
    "stars",
)
FOLLOWS = ("percent", "days", "amount", "currency")  # of a credit, in reports of a form that tells what follows


def pdf_of(report: MonthReport, language: str) -> bytes:
    """The report as PDF, tagged (PDF/UA-1 and PDF/A-2a), dated at the month's end. Loads Typst: for jobs."""
    with written_for(report, language):
        number = "" if report.customer_number is None else f" ({report.customer_number})"
        data = {
            "title": title_of(report),
            "language": language,
            "vendor": settings.VENDOR_NAME,
            "about": f"{report.organisation}{number}",
            "fingerprint": _("Fingerprint of the facts: %(sha)s") % {"sha": report.fingerprint},
            "sections": [_part(section) for section in sections(report)],
        }
    return pdf(SOURCE.read_text(encoding="utf-8"), data, dated=report.ends_at)


def json_of(report: MonthReport) -> str:
    """The facts themselves, with their fingerprint."""
    return json.dumps({"sha256": report.fingerprint, **json.loads(report.text)}, ensure_ascii=False, indent=1) + "\n"


def csv_of(report: MonthReport) -> str:
    """The facts as rows: one for each component, outage, maintenance, case, clock and promise, and below them one for each thing
    that follows from a broken promise. Moments in UTC.
    """
    out = StringIO()
    head = HEAD if report.form in LATER else HEAD + FOLLOWS
    writer = csv.DictWriter(out, head, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({key: _plain(value) for key, value in row.items()} for row in (*_rows(report), *_followed(report)))
    return out.getvalue()


def _rows(report: MonthReport) -> Iterator[dict[str, object]]:
    for c in report.components:
        yield {"part": "component", "id": c.code, "what": c.name.nl, "worst": c.worst, "best": c.best, "unit": "percent"}
    for o in report.outages:
        yield {"part": "outage", "id": o.number, "what": o.title.nl, "begin": o.began_at, "end": o.ended_at}
    for w in report.maintenance:
        yield {"part": "maintenance", "id": w.number, "what": w.title.nl, "begin": w.planned_from, "end": w.planned_until}
    for case in report.cases:
        yield {"part": case.kind, "id": case.number, "begin": case.opened_at, "end": case.closed_at, "stars": case.stars}
        for k in case.clocks:
            yield {
                "part": "clock",
                "id": case.number,
                "what": k.promise,
                "verdict": k.verdict,
                "begin": k.due_at,
                "end": k.stopped_at,
            }
    for p in report.promises:
        yield {
            "part": "promise", "id": p.id, "what": p.text.nl, "verdict": p.verdict, "worst": p.worst, "best": p.best,
            "bound": p.bound, "unit": p.unit, "kept": p.kept, "broken": p.broken, "waived": p.waived, "none": p.not_measurable,
        }  # fmt: skip


def _followed(report: MonthReport) -> Iterator[dict[str, object]]:
    """A plan by its due date, each value with the credit it gives, the credit after its cap, each right with its end."""
    for p in report.promises:
        if (owed := p.follows) is None:
            continue
        credit = owed.promise["consequences"].get("credit", {})
        currency, value_unit = credit.get("currency", ""), credit.get("late_in", p.unit)
        if owed.plan_due is not None:
            yield {"part": "plan", "id": p.id, "end": owed.plan_due}
        for share in owed.shares:
            value = exactly(share.value)
            yield {"part": "value", "id": p.id, "worst": value, "best": value, "unit": value_unit, **_sizes(share, currency)}
        if owed.shares:
            yield {"part": "credit", "id": p.id, "end": owed.claim_until, **_sizes(owed.paid, currency)}
        for right in owed.rights:
            yield {"part": "right", "id": p.id, "end": right.until}


def _sizes(given: Given, currency: str) -> dict[str, object]:
    """What was given, each in a column of its own; the currency beside an amount."""
    sizes = {name: exactly(size) for name in ("percent", "days", "amount") if (size := getattr(given, name))}
    return {**sizes, "currency": currency if given.amount else ""}


def _plain(value: object) -> object:
    """Moments as text; text that no spreadsheet takes for a formula."""
    return value.isoformat() if isinstance(value, datetime) else "" if value is None else harmless(value)


def _part(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "paragraphs": list(section.paragraphs),
        "charts": [{"svg": chart.with_font(FONT), "words": chart.words} for chart in section.charts],
        "tables": [_table(table) for table in section.tables],
    }


def _table(table: Table) -> dict[str, object]:
    """The columns share the page by what stands in them: the longest word must fit, and a long text weighs by its root."""
    texts = [[cell.text for cell in row] for row in table.rows]
    columns = zip(table.head, *texts, strict=True)
    widths = [max(max(len(text) ** 0.5 * 2.4, *map(len, text.split(" "))) for text in column) for column in columns]
    return {"caption": table.caption, "head": list(table.head), "columns": [round(w, 2) for w in widths], "rows": texts}

# SPDX-License-Identifier: EUPL-1.2
"""What a list shows, as CSV or XLSX: in a transaction and scope of its own, for the request's has ended when it streams."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.people.models import Person
from akkoord.scope.database import scoped

from .kind import kind_named
from .listing import Filters, chosen_cases

COLUMNS = (
    "number",
    "kind_name",
    "organisation__name",
    "subject",
    "state",
    "priority",
    "area",
    "reporter__name",
    "reporter_name",
    "assignee__name",
    "opened_at",
    "changed_at",
    "closed_at",
    "next_due_at",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 1000


@dataclass(frozen=True)
class Export:
    """Which list, for whom, in which language and zone."""

    filters: Filters
    person: Person
    language: str
    zone: str

    def head(self) -> list[str]:
        """The names of the columns."""
        return [
            _("Number"),
            _("Kind"),
            _("Organisation"),
            _("Subject"),
            _("State"),
            _("Priority"),
            _("Field"),
            _("Reported by"),
            _("Assignee"),
            _("Reported"),
            _("Changed"),
            _("Closed"),
            _("Next deadline"),
        ]

    def rows(self) -> Iterator[list[Any]]:
        """The rows, newest change first, read in pieces. Runs in the caller's transaction."""
        zone = ZoneInfo(self.zone)
        cases = chosen_cases(self.filters, self.person).order_by("-changed_at", "-pk")
        for values in cases.values_list(*COLUMNS).iterator(AT_ONCE):
            number, kind_name, organisation, subject, state, priority, area, reporter, stranger, assignee, *moments = values
            kind = kind_named(kind_name)
            yield [
                number,
                str(kind.label),
                organisation or "",
                subject,
                str(kind.state(state).label),
                priority,
                area,
                reporter or stranger,
                assignee or "",
                *(_local(m, zone) for m in moments),
            ]


def _local(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else ""


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is told to be text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def streamed(export: Export, form: str) -> Iterator[bytes]:
    """The list as `csv` or `xlsx`, in pieces.

    It is written whole to a file of its own first, in one transaction under the reader's scope: a slow reader then holds
    no transaction, and memory stays the same however many rows there are.
    """
    with TemporaryFile() as file:
        with translation.override(export.language), scoped(export.person.scope):
            (_write_csv if form == "csv" else _write_workbook)(export, file)
        file.seek(0)
        while piece := file.read(262_144):
            yield piece


def _write_csv(export: Export, file: IO[bytes]) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)  # the mark by which spreadsheets know
    writer = csv.writer(text)
    writer.writerow(export.head())
    writer.writerows([harmless(value) for value in row] for row in export.rows())
    text.flush()
    text.detach()


def _write_workbook(export: Export, file: IO[bytes]) -> None:
    from xlsxwriter import Workbook  # 30 ms to import, and rarely wanted

    book = Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Cases"))
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, export.head(), book.add_format({"bold": True}))
    for number, row in enumerate(export.rows(), start=1):
        sheet.write_row(number, 0, row)
    book.close()

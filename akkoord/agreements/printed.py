# SPDX-License-Identifier: EUPL-1.2
"""A version of the agreement as PDF: tagged, in the reader's language, and the same bytes whenever it is asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.web.pdf import pdf

from .chapters import measured_by, sections
from .document import Clause, Promise
from .models import AgreementVersion
from .terms import Terms
from .wording import day_words, week_words

SOURCE = Path(__file__).with_name("agreement.typ")


def pdf_of(version: AgreementVersion, language: str) -> bytes:
    """The public text of a version. Kept in the process: a version never changes, and there are few."""
    return _made(version.pk, version.sha256, "nl" if language.startswith("nl") else "en")


@lru_cache(maxsize=16)
def _made(pk: int, sha256: str, language: str) -> bytes:
    version = AgreementVersion.objects.get(pk=pk, sha256=sha256)
    with translation.override(language):
        data = _data(version, Terms(version.text, version.frozen_dates), language)
    return pdf(SOURCE.read_text(encoding="utf-8"), data, dated=version.published_at)


def _data(version: AgreementVersion, terms: Terms, language: str) -> dict[str, Any]:
    document = terms.document
    names = {"number": version.number, "date": day_words(document.effective_from, 0)}
    return {
        "title": document.title.in_language(language),
        "language": language,
        "vendor": settings.VENDOR_NAME,
        "summary": document.summary.in_language(language) if document.summary else "",
        "version": _("Version %(number)s, in force from %(date)s") % names,
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "clauses": [_clause(clause, section.number, terms, language) for clause in section.clauses],
            }
            for section in sections(document, language)
        ],
        "words": {"hours": _("Calendars"), "head": [_("Days"), _("Hours"), _("Holidays")]},
        "calendars": [
            {
                "title": calendar.title.in_language(language),
                "rows": [
                    [days, hours, _("closed on holidays") if closes else _("also on holidays")]
                    for days, hours, closes in week_words(document, name)
                ],
            }
            for name, calendar in document.calendars.items()
        ],
    }


def _clause(clause: Clause, section: str, terms: Terms, language: str) -> dict[str, Any]:
    return {
        "number": clause.clause,
        "title": "" if clause.clause == section else clause.title.in_language(language),
        "text": clause.text.in_language(language) if clause.text else "",
        "promises": [
            {
                "name": f"{clause.clause}/{promise.id}",
                "text": promise.text.in_language(language),
                "lines": _lines(promise, terms, language),
            }
            for promise in clause.promises
        ],
    }


def _lines(promise: Promise, terms: Terms, language: str) -> list[str]:
    """What stands under a promise: how it is counted, who promises it, and for whom alone."""
    option = promise.says.when.option
    said = [
        measured_by(promise, terms, language),
        promise.intent.because.in_language(language) if promise.intent else "",
        _("You promise this to us.") if promise.by == "customer" else "",
        _("A partner promises this.") if promise.by == "partner" else "",
        _("Only with %(option)s.") % {"option": terms.document.options[option].title.in_language(language)} if option else "",
        _("The figure is %(vendor)s’s own.") % {"vendor": settings.VENDOR_NAME} if promise.source == "vendor" else "",
    ]
    return [line for line in said if line]

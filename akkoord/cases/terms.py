# SPDX-License-Identifier: EUPL-1.2
"""Under which terms a case runs. A case remembers the agreement's version under which it began."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force, terms_owned_by
from akkoord.agreements.terms import Terms
from akkoord.clocks.models import Clock
from akkoord.timing.calendars import Calendar

from .kind import Kind, TermsOf
from .models import Case
from .refusals import NoAgreement


def terms_for(kind: Kind, organisation_id: int | None, at: datetime) -> Terms:
    """The terms that a case of this kind would run on at `at`. Raises NoAgreement."""
    try:
        if kind.terms == TermsOf.OWN:
            return terms_owned_by(organisation_id, at)
        if kind.terms == TermsOf.VENDOR:
            return terms_in_force(None, at)
        if kind.terms == TermsOf.PARTNERSHIP:
            return _partnership(organisation_id, at)
        return terms_in_force(organisation_id, at)
    except NoAgreementInForce as none:
        raise NoAgreement from none


def _partnership(organisation_id: int | None, at: datetime) -> Terms:
    """An applicant has signed nothing yet; what they apply for is published. Raises NoAgreementInForce."""
    try:
        return terms_in_force(organisation_id, at, settings.PARTNER_PROGRAMME)
    except NoAgreementInForce:
        return terms_in_force(None, at, settings.PARTNER_PROGRAMME)


def terms_if_any(kind: Kind, organisation_id: int | None, at: datetime) -> Terms | None:
    """The same; None for a kind without clocks, and where an organisation has no agreement of its own yet. Raises NoAgreement."""
    if not kind.clocks:
        return None
    try:
        return terms_for(kind, organisation_id, at)
    except NoAgreement:
        if kind.terms == TermsOf.OWN:
            return None
        raise


def terms_of_clocks(case: Case) -> Terms | None:
    """The terms that the case's clocks run on; None where none run: it began before its organisation had an agreement."""
    if not case.kind.clocks or (case.kind.terms == TermsOf.OWN and case.version_id is None):
        return None
    return terms_of(case)


def terms_of(case: Case) -> Terms:
    """The terms that the case began under: its version, and the options that held then."""
    return terms_for(case.kind, case.organisation_id, case.opened_at)


def facts_of(case: Case) -> dict[str, object]:
    """What the agreement's conditions may ask of a case."""
    facts: dict[str, object] = {"priority": case.priority, "kind": case.kind_name, "channel": case.origin}
    return facts | (case.kind.facts(case) if case.kind.facts else {})


def calendar_of(case: Case, terms: Terms) -> Calendar:
    """The hours that the case's own clocks follow; the agreement's first calendar for a case without clocks."""
    name = Clock.objects.of(case.key).values_list("calendar", flat=True).first()
    return terms.calendar(name or terms.calendar_names[0])

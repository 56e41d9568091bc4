# SPDX-License-Identifier: EUPL-1.2
"""What the programme says of certificates, and how connectors stand by it. partner:connector"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects

from akkoord.agreements.terms import FigureMissing
from akkoord.timing.durations import parse_duration

from .models.connectors import Connector
from .programme import programme_at
from .rules.certificates import CertificateTerms, ConnectorStanding, Score, standing_on

IN_NOTICE = "registration_in_notice"
REMINDER = "certificate_reminder"


@dataclass(frozen=True)
class Standing:
    """A connector with how it stands."""

    connector: Connector
    now: ConnectorStanding


def certificate_terms(at: datetime) -> CertificateTerms:
    """Validity by score, the notice after a lapse, and when a supplier is reminded. Raises NoProgramme, FigureMissing."""
    kept, reminders = {}, []
    for _clause, promise in programme_at(at).document.promises():
        if promise.retention is not None and promise.retention.kept_for:
            kept[promise.retention.what] = parse_duration(promise.retention.kept_for)
        if promise.notice is not None and promise.notice.what == REMINDER and promise.notice.at_least:
            reminders.append(parse_duration(promise.notice.at_least))
    try:
        valid = {score: kept[f"certificate_{score}"] for score in Score}
        return CertificateTerms(valid, kept[IN_NOTICE], tuple(reminders))
    except KeyError as missing:
        raise FigureMissing(f"the programme has no retention of {missing}") from missing


def programme_day(at: datetime) -> date:
    """The date in the programme's time zone. Raises NoProgramme."""
    return at.astimezone(ZoneInfo(programme_at(at).document.zone)).date()


def standings(connectors: Iterable[Connector], at: datetime) -> list[Standing]:
    """How each connector stands now, with one question for all certificates. Raises NoProgramme, FigureMissing."""
    rows = list(connectors)
    prefetch_related_objects(rows, "certificates")
    terms, today = certificate_terms(at), programme_day(at)
    return [Standing(row, _standing(row, terms, today)) for row in rows]


def standing_of(connector: Connector, at: datetime) -> ConnectorStanding:
    """How one connector stands now."""
    return standings([connector], at)[0].now


def _standing(connector: Connector, terms: CertificateTerms, day: date) -> ConnectorStanding:
    certificates = [c.as_value for c in connector.certificates.all()]
    return standing_on(day, certificates=certificates, version=connector.version, ended_on=connector.ended_on, terms=terms)

# SPDX-License-Identifier: EUPL-1.2
"""What the programme says of certificates, and how connectors stand by it. partner:connector"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import prefetch_related_objects

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.agreements.terms import Terms
from akkoord.timing.durations import parse_duration

from .models.connectors import Connector
from .rules.certificates import CertificateTerms, ConnectorStanding, Score, standing_on

IN_NOTICE = "registration_in_notice"
REMINDER = "certificate_reminder"


class CertificatesUnsaid(LookupError):
    """The programme does not say how long a certificate is valid."""


@dataclass(frozen=True)
class Standing:
    """A connector with how it stands."""

    connector: Connector
    now: ConnectorStanding


def programme_terms(organisation_id: int | None, at: datetime) -> Terms:
    """The programme as a partner signed it; where it did not, as it is published. Raises NoAgreementInForce."""
    try:
        return terms_in_force(organisation_id, at, settings.PARTNER_PROGRAMME)
    except NoAgreementInForce:
        return terms_in_force(None, at, settings.PARTNER_PROGRAMME)


def certificate_terms(organisation_id: int | None, at: datetime) -> CertificateTerms:
    """Validity by score, the notice after a lapse, and when a supplier is reminded. Raises CertificatesUnsaid."""
    kept, reminders = {}, []
    for _clause, promise in programme_terms(organisation_id, at).document.promises():
        if promise.retention is not None and promise.retention.kept_for:
            kept[promise.retention.what] = parse_duration(promise.retention.kept_for)
        if promise.notice is not None and promise.notice.what == REMINDER and promise.notice.at_least:
            reminders.append(parse_duration(promise.notice.at_least))
    try:
        valid = {score: kept[f"certificate_{score}"] for score in Score}
        return CertificateTerms(valid, kept[IN_NOTICE], tuple(reminders))
    except KeyError as missing:
        raise CertificatesUnsaid(f"the programme has no retention of {missing}") from missing


def local_day(organisation_id: int | None, at: datetime) -> date:
    """The date in the programme's time zone."""
    return at.astimezone(ZoneInfo(programme_terms(organisation_id, at).document.zone)).date()


def standings(connectors: Iterable[Connector], at: datetime) -> list[Standing]:
    """How each connector stands now; two questions for all certificates, and one for the terms of each supplier."""
    rows = list(connectors)
    prefetch_related_objects(rows, "certificates")
    suppliers = {row.organisation_id for row in rows}
    terms = {o: (certificate_terms(o, at), local_day(o, at)) for o in suppliers}
    return [Standing(row, _standing(row, *terms[row.organisation_id])) for row in rows]


def standing_of(connector: Connector, at: datetime) -> ConnectorStanding:
    """How one connector stands now."""
    return standings([connector], at)[0].now


def _standing(connector: Connector, terms: CertificateTerms, day: date) -> ConnectorStanding:
    certificates = [c.as_value for c in connector.certificates.all()]
    return standing_on(day, certificates=certificates, version=connector.version, ended_on=connector.ended_on, terms=terms)

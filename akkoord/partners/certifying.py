# SPDX-License-Identifier: EUPL-1.2
"""What the programme says of certificates, and how connectors stand by it. partner:connector"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from akkoord.agreements.terms import FigureMissing
from akkoord.timing.durations import parse_duration

from .models.connectors import Certificate, Connector
from .models.partners import Partner
from .programme import programme_at, today_of
from .rules.certificates import CertificateTerms, Certified, ConnectorStanding, Score, standing_on

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


def standings(connectors: Iterable[Connector], at: datetime) -> list[Standing]:
    """How each connector stands now, with one question for all certificates. Raises NoProgramme, FigureMissing."""
    rows = list(connectors)
    given: dict[int, list[Certified]] = defaultdict(list)
    for certificate in Certificate.objects.filter(connector__in=rows):
        given[certificate.connector_id].append(certificate.as_value)
    terms, today, ends = certificate_terms(at), today_of(at), _ends(rows)
    return [
        Standing(row, standing_on(today, certificates=given[row.pk], version=row.version, ended_on=ends[row.pk], terms=terms))
        for row in rows
    ]


def standing_of(connector: Connector, at: datetime) -> ConnectorStanding:
    """How one connector stands now."""
    return standings([connector], at)[0].now


def _ends(rows: Iterable[Connector]) -> dict[int, date | None]:
    """The first date on which each is no longer registered: its own, or that on which its supplier is no partner any more."""
    suppliers = Partner.objects.filter(organisation__in={row.organisation_id for row in rows}).exclude(until=None)
    over = dict(suppliers.values_list("organisation_id", "until"))
    return {row.pk: min(filter(None, (row.ended_on, over.get(row.organisation_id))), default=None) for row in rows}

# SPDX-License-Identifier: EUPL-1.2
"""Follow certificates by the calendar: remind, say that one lapsed, end a registration after its notice. partner:connector"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.scope.rules import Audience, Circle

from ..certifying import certificate_terms
from ..events.connectors import CertificateLapsed, CertificateNearsLapse, ConnectorEnded, ConnectorFact
from ..models.connectors import Certificate, CertificateStep, Connector
from ..programme import today_of
from ..rules.certificates import CertificateTerms, notice_ends, reminder_days

LAPSED, ENDED = "lapsed", "ended"
AFTER_NOTICE = "notice over"  # why a connector ended by itself; pages say it in the reader's words


def follow_certificates(*, by: None, at: datetime) -> int:
    """Do what is due today for every registered connector, each in a transaction of its own; returns how many steps were new.

    May run twice, and late: of several reminders that were missed, the last one alone is sent.
    """
    keys = Connector.objects.registered(today_of(at)).exclude(certificates=None).values_list("pk", flat=True)
    return sum(_follow(key, at) for key in list(keys))


@transaction.atomic
def _follow(key: int, at: datetime) -> int:
    terms, today = certificate_terms(at), today_of(at)
    connector = Connector.objects.select_for_update().get(pk=key)
    newest = connector.certificates.first()
    if newest is None or (connector.ended_on is not None and connector.ended_on <= today):
        return 0
    step = _due(newest, terms, today)
    if step is None or CertificateStep.objects.filter(certificate=newest, step=step).exists():
        return 0
    CertificateStep.objects.create(certificate=newest, step=step, at=at)
    fact: ConnectorFact
    if step == ENDED:
        connector.ended_on, connector.ended_at, connector.ended_why = notice_ends(newest.last_day, terms), at, AFTER_NOTICE
        connector.save(update_fields=["ended_on", "ended_at", "ended_why"])
        fact = ConnectorEnded(connector.pk)
    elif step == LAPSED:
        fact = CertificateLapsed(connector.pk, newest.pk)
    else:
        fact = CertificateNearsLapse(connector.pk, newest.pk)
    announce(fact, by=None, at=at, circle=Circle(connector.organisation_id, Audience.SHARED))
    return 1


def _due(newest: Certificate, terms: CertificateTerms, today: date) -> str | None:
    """The newest step whose day has come; None before the first."""
    if today >= notice_ends(newest.last_day, terms):
        return ENDED
    if today > newest.last_day:
        return LAPSED
    come = [day for day in reminder_days(newest.last_day, terms) if day <= today]
    return f"remind {come[-1]}" if come else None

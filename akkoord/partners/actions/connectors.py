# SPDX-License-Identifier: EUPL-1.2
"""Register a connector, tell of a new version, end it; certify it and follow what its certificate asks. partner:connector"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from akkoord.audit.actions import announce
from akkoord.cases.actions import make_move, open_case
from akkoord.cases.models import Case
from akkoord.people.models import Organisation, Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM, Audience, Circle
from akkoord.timing.moments import OutsideYears

from ..certifying import certificate_terms
from ..events.connectors import ConnectorDescribed, ConnectorEnded, ConnectorFact, ConnectorRegistered
from ..kinds.connectors import CERTIFICATION
from ..models.connectors import Certificate, Connector
from ..programme import today_of
from ..refusals.connectors import (
    AlreadyCertifying,
    BadEnd,
    BadReport,
    ConnectorEndedAlready,
    ConnectorIncomplete,
    ConnectorKnown,
    NotAtSecurityCheck,
)
from ..rights import check_actor
from ..rules.certificates import Score, last_day_of
from ..rules.partners import slug_taken_from


@transaction.atomic
def register_connector(
    *,
    organisation: Organisation,
    name: str,
    links_to: str,
    description: str,
    fields: Iterable[str],
    version: str,
    by: Person | None,
    at: datetime,
) -> Connector:
    """Register a partner's connector. Raises NotAllowed, ConnectorIncomplete, ConnectorKnown.

    Its supplier's people may, and partner managers; `by` None: the program itself.
    """
    check_actor(by, organisation.pk)
    name, links_to, description, version = (
        " ".join(name.split()),
        " ".join(links_to.split()),
        description.strip(),
        version.strip(),
    )
    if not (name and links_to and description and version):
        raise ConnectorIncomplete
    if Connector.objects.registered(today_of(at)).filter(organisation=organisation, name__iexact=name).exists():
        raise ConnectorKnown
    connector = Connector.objects.create(
        organisation=organisation, slug=_free_slug(name), name=name, links_to=links_to, description=description,
        fields=sorted(set(fields)), version=version, registered_at=at, registered_by=by,
    )  # fmt: skip
    _tell(ConnectorRegistered(connector.pk), connector, by=by, at=at)
    return connector


@transaction.atomic
def describe_connector(
    *, connector: Connector, links_to: str, description: str, fields: Iterable[str], version: str, by: Person | None, at: datetime
) -> None:
    """Change what is said of it; a new version must be certified again. Raises NotAllowed, ConnectorIncomplete, ConnectorEndedAlready."""
    held = _held(connector, by=by, at=at)
    links_to, description, version = " ".join(links_to.split()), description.strip(), version.strip()
    if not (links_to and description and version):
        raise ConnectorIncomplete
    held.links_to, held.description, held.fields, held.version = links_to, description, sorted(set(fields)), version
    held.save(update_fields=["links_to", "description", "fields", "version"])
    _tell(ConnectorDescribed(held.pk, version), held, by=by, at=at)
    connector.refresh_from_db()


@transaction.atomic
def end_connector(*, connector: Connector, on: date, why: str, by: Person | None, at: datetime) -> None:
    """It is no longer registered from a date on, which is today or later. Raises NotAllowed, BadEnd, ConnectorEndedAlready."""
    held = _held(connector, by=by, at=at)
    if held.ended_at is not None:
        raise ConnectorEndedAlready
    if not why.strip() or on < today_of(at):
        raise BadEnd
    held.ended_on, held.ended_at, held.ended_by, held.ended_why = on, at, by, why.strip()
    held.save(update_fields=["ended_on", "ended_at", "ended_by", "ended_why"])
    _tell(ConnectorEnded(held.pk), held, by=by, at=at)
    connector.refresh_from_db()


@transaction.atomic
def ask_certificate(*, connector: Connector, text: str, by: Person, at: datetime, once: UUID | None = None) -> Case:
    """Begin a certification project for the connector's newest version, one at a time.

    Raises NotAllowed, ConnectorEndedAlready, AlreadyCertifying, NothingSaid, NoAgreement, FormUsed.
    """
    held = _held(connector, by=by, at=at)
    running = Case.objects.filter(certification__connector=held, closed_at=None)
    if running.exclude(once=once).exists() if once else running.exists():
        raise AlreadyCertifying
    return open_case(
        kind=CERTIFICATION, by=by, at=at, organisation=held.organisation, subject=f"{held.name} {held.version}", text=text,
        detail={"connector": held, "version": held.version}, once=once,
    )  # fmt: skip


@transaction.atomic
def certify(*, case: Case, score: Score, reported_on: date, text: str, by: Person, at: datetime) -> Certificate:
    """Write down the security report and give the certificate, valid from the report's date by its score.

    Raises NotAllowed, NotAtSecurityCheck, BadReport (a report of the future, or one whose validity has passed), CannotMove.
    """
    if case.state not in CERTIFICATION.move("certify").start:
        raise NotAtSecurityCheck
    today = today_of(at)
    if reported_on > today:
        raise BadReport
    try:
        last_day = last_day_of(reported_on, score, certificate_terms(at))
    except OutsideYears as too_early:
        raise BadReport from too_early
    if last_day < today:
        raise BadReport
    make_move(case=case, move="certify", by=by, at=at, text=text)
    detail = case.certification
    connector = detail.connector
    if connector.certified_through is None or connector.certified_through < last_day:
        connector.certified_through = last_day
        connector.save(update_fields=["certified_through"])
    return Certificate.objects.create(
        connector=connector,
        organisation=connector.organisation,
        case=case,
        version=detail.version,
        reported_on=reported_on,
        score=score,
        last_day=last_day,
        issued_at=at,
        issued_by=by,
    )


def _held(connector: Connector, *, by: Person | None, at: datetime) -> Connector:
    """The row, held until the transaction ends. Raises NotAllowed, ConnectorEndedAlready."""
    held = Connector.objects.select_for_update().select_related("organisation").get(pk=connector.pk)
    check_actor(by, held.organisation_id)
    if not Connector.objects.registered(today_of(at)).filter(pk=held.pk).exists():
        raise ConnectorEndedAlready
    return held


def _free_slug(name: str) -> str:
    base = slugify(name)[:60] or "connector"
    with scoped(SYSTEM):  # a name is taken by a connector too that this supplier may not read
        taken = {"new", *Connector.objects.filter(slug__startswith=base).values_list("slug", flat=True)}  # `new` is the form's
    return slug_taken_from(base, taken)


def _tell(fact: ConnectorFact, connector: Connector, *, by: Person | None, at: datetime) -> None:
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(connector.organisation_id, Audience.SHARED))

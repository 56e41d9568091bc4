# SPDX-License-Identifier: EUPL-1.2
"""Which terms hold, for whom, at which moment: the door through which the floors above come in.

Three small indexed queries; texts and compiled calendars are kept in the process, by version and deviating days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

from akkoord.timing.calendars import Block, CalendarSpec

from .models import HEAVY, Agreement, AgreementVersion, CalendarException, Contract
from .rules import with_overrides
from .schedule import calendar_specs
from .terms import Terms

ExceptionKey = tuple[tuple[str, date, tuple[tuple[int, int], ...]], ...]


class NoAgreementInForce(LookupError):
    """No version holds at that moment, or the organisation has no contract then."""


def terms_in_force(organisation_id: int | None, at: datetime, code: str | None = None) -> Terms:
    """The terms that hold for an organisation at `at`; without one, the vendor's public terms without options.

    Where an organisation has several contracts, `code` chooses; otherwise the vendor's own agreement, then the newest.
    Raises NoAgreementInForce. The running scope must be allowed to read the contract.
    """
    if organisation_id is None:
        return _terms(version_in_force(code or settings.AGREEMENT, at), None)
    for contract in _contracts(organisation_id, at, code):
        version = contract.agreement.version_at(at)
        if version is not None and _holds(contract, at.astimezone(ZoneInfo(version.text.zone)).date()):
            return _terms(version, contract)
    raise NoAgreementInForce(f"organisation {organisation_id} has no contract at {at.isoformat()}")


def terms_owned_by(organisation_id: int | None, at: datetime) -> Terms:
    """The terms of an organisation's own agreement, which the vendor never sees. Raises NoAgreementInForce."""
    for agreement in Agreement.objects.filter(owner_id=organisation_id, owner__isnull=False).order_by("pk"):
        version = agreement.version_at(at)
        if version is not None:
            return _terms(version, None)
    raise NoAgreementInForce(f"organisation {organisation_id} has no agreement of its own at {at.isoformat()}")


def terms_of_version(version: AgreementVersion, contract: Contract | None = None) -> Terms:
    """The terms of a version that a case remembers, with the options of a contract."""
    return _terms(version, contract)


def version_in_force(code: str, at: datetime) -> AgreementVersion:
    """The vendor's version of that code in force at `at`. Raises NoAgreementInForce."""
    version = (
        AgreementVersion.objects.filter(agreement__code=code, agreement__owner=None, effective_from__lte=at)
        .select_related("agreement")
        .defer(*HEAVY)
        .order_by("-effective_from")
        .first()
    )
    if version is None:
        raise NoAgreementInForce(f"no version of {code!r} is in force at {at.isoformat()}")
    return version


def _contracts(organisation_id: int, at: datetime, code: str | None) -> list[Contract]:
    day, about = at.date(), timedelta(days=1)  # the date in the agreement's zone is decided per version
    found = Contract.objects.filter(organisation=organisation_id, starts_on__lte=day + about, agreement__owner=None)
    found = found.exclude(ends_on__lt=day).select_related("agreement").order_by("-starts_on", "-pk")
    if code is not None:
        found = found.filter(agreement__code=code)
    return sorted(found, key=lambda contract: contract.agreement.code != settings.AGREEMENT)


def _holds(contract: Contract, day: date) -> bool:
    return contract.starts_on <= day and (contract.ends_on is None or day < contract.ends_on)


def _terms(version: AgreementVersion, contract: Contract | None) -> Terms:
    specs = _specs(_Version(version), _exceptions(version.agreement_id))
    if contract is None:
        return Terms(version.text, frozenset(), version_id=version.pk, specs=specs)
    return Terms(
        with_overrides(version.text, contract.overrides),
        frozenset(),
        version_id=version.pk,
        specs=specs,
        options=frozenset(contract.options),
        licence=contract.licence or None,
        submitter_limit=contract.submitter_limit,
        overridden=frozenset(contract.overrides),
    )


def _exceptions(agreement_id: int) -> ExceptionKey:
    rows: Iterable[CalendarException] = CalendarException.objects.standing().filter(agreement=agreement_id)
    return tuple((row.calendar, row.day, row.spans) for row in rows if row.moves_deadlines)


class _Version:
    """A version as a key: never changed, so its fingerprint says everything."""

    def __init__(self, version: AgreementVersion) -> None:
        self.row, self.key = version, (version.pk, version.sha256)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Version) and other.key == self.key


@lru_cache(maxsize=64)
def _specs(version: _Version, exceptions: ExceptionKey) -> dict[str, CalendarSpec]:
    by_calendar: dict[str, dict[date, tuple[Block, ...]]] = {}
    for calendar, day, spans in exceptions:
        by_calendar.setdefault(calendar, {})[day] = tuple(Block(opens, closes) for opens, closes in spans)
    return calendar_specs(version.row.text, version.row.frozen_dates, by_calendar)

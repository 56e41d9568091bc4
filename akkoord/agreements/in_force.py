# SPDX-License-Identifier: EUPL-1.2
"""Which terms hold, for whom, at which moment: the door through which the floors above come in.

One small indexed question each time, so that nobody's terms are stale; what follows from its answer (texts, compiled
calendars, terms) is kept in the process by that answer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from akkoord.timing.calendars import Block, CalendarSpec

from .models import HEAVY, AgreementVersion, CalendarException, Contract
from .rules import with_overrides
from .schedule import calendar_specs
from .terms import Terms

Row = tuple[Any, ...]
# As text: it is only compared, until days are met that this process did not see before.
_DAYS = """
    (SELECT coalesce(json_agg(json_build_array(x.calendar, x.day, x.hours, x.zone, x.published_at) ORDER BY x.day, x.calendar)
        , '[]')::text FROM agreements_calendarexception x WHERE x.agreement_id = {agreement} AND x.withdrawn_at IS NULL)
"""
_VERSION = """
    JOIN LATERAL (SELECT id, sha256 FROM agreements_agreementversion WHERE agreement_id = a.id AND effective_from <= %(at)s {only}
        ORDER BY effective_from DESC LIMIT 1) v ON true
"""
# Who ended a contract over a change keeps the terms from before it, from the moment on which it was ended. sla:1.2
_BEFORE_ITS_CHANGE = """
    AND (c.ended_over_id IS NULL OR %(at)s < c.ended_at
        OR effective_from < (SELECT o.effective_from FROM agreements_agreementversion o WHERE o.id = c.ended_over_id))
"""
_OF_CONTRACTS = f"""
    SELECT c.organisation_id, v.id, v.sha256, {_DAYS.format(agreement="a.id")}, c.starts_on, c.ends_on, c.options, c.licence, c.submitter_limit,
        c.overrides::text
    FROM agreements_contract c JOIN agreements_agreement a ON a.id = c.agreement_id AND a.owner_id IS NULL {_VERSION.format(only=_BEFORE_ITS_CHANGE)}
    WHERE c.organisation_id = ANY (%(organisations)s) AND c.starts_on <= %(latest)s AND (c.ends_on IS NULL OR c.ends_on >= %(day)s)
        AND (%(code)s::text IS NULL OR a.code = %(code)s::text)
    ORDER BY a.code <> %(usual)s, c.starts_on DESC, c.id DESC
"""  # noqa: S608  # constants only
_OF_AGREEMENT = f"""
    SELECT v.id, v.sha256, {_DAYS.format(agreement="a.id")}
    FROM agreements_agreement a {_VERSION.format(only="")} WHERE {{which}} ORDER BY a.id
"""  # noqa: S608  # constants only


class NoAgreementInForce(LookupError):
    """No version holds at that moment, or the organisation has no contract then."""


@dataclass(frozen=True)
class _Options:
    """What a contract adds to the text."""

    options: frozenset[str] = frozenset()
    licence: str | None = None
    submitter_limit: int | None = None
    overrides: str = "{}"


def terms_in_force(organisation_id: int | None, at: datetime, code: str | None = None) -> Terms:
    """The terms that hold for an organisation at `at`; without one, the vendor's public terms without options.

    Where an organisation has several contracts, `code` chooses; otherwise the vendor's own agreement, then the newest.
    Raises NoAgreementInForce. The running scope must be allowed to read the contract.
    """
    if organisation_id is None:
        rows = _rows(
            _OF_AGREEMENT.format(which="a.code = %(code)s AND a.owner_id IS NULL"), at=at, code=code or settings.AGREEMENT
        )
        return _first(rows, f"no version of {code or settings.AGREEMENT!r} is in force at {at.isoformat()}")
    found = terms_of_each([organisation_id], at, code)
    if organisation_id not in found:
        raise NoAgreementInForce(f"organisation {organisation_id} has no contract at {at.isoformat()}")
    return found[organisation_id]


def terms_of_each(organisations: Collection[int], at: datetime, code: str | None = None) -> dict[int, Terms]:
    """What `terms_in_force` says of each of these organisations; who has no contract then is not among them. One query."""
    day, about = at.date(), timedelta(days=1)  # the date in the agreement's zone is decided per version
    asked = {"organisations": list(organisations), "day": day, "latest": day + about, "usual": settings.AGREEMENT}
    found: dict[int, Terms] = {}
    for whose, version, sha, days, starts_on, ends_on, options, licence, limit, overrides in _rows(
        _OF_CONTRACTS, at=at, code=code, **asked
    ):
        here = at.astimezone(ZoneInfo(_version(version, sha).text.zone)).date()
        if whose not in found and starts_on <= here and (ends_on is None or here < ends_on):
            own = _Options(frozenset(options), licence or None, limit, overrides)
            found[whose] = _terms(version, sha, days, own)
    return found


def terms_owned_by(organisation_id: int | None, at: datetime) -> Terms:
    """The terms of an organisation's own agreement, which the vendor never sees. Raises NoAgreementInForce."""
    rows = _rows(_OF_AGREEMENT.format(which="a.owner_id = %(owner)s"), at=at, owner=organisation_id)
    return _first(rows, f"organisation {organisation_id} has no agreement of its own at {at.isoformat()}")


def terms_of_version(version: AgreementVersion, contract: Contract | None = None) -> Terms:
    """The terms of a version that a case remembers, with the options of a contract."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_DAYS.format(agreement='%s')}", [version.agreement_id])
        days = cursor.fetchone()[0]
    if contract is None:
        return _terms(version.pk, version.sha256, days, _Options())
    own = _Options(
        frozenset(contract.options), contract.licence or None, contract.submitter_limit, json.dumps(contract.overrides)
    )
    return _terms(version.pk, version.sha256, days, own)


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


def _rows(query: str, **asked: Any) -> Sequence[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        rows: Sequence[Row] = cursor.fetchall()
    return rows


def _first(rows: Sequence[Row], otherwise: str) -> Terms:
    if not rows:
        raise NoAgreementInForce(otherwise)
    return _terms(*rows[0], _Options())


@lru_cache(maxsize=64)
def _version(pk: int, sha256: str) -> AgreementVersion:
    """A version is never changed, so its key and fingerprint say everything."""
    return AgreementVersion.objects.get(pk=pk, sha256=sha256)


@lru_cache(maxsize=512)
def _terms(pk: int, sha256: str, days: str, own: _Options) -> Terms:
    overrides = json.loads(own.overrides)
    return Terms(
        with_overrides(_version(pk, sha256).text, overrides),
        frozenset(),
        version_id=pk,
        specs=_specs(pk, sha256, days),
        options=own.options,
        licence=own.licence,
        submitter_limit=own.submitter_limit,
        overridden=frozenset(overrides),
    )


@lru_cache(maxsize=64)
def _specs(pk: int, sha256: str, days: str) -> dict[str, CalendarSpec]:
    by_calendar: dict[str, dict[date, tuple[Block, ...]]] = {}
    for calendar, day, hours, zone, published_at in json.loads(days):
        row = CalendarException(
            calendar=calendar,
            day=date.fromisoformat(day),
            hours=hours,
            zone=zone,
            published_at=datetime.fromisoformat(published_at),
        )
        if row.moves_deadlines:
            by_calendar.setdefault(calendar, {})[row.day] = tuple(Block(opens, closes) for opens, closes in row.spans)
    version = _version(pk, sha256)
    return calendar_specs(version.text, version.frozen_dates, by_calendar)

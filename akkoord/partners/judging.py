# SPDX-License-Identifier: EUPL-1.2
"""Every requirement of the programme for one partner, with evidence and verdict. partner:*"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from akkoord.agreements.document import Promise
from akkoord.agreements.terms import Terms

from .evidence.asked import Asked
from .evidence.clocks import ran
from .evidence.records import all_records, claims_of, recorded, waiver_of
from .evidence.sources import SOURCES
from .models.partners import Partner
from .models.records import Record
from .programme import Said, requirements_of, terms_of_partner
from .rules.periods import period_of
from .rules.requirements import Bound, Facts, Judged, judge


@dataclass(frozen=True)
class Requirement:
    """One requirement with how it stands, and what the partner told that nobody looked at yet."""

    said: Said
    judged: Judged
    claims: tuple[Record, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether somebody writes down how it stands, because nothing else knows."""
        promise = self.said.promise
        return promise.about not in SOURCES and promise.kind in ("always", "cadence", "quota")


def judged_requirements(partner: Partner, at: datetime) -> list[Requirement]:
    """All of them in the order of the programme. Raises NoProgramme."""
    terms, records = terms_of_partner(partner, at), all_records(partner)
    return [_judged(asked_about(said, terms, partner, at, records), terms) for said in requirements_of(terms, at)]


def judged_requirement(said: Said, terms: Terms, partner: Partner, at: datetime) -> Requirement:
    """One of them."""
    return _judged(asked_about(said, terms, partner, at, all_records(partner)), terms)


def _judged(asked: Asked, terms: Terms) -> Requirement:
    facts = _facts(asked)
    waiver = waiver_of(asked)
    if waiver is not None:
        facts = replace(facts or Facts(), waived=waiver.note)
    bound = _bound(asked.said.promise, asked)
    return Requirement(asked.said, judge(bound, facts, asked.today, _share(terms)), tuple(claims_of(asked)))


def asked_about(said: Said, terms: Terms, partner: Partner, at: datetime, records: tuple[Record, ...] = ()) -> Asked:
    """What a source of facts is asked about it."""
    today = at.astimezone(ZoneInfo(terms.document.zone)).date()
    says = said.promise.cadence or said.promise.quota
    period = period_of(says.per, today, partner.since) if says is not None else None
    return Asked(partner, said, period, today, at, terms.document.zone, records)


def _facts(asked: Asked) -> Facts | None:
    promise = asked.said.promise
    if promise.deadline is not None:
        return ran(asked)
    source = SOURCES.get(promise.about)
    return source(asked) if source is not None else recorded(asked)


def _share(terms: Terms) -> Fraction:
    """From which share of a bound or a time it is at risk, exactly as the programme says it. Raises FigureMissing."""
    share = terms.figure("at_risk_share")
    assert isinstance(share, Fraction)
    return share


def _bound(promise: Promise, asked: Asked) -> Bound:
    if promise.quota is not None:
        return Bound(promise.quota.at_least, promise.quota.at_most, asked.period)
    if promise.cadence is not None:
        return Bound(at_least=Decimal(promise.cadence.at_least), period=asked.period)
    return Bound(has_no_measure=promise.intent is not None)

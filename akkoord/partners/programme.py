# SPDX-License-Identifier: EUPL-1.2
"""What the partner programme says to one partner: requirements, benefits, how it ends.

The programme is an agreement like any other, with the kinds of partner as options; no figure of it stands in code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import get_language

from akkoord.agreements.document import Promise
from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.agreements.models import Contract
from akkoord.agreements.terms import Terms
from akkoord.timing.durations import Duration, parse_duration

from .models.partners import Partner, Partners
from .refusals.partners import NoProgramme, NoSuchRequirement
from .rules.partners import PartnerKind

KINDS = ("deadline", "notice", "measure", "window", "cadence", "retention", "quota", "always", "intent")


@dataclass(frozen=True)
class Said:
    """One promise of the programme by its full id, such as 2.1/exam."""

    id: str
    promise: Promise

    @property
    def text(self) -> str:
        """Its words in the reader's language."""
        return self.promise.text.in_language(get_language() or settings.LANGUAGE_CODE)

    @property
    def clause(self) -> str:
        """The number of its clause."""
        return self.id.partition("/")[0]


def programme_at(at: datetime) -> Terms:
    """The programme as it is published, without a partner's kinds. Raises NoProgramme."""
    try:
        return terms_in_force(None, at, settings.PARTNER_PROGRAMME)
    except NoAgreementInForce as none:
        raise NoProgramme from none


def is_published(at: datetime) -> bool:
    """Whether there is a programme. Every page of the public asks, so a yes is kept in the process for a minute."""
    key = f"partner-programme:{settings.PARTNER_PROGRAMME}"
    if not caches["process"].get(key):
        try:
            programme_at(at)
        except NoProgramme:
            return False
        caches["process"].set(key, True, 60)
    return True


def terms_of_partner(partner: Partner, at: datetime) -> Terms:
    """The programme as it holds for a partner; after the end, as it is published for its last kinds. Raises NoProgramme."""
    try:
        return terms_in_force(partner.organisation_id, at, settings.PARTNER_PROGRAMME)
    except NoAgreementInForce:
        return terms_for_kinds(partner.kinds, at)


def terms_for_kinds(kinds: list[str], at: datetime) -> Terms:
    """The programme as it would hold for somebody of these kinds. Raises NoProgramme."""
    public = programme_at(at)
    return Terms(public.document, frozenset(), version_id=public.version_id, options=frozenset(kinds))


def requirements_of(terms: Terms, at: datetime) -> list[Said]:
    """What a partner promises, in the order of the programme."""
    return _said(terms, at, lambda promise: promise.by == "partner")


def requirement_named(terms: Terms, name: str, at: datetime) -> Said:
    """The requirement with that id. Raises NoSuchRequirement."""
    found = next((said for said in requirements_of(terms, at) if said.id == name), None)
    if found is None:
        raise NoSuchRequirement
    return found


def benefits_of(terms: Terms, at: datetime) -> list[Said]:
    """What the vendor promises a partner in return."""
    return _said(
        terms, at, lambda p: p.by == "vendor" and p.always is not None and p.always.condition not in (AT_ONCE, BACK, INVITED)
    )


def grounds_of(terms: Terms, at: datetime) -> list[Said]:
    """On what grounds the partnership may end at once."""
    return _said(terms, at, lambda promise: promise.about == AT_ONCE)


def may_be_turned_back(terms: Terms, at: datetime) -> bool:
    """Whether the programme lets the vendor turn this partner back to what it was before."""
    return bool(_said(terms, at, lambda promise: promise.about == BACK))


def kinds_turned_back_to(terms: Terms, at: datetime) -> list[str]:
    """The kinds that go on then."""
    found = _said(terms, at, lambda promise: promise.about == BACK)
    return sorted({kind for said in found if said.promise.always is not None for kind in said.promise.always.of})


def notice_terms(terms: Terms, at: datetime) -> list[Duration]:
    """How long beforehand an ordinary ending is told, by kind of partner."""
    found = _said(terms, at, lambda promise: promise.about == "partnership_ended")
    return [
        parse_duration(said.promise.notice.at_least) for said in found if said.promise.notice and said.promise.notice.at_least
    ]


def kinds_by_invitation(terms: Terms, at: datetime) -> frozenset[str]:
    """The kinds that nobody can apply for."""
    found = _said(terms, at, lambda promise: promise.about == INVITED)
    return frozenset(kind for said in found if said.promise.always is not None for kind in said.promise.always.of)


def kind_titles(terms: Terms) -> dict[str, str]:
    """The name of each kind of partner in the reader's language, in the order of the programme."""
    language = get_language() or settings.LANGUAGE_CODE
    known = {str(kind) for kind in PartnerKind}
    return {name: option.title.in_language(language) for name, option in terms.document.options.items() if name in known}


def contract_of(partner: Partner, on: date) -> Contract | None:
    """The partner's contract under the programme on a date."""
    found = Contract.objects.filter(organisation=partner.organisation_id, agreement__code=settings.PARTNER_PROGRAMME)
    return found.filter(agreement__owner=None).on(on).first()


def today_of(at: datetime) -> date:
    """The date in the programme's zone. Raises NoProgramme."""
    return at.astimezone(ZoneInfo(programme_at(at).document.zone)).date()


def partners_at(at: datetime) -> Partners:
    """Who is partner on the programme's date; nobody while there is no programme."""
    try:
        return Partner.objects.on(today_of(at))
    except NoProgramme:
        return Partner.objects.none()


AT_ONCE, BACK, INVITED = "may_end_at_once", "may_be_turned_back", "by_invitation_only"


def _said(terms: Terms, at: datetime, fits: Callable[[Promise], bool]) -> list[Said]:
    holding = {name for kind in KINDS for name, _promise in terms.holding(kind, at)}
    found = (Said(f"{clause.clause}/{promise.id}", promise) for clause, promise in terms.document.promises())
    return [said for said in found if said.id in holding and fits(said.promise)]

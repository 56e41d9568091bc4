# SPDX-License-Identifier: EUPL-1.2
"""What everybody may read of partners: the page that was agreed, experts and references with consent, connectors.

A handful of questions for the whole directory, whatever its size; the policies of the tables stand behind them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from akkoord.web.frame import language

from .models.connectors import Connector
from .models.experts import Expert
from .models.partners import Partner
from .models.profiles import Profile
from .models.references import Reference
from .programme import today_of
from .rules.directory import Listed, Listing
from .wording.directory import FIELD_WORDS, INDUSTRY_WORDS, REGION_WORDS


@dataclass(frozen=True)
class Page:
    """One partner's page."""

    listing: Listing
    profile: Profile
    about: str
    connectors: list[Listed]
    experts: list[Expert]
    references: list[Reference]


def listings(at: datetime) -> list[Listing]:
    """Every partner in the directory, by name, in the reader's language."""
    day = today_of(at)
    connectors: dict[int, list[Listed]] = defaultdict(list)
    for row in _connectors(day):
        connectors[row.organisation_id].append(_listed(row, day))
    found = [_listing(p, connectors[p.organisation_id]) for p in _profiles(day)]
    return sorted(found, key=lambda one: one.name.casefold())


def page_of(slug: str, at: datetime) -> Page | None:
    """One partner's page; None where there is none to read."""
    day = today_of(at)
    profile = _profiles(day).filter(partner__slug=slug).first()
    if profile is None:
        return None
    connectors = [_listed(row, day) for row in _connectors(day).filter(organisation=profile.organisation_id)]
    return page_with(profile, connectors)


def page_with(profile: Profile, connectors: list[Listed]) -> Page:
    """The page as a wording would give it."""
    experts = Expert.objects.in_force().filter(organisation=profile.organisation_id, shown_at__isnull=False)
    references = Reference.objects.published().filter(expert__in=experts).select_related("expert__person")
    return Page(
        listing=_listing(profile, connectors),
        profile=profile,
        about=profile.in_language("about", language()),
        connectors=connectors,
        experts=list(experts.select_related("person")),
        references=list(references),
    )


def connectors_of(organisation_id: int, at: datetime) -> list[Listed]:
    """The connectors that a page would show."""
    day = today_of(at)
    return [_listed(row, day) for row in _connectors(day).filter(organisation=organisation_id)]


def _profiles(day: date) -> QuerySet[Profile]:
    """The newest agreed wording of each partner of that day."""
    newest = Profile.objects.agreed().order_by("partner_id", "-decided_at", "-pk").distinct("partner_id").values("pk")
    return Profile.objects.filter(pk__in=newest, partner__in=Partner.objects.on(day)).select_related("partner")


def _connectors(day: date) -> QuerySet[Connector]:
    return Connector.objects.exclude(ended_on__lte=day)


def _listed(row: Connector, day: date) -> Listed:
    through = row.certified_through if row.certified_through and row.certified_through >= day else None
    return Listed(row.name, row.links_to, row.description, row.version, tuple(row.fields), through)


def _listing(profile: Profile, connectors: list[Listed]) -> Listing:
    fields = frozenset(profile.fields) | {field for one in connectors for field in one.fields}
    summary = profile.in_language("summary", language())
    words = [profile.name, summary, profile.in_language("about", language())]
    words += [text for one in connectors for text in (one.name, one.links_to)]
    words += [str(INDUSTRY_WORDS[i]) for i in profile.industries if i in INDUSTRY_WORDS]
    words += [str(REGION_WORDS[r]) for r in profile.regions if r in REGION_WORDS]
    words += [str(FIELD_WORDS[f]) for f in fields if f in FIELD_WORDS]
    return Listing(
        slug=profile.partner.slug,
        name=profile.name,
        kinds=tuple(profile.partner.kinds),
        summary=summary,
        industries=frozenset(profile.industries),
        fields=fields,
        regions=frozenset(profile.regions),
        text=" ".join(words).lower(),
        is_certified=any(one.certified_through for one in connectors),
    )

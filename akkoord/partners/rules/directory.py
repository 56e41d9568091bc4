# SPDX-License-Identifier: EUPL-1.2
"""What the directory is filtered by, and what each choice leaves: plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

INDUSTRIES = (
    "agriculture", "childcare", "construction", "culture", "education", "government", "healthcare", "hospitality", "housing",
    "industry", "logistics", "professional", "retail", "staffing", "technology",
)  # fmt: skip
FIELDS = ("crm", "finance", "hr", "integration", "leave", "payroll", "planning", "projects", "purchasing", "reporting", "time")
REGIONS = ("north", "east", "south", "west", "everywhere")
CERTIFIED = "certified"


@dataclass(frozen=True)
class Listed:
    """A connector in the directory; `certified_through` is the last day of its certificate, if it has one that is valid."""

    name: str
    links_to: str
    description: str
    version: str
    fields: tuple[str, ...]
    certified_through: date | None = None


@dataclass(frozen=True)
class Listing:
    """What the directory shows of one partner."""

    slug: str
    name: str
    kinds: tuple[str, ...]
    summary: str
    industries: frozenset[str]
    fields: frozenset[str]
    regions: frozenset[str]
    text: str = ""  # all that words are looked for in, in lower case
    is_certified: bool = False

    def values(self, facet: str) -> frozenset[str]:
        """What this partner is found under in a facet."""
        if facet == "kind":
            return frozenset(self.kinds)
        if facet == "certificate":
            return frozenset({CERTIFIED}) if self.is_certified else frozenset()
        found: frozenset[str] = {"industry": self.industries, "field": self.fields, "region": self.regions}[facet]
        return found


FACETS = ("kind", "industry", "field", "region", "certificate")


@dataclass(frozen=True)
class Chosen:
    """What a visitor asked for; empty: everything."""

    words: str = ""
    kind: str = ""
    industry: str = ""
    field: str = ""
    region: str = ""
    certificate: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Chosen:
        """From an address; what is no choice is left out."""
        return cls(words=" ".join(given.get("q", "").split())[:100], **{facet: given.get(facet, "")[:40] for facet in FACETS})

    @property
    def is_anything(self) -> bool:
        """Whether anything was asked."""
        return self != Chosen()


def found(listings: Iterable[Listing], chosen: Chosen) -> list[Listing]:
    """The partners that fit all choices and hold every word; a partner that works everywhere fits each region."""
    wanted = chosen.words.lower().split()
    return [one for one in listings if all(word in one.text for word in wanted) and all(_fits(one, chosen, f) for f in FACETS)]


def counts(listings: Iterable[Listing], chosen: Chosen, facet: str) -> Counter[str]:
    """How many partners each value of a facet would leave, with the other choices as they are."""
    rest = found(listings, replace(chosen, **{facet: ""}))
    return Counter(value for one in rest for value in one.values(facet))


def _fits(one: Listing, chosen: Chosen, facet: str) -> bool:
    value = getattr(chosen, facet)
    values = one.values(facet)
    return not value or value in values or (facet == "region" and "everywhere" in values)

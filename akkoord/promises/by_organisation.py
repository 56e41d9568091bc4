# SPDX-License-Identifier: EUPL-1.2
"""Which organisations a month turned against, and whom one outage struck."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from akkoord.operations.evidence import MonthReading
from akkoord.operations.evidence.agreed import AVAILABILITY
from akkoord.operations.models import Affected, Outage, Placement
from akkoord.operations.rules.words import Impact
from akkoord.people.models import Organisation
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .measuring import groups_of, terms_of_groups
from .models import MonthVerdict
from .month_facts import MonthFacts
from .rules import month_after, months_from

MOST = 200


@dataclass(frozen=True)
class OrganisationRow:
    """What stands badly for one organisation: its promises at risk, and those that were broken."""

    organisation: Organisation
    at_risk: list[MonthVerdict]
    broken: list[MonthVerdict]


@dataclass(frozen=True)
class Struck:
    """An organisation that an outage struck: for how long so far, and what its month looks like with it."""

    organisation: Organisation
    seconds: int
    reading: MonthReading


def turned_in(month: date, *, is_current: bool) -> list[OrganisationRow]:
    """The organisations with a promise at risk or broken in a month or in a longer period that ended with it, and of the current
    month in what still runs; at risk first, then by how much was broken. One query.
    """
    ends = months_from(month_after(month), 12 if is_current else 1)
    rows = MonthVerdict.objects.filter(month__lte=month, until__in=ends, superseded_by=None, verdict__in=("at_risk", "broken"))
    found: dict[Organisation, tuple[list[MonthVerdict], list[MonthVerdict]]] = defaultdict(lambda: ([], []))
    for row in rows.exclude(organisation=None).select_related("organisation").order_by("promise"):
        assert row.organisation is not None
        found[row.organisation][row.verdict == "broken"].append(row)
    each = [OrganisationRow(organisation, *both) for organisation, both in found.items()]
    return sorted(each, key=lambda row: (-len(row.at_risk), -len(row.broken), row.organisation.name))


def struck_by(outage: Outage, at: datetime) -> tuple[int, list[Struck]]:
    """How many organisations an outage took something down for, and the first of them by name with their month."""
    until = min(outage.ended_at or at, at)
    down = dict(Affected.objects.filter(outage=outage, impact=Impact.DOWN).values_list("instance", "instance__for_everyone"))
    month = outage.began_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().replace(day=1)
    with scoped(SYSTEM):
        groups = groups_of(month)
        seconds = _seconds(down, outage.began_at, until)
        everybody = int((until - outage.began_at).total_seconds()) if any(down.values()) else 0
        bound = {o for group in groups for o in group.organisations}
        hit = {o: max(everybody, seconds.get(o, 0)) for o in (bound if everybody else bound & seconds.keys())}
        facts = MonthFacts(month, at, of_each=True)
        facts.terms = terms_of_groups(month, groups, at)
        first = Organisation.objects.filter(pk__in=hit).order_by("name")[:MOST]
        return len(hit), [Struck(o, hit[o.pk], facts.reading(AVAILABILITY, o.pk)) for o in first]


def _seconds(down: dict[int, bool], begin: datetime, end: datetime) -> dict[int, int]:
    """How long each sat on something that was down; of several at once the longest."""
    placed = Placement.objects.filter(Q(until=None) | Q(until__gt=begin), instance__in=down, since__lt=end)
    found: dict[int, int] = {}
    for organisation, since, until in placed.values_list("organisation", "since", "until"):
        length = int((min(until or end, end) - max(since, begin)).total_seconds())
        found[organisation] = max(found.get(organisation, 0), length)
    return found

# SPDX-License-Identifier: EUPL-1.2
"""What the typed keys of a verdict name, as far as the reader may see it: outages, maintenance, plans, versions, windows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.agreements.models import HEAVY, AgreementVersion
from akkoord.operations.models import ImprovementPlan, Maintenance, Outage
from akkoord.people.models import Person
from akkoord.web.said import url


@dataclass(frozen=True)
class Item:
    """One thing that a verdict rests on."""

    key: str
    title: str
    url: str | None = None
    number: str = ""
    begin: datetime | None = None
    end: datetime | None = None


def items_of(keys: Iterable[str], person: Person) -> list[Item]:
    """In the order of the keys, each once; what the reader may not see is left away. Four queries at most."""
    wanted = list(dict.fromkeys(keys))
    outages = {o.key: o for o in Outage.objects.visible_to(person).filter(pk__in=_ids(wanted, "outage"))}
    works = {w.key: w for w in Maintenance.objects.visible_to(person).filter(pk__in=_ids(wanted, "maintenance"))}
    plans = {p.key: p for p in ImprovementPlan.objects.filter(pk__in=_ids(wanted, "availability_month"))}
    versions = {f"agreement_version:{v.pk}": v for v in _versions(_ids(wanted, "agreement_version"))}
    found = []
    for key in wanted:
        if (outage := outages.get(key)) is not None:
            found.append(Item(key, outage.title, outage.get_absolute_url(), outage.number, outage.began_at, outage.ended_at))
        elif (work := works.get(key)) is not None:
            begin, end = work.begun_at or work.planned_from, work.ended_at or work.planned_until
            found.append(Item(key, work.title, work.get_absolute_url(), work.number, begin, end))
        elif (plan := plans.get(key)) is not None:
            month = f"{plan.month:%Y-%m}"
            page = url("published_plan", month) if plan.published_at else url("availability_month", month)
            found.append(Item(key, _("Improvement plan for %(month)s") % {"month": month}, page))
        elif (version := versions.get(key)) is not None:
            title, page = _("Version %(number)s") % {"number": version.number}, url("agreement_version", version.number)
            found.append(Item(key, title, page, begin=version.effective_from))
        elif key.startswith("window:"):
            found.append(Item(key, key.partition(":")[2].replace("_", " ")))
    return found


def _versions(ids: list[int]) -> list[AgreementVersion]:
    """Those of the agreement that everybody may read."""
    if not ids:
        return []
    of_all = AgreementVersion.objects.filter(pk__in=ids, agreement__code=settings.AGREEMENT, agreement__owner=None)
    return list(of_all.defer(*HEAVY))


def _ids(keys: Iterable[str], sort: str) -> list[int]:
    return [int(key.partition(":")[2]) for key in keys if key.startswith(f"{sort}:")]

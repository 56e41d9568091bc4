# SPDX-License-Identifier: EUPL-1.2
"""What outages claim of the instances that they struck, as established by `at`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from akkoord.cases.models import Case
from akkoord.timing.moments import whole_seconds

from ..models import Bounds, OutageLink
from ..rules.availability import Claim
from ..rules.formula import Cause
from ..rules.words import Impact, Responsible

CALAMITY = "calamity"  # the kind of case, and the origin of an outage that one opened
OF_RESPONSIBLE = {Responsible.CUSTOMER: Cause.CUSTOMER, Responsible.FORCE_MAJEURE: Cause.FORCE_MAJEURE}


def outage_claims(instances: Mapping[str, int], begin: datetime, end: datetime, at: datetime) -> list[tuple[int, Claim]]:
    """Each claim with its instance; `instances` are ids by code. The bounds are those in force at `at`: the last that was
    established or, for a correction, confirmed. An outage that still runs lasts until `at`. Three queries at most.
    """
    touching = Bounds.objects.filter(began_at__lt=end).exclude(ended_at__lte=begin).values("outage")
    in_force = Q(is_correction=False, set_at__lte=at) | Q(is_confirmed=True, decided_at__lte=at)
    rows = (
        Bounds.objects.filter(in_force, outage__in=touching)
        .order_by("outage_id", Coalesce("decided_at", "set_at").desc(), "-pk")
        .distinct("outage_id")
        .values_list("outage_id", "began_at", "ended_at", "responsible", "struck", F("outage__origin"))
    )
    found = [row for row in rows if row[1] < end and (row[2] is None or row[2] > begin)]
    calamities = _with_calamity({row[0] for row in found if row[5] != CALAMITY}, at)
    claims = []
    for outage, began, ended, responsible, struck, origin in found:
        is_calamity = origin == CALAMITY or outage in calamities
        last = whole_seconds(at if ended is None else min(ended, at))
        for code, impact in struck.items():
            if code in instances:
                cause = cause_of(Responsible(responsible), Impact(impact), is_calamity=is_calamity)
                claims.append((instances[code], Claim(whole_seconds(began), last, cause, f"outage:{outage}")))
    return claims


def cause_of(responsible: Responsible, impact: Impact, *, is_calamity: bool) -> Cause:
    """What an instance's time is that an outage struck so hard."""
    if impact != Impact.DOWN:
        return Cause.DEGRADED
    return OF_RESPONSIBLE.get(responsible, Cause.CALAMITY if is_calamity else Cause.OUTAGE)


def _with_calamity(outages: Collection[int], at: datetime) -> set[int]:
    """Those of them that a calamity was linked to by `at`."""
    links = OutageLink.objects.filter(outage__in=outages, at__lte=at, subject__startswith="case:") if outages else ()
    cases = [(int(link.subject.removeprefix("case:")), link.outage_id) for link in links]
    if not cases:
        return set()
    calamities = set(Case.objects.filter(pk__in={pk for pk, _ in cases}, kind_name=CALAMITY).values_list("pk", flat=True))
    return {outage for pk, outage in cases if pk in calamities}

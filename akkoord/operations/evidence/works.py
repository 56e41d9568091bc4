# SPDX-License-Identifier: EUPL-1.2
"""What maintenance claims of the instances it was about, under the plan that was in force at `at`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.models import HEAVY, AgreementVersion
from akkoord.agreements.terms import Terms
from akkoord.timing.moments import whole_seconds

from ..models import Maintenance, Plan
from ..promised import promised_of
from ..rules.availability import Claim
from ..rules.notice import Planned, proof
from ..rules.works import Work, claims_of


def maintenance_claims(begin: datetime, end: datetime, at: datetime, terms: Terms | None) -> list[tuple[int, Claim]]:
    """Each claim with its instance. `terms` prove what remembers no version of its own; without any, nothing is proved.

    Four queries, and one for each version of the agreement that a maintenance began under.
    """
    works = {work.pk: work for work in Maintenance.objects.during(begin, end)}
    if not works:
        return []
    plans = Plan.objects.filter(maintenance__in=works, announced_at__lte=at).order_by("maintenance_id", "-sequence")
    instances: dict[int, list[int]] = {}
    touched = Maintenance.instances.through.objects.filter(maintenance__in=works).order_by("id")
    for maintenance, instance in touched.values_list("maintenance_id", "instance_id"):
        instances.setdefault(maintenance, []).append(instance)
    versions = _terms_of({work.version_id for work in works.values() if work.version_id is not None})
    found = []
    for plan in plans.distinct("maintenance_id"):
        if not plan.is_cancelled:
            own = works[plan.maintenance_id]
            work = _work(own, plan, versions.get(own.version_id or 0, terms), at)
            claims = claims_of(work, whole_seconds(at))
            found += [(instance, claim) for claim in claims for instance in instances.get(own.pk, ())]
    return found


def _terms_of(versions: Iterable[int]) -> dict[int, Terms]:
    found = AgreementVersion.objects.filter(pk__in=versions).defer(*HEAVY) if versions else ()
    return {version.pk: terms_of_version(version) for version in found}


def _work(maintenance: Maintenance, plan: Plan, terms: Terms | None, at: datetime) -> Work:
    planned = Planned(plan.planned_from, plan.planned_until, plan.announced_at)
    is_proved = terms is not None and proof(planned, promised_of(terms, maintenance.kind, plan.announced_at)).is_complete
    begun, ended = maintenance.begun_at, maintenance.ended_at
    return Work(
        maintenance.key,
        maintenance.kind,
        maintenance.is_security,
        whole_seconds(plan.planned_from),
        whole_seconds(plan.planned_until),
        None if begun is None or begun > at else whole_seconds(begun),
        None if ended is None or ended > at else whole_seconds(ended),
        is_proved,
    )

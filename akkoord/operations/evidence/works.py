# SPDX-License-Identifier: EUPL-1.2
"""What maintenance claims of the instances it was about, under the plan that was in force at `at`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.models import HEAVY, AgreementVersion
from akkoord.agreements.terms import Terms
from akkoord.timing.moments import whole_seconds

from ..models import Maintenance, Plan
from ..promised import promised_of
from ..rules.availability import Claim
from ..rules.notice import Planned, proof
from ..rules.works import Work, claims_of


@dataclass(frozen=True)
class RecordedWork:
    """A maintenance with its plan in force, and the instances that it was about. `terms` are those that it remembers."""

    maintenance: Maintenance
    plan: Plan
    instances: tuple[int, ...]
    terms: Terms | None

    def is_proved(self, terms: Terms | None) -> bool:
        """Whether its announcement and its hours kept what it remembers, or what these `terms` say where it remembers nothing."""
        if self.terms is not None:
            return self._is_proved_by_its_own
        return terms is not None and self._is_proved_by(terms)

    @cached_property
    def _is_proved_by_its_own(self) -> bool:
        return self.terms is not None and self._is_proved_by(self.terms)

    def _is_proved_by(self, terms: Terms) -> bool:
        plan = self.plan
        planned = Planned(plan.planned_from, plan.planned_until, plan.announced_at)
        return proof(planned, promised_of(terms, self.maintenance.kind, plan.announced_at)).is_complete

    def claims(self, at: datetime, *, is_proved: bool) -> list[tuple[int, Claim]]:
        """What it claims, each with its instance."""
        claims = claims_of(_work(self.maintenance, self.plan, at, is_proved=is_proved), whole_seconds(at))
        return [(instance, claim) for claim in claims for instance in self.instances]


def read_works(begin: datetime, end: datetime, at: datetime) -> list[RecordedWork]:
    """Every maintenance of a period that was not cancelled by `at`.

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
        own = works[plan.maintenance_id]
        if not plan.is_cancelled:
            found.append(RecordedWork(own, plan, tuple(instances.get(own.pk, ())), versions.get(own.version_id or 0)))
    return found


def _terms_of(versions: Iterable[int]) -> dict[int, Terms]:
    found = AgreementVersion.objects.filter(pk__in=versions).defer(*HEAVY) if versions else ()
    return {version.pk: terms_of_version(version) for version in found}


def _work(maintenance: Maintenance, plan: Plan, at: datetime, *, is_proved: bool) -> Work:
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

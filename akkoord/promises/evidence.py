# SPDX-License-Identifier: EUPL-1.2
"""Figures of promises: what was decided by month, what runs now, what was broken last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from akkoord.cases.models import Case
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Audience

from .models import MonthOfAll, MonthOfOne
from .rules import Counts, Running

ByMonth = dict[str, dict[date, Counts]]
"""Counts by promise and month."""


@dataclass(frozen=True)
class Broken:
    """A clock past its deadline, with its case. `late` in open seconds is left to the page."""

    clock: Clock
    case: Case


def decided(person: Person, agreement_id: int, first: date, last: date, organisation_id: int | None = None) -> ByMonth:
    """What was decided in the months from `first` to `last`: of one organisation, or of all that the person may count.

    One indexed query. For staff all organisations together are one stored row a month; a customer's own are added up.
    """
    if organisation_id is not None or not person.is_staff:
        found = MonthOfOne.objects.visible_to(person).between(agreement_id, first, last)
        return (found.filter(organisation=organisation_id) if organisation_id is not None else found).by_promise()
    return MonthOfAll.objects.between(agreement_id, first, last).by_promise()


def running_now(person: Person, agreement_id: int, at: datetime, organisation_id: int | None = None) -> dict[str, Running]:
    """The clocks that run at `at`, by promise."""
    clocks = Clock.objects.filter(verdict=Verdict.RUNNING, due_at__gte=at, version__agreement=agreement_id)
    if organisation_id is not None:
        clocks = clocks.filter(organisation=organisation_id)
    elif not person.is_staff:
        clocks = clocks.filter(organisation__in=person.scope.organisations)
    at_risk = Count("pk", filter=Q(at_risk_at__lte=at, paused_at=None))
    sums = clocks.order_by().values("promise").annotate(running=Count("pk"), at_risk=at_risk)
    return {row["promise"]: Running(row["running"], row["at_risk"]) for row in sums}


def broken_between(
    person: Person, agreement_id: int, span: tuple[datetime, datetime], organisation_id: int | None = None, most: int = 6
) -> list[Broken]:
    """The clocks whose deadline passed last in the half-open `span`, with the cases that the person may see."""
    clocks = Clock.objects.filter(
        verdict=Verdict.BROKEN, due_at__gte=span[0], due_at__lt=span[1], version__agreement=agreement_id
    ).order_by("-due_at")
    if organisation_id is not None:
        clocks = clocks.filter(organisation=organisation_id)
    found = list(clocks[: most * 2])
    cases = cases_of(person, found)
    return [Broken(clock, cases[clock.subject]) for clock in found if clock.subject in cases][:most]


def cases_of(person: Person, clocks: Sequence[Clock]) -> dict[str, Case]:
    """The cases of these clocks that the person may see, by their key."""
    ids = [int(clock.subject.removeprefix("case:")) for clock in clocks if clock.subject.startswith("case:")]
    return {case.key: case for case in Case.objects.visible_to(person).filter(pk__in=ids).select_related("organisation")}


def at_risk_cases(person: Person, at: datetime, organisation_id: int | None = None, most: int = 6) -> list[Case]:
    """The open cases whose next deadline is at risk, first due first."""
    cases = Case.objects.visible_to(person).open().filter(next_due_at__gte=at, next_at_risk_at__lte=at)
    if organisation_id is not None:
        cases = cases.filter(organisation=organisation_id)
    return list(cases.for_list().order_by("next_due_at", "id")[:most])


def counted_organisations(agreement_id: int, first: date, last: date) -> list[Organisation]:
    """The organisations of which something was decided in those months, by name."""
    ids = MonthOfOne.objects.between(agreement_id, first, last).order_by().values("organisation").distinct()
    return list(Organisation.objects.filter(pk__in=ids).order_by("name"))


def clocks_decided(
    person: Person, promise: str, span: tuple[datetime, datetime], organisation_id: int | None, most: int
) -> list[Broken]:
    """The clocks on a promise that were decided in the half-open `span`, the broken ones first, with the cases that the person may see.

    Of all together (None) the broken ones alone: nobody reads thousands of kept ones.
    """
    begin, end = span
    broken = Q(verdict=Verdict.BROKEN, due_at__gte=begin, due_at__lt=end)
    kept = Q(verdict=Verdict.KEPT, stopped_at__gte=begin, stopped_at__lt=end)
    other = Q(verdict__in=(Verdict.WAIVED, Verdict.NOT_MEASURABLE), started_at__lt=end, due_at__gte=begin)
    clocks = Clock.objects.filter(promise=promise, audience=Audience.SHARED)
    if organisation_id is None:
        clocks = clocks.filter(broken).order_by("-due_at", "pk")
    else:
        clocks = clocks.filter(broken | kept | other, organisation=organisation_id).order_by("verdict", "-due_at", "pk")
    found = list(clocks[:most])
    cases = cases_of(person, found)
    return [Broken(clock, cases[clock.subject]) for clock in found if clock.subject in cases]

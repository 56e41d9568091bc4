# SPDX-License-Identifier: EUPL-1.2
"""The deadlines of cases, for somebody's own calendar: what runs on the cases that they see; for the vendor's people, that they look after."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from akkoord.clocks.models import Clock
from akkoord.clocks.moves import with_moves
from akkoord.clocks.rules import Verdict
from akkoord.people.coming import Due
from akkoord.people.models import Person
from akkoord.scope.rules import Audience

from .models import Case
from .visibility import Cases

if TYPE_CHECKING:
    from akkoord.clocks.moves import Moved

MOST = 300  # cases: more than anybody has before them


def cases_of(person: Person) -> Cases:
    """Open cases whose deadlines concern this person."""
    seen = Case.objects.visible_to(person).open()
    return seen.filter(Q(assignee=person) | Q(organisation__in=person.scope.organisations)) if person.is_staff else seen


def coming_deadlines(person: Person, at: datetime) -> list[Due]:
    """One for each clock that runs; a clock that stands still has no deadline to name."""
    found = cases_of(person).exclude(next_due_at=None).select_related("organisation").order_by("next_due_at", "pk")[:MOST]
    cases = {case.key: case for case in found}
    clocks = Clock.objects.open().filter(subject__in=list(cases), paused_at=None)
    return [_due(clock, cases[clock.subject], person, at) for clock in with_moves(clocks)]


def name_of(case: Case) -> str:
    """What a calendar may say of a case outside the portal: of a confidential one the number alone."""
    return case.number if case.audience == Audience.NAMED_PERSONS else case.subject


def where_of(case: Case, person: Person) -> str:
    """Number, and the organisation for somebody who works for more than one."""
    several = person.is_staff or len(person.scope.organisations) > 1
    return f"{case.number}, {case.organisation.name}" if several and case.organisation else case.number


def _due(clock: Moved, case: Case, person: Person, at: datetime) -> Due:
    rule = next((c for c in case.kind.clocks if c.name == clock.name), None)
    said = {"what": str(rule.label) if rule else clock.name, "case": name_of(case)}
    late = clock.verdict_at(at) == Verdict.BROKEN
    return Due(
        key=f"clock-{clock.pk}",
        at=clock.due_at,
        title=(_("Late: %(what)s, %(case)s") if late else _("%(what)s: %(case)s")) % said,
        path=case.get_absolute_url(),
        set_at=clock.moved_at or clock.started_at,
        text=where_of(case, person),
        changes=max(clock.moves - 1, 0),
    )

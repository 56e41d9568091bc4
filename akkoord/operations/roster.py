# SPDX-License-Identifier: EUPL-1.2
"""Reading the duty roster: who is on duty, who can be, and what the coming weeks hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from akkoord.people.models import Membership, Person
from akkoord.people.rules import OrganisationKind, StaffRole

from .models import Duty
from .rules.roster import Span, gaps

LOOK_AHEAD = timedelta(weeks=6)


def operators() -> list[Person]:
    """Everybody with the role operations, by name."""
    found = Membership.objects.in_force().filter(
        organisation__kind=OrganisationKind.VENDOR, roles__contains=[str(StaffRole.OPERATIONS)]
    )
    return [m.person for m in found.select_related("person").order_by("person__name", "pk")]


def duties_from(at: datetime) -> list[Duty]:
    """Duties that run or come, in order, with their people."""
    return list(Duty.objects.filter(removed_at=None, end__gt=at).select_related("person").order_by("begin"))


def on_duty_at(at: datetime) -> Duty | None:
    """Whose duty it is at a moment."""
    return Duty.objects.filter(removed_at=None, begin__lte=at, end__gt=at).select_related("person").first()


@dataclass(frozen=True)
class Coverage:
    """The roster of the coming weeks: whose it is now, what comes, and where nobody is on duty."""

    now: Duty | None
    duties: list[Duty]
    gaps: list[Span]
    lines: list[tuple[Span | Duty, bool]]  # all of it in order; True for a gap
    until: datetime  # how far was looked; a gap that lasts until then may last longer

    @property
    def next(self) -> Duty | None:
        """The first that has yet to begin."""
        return next((duty for duty in self.duties if duty is not self.now), None)


def coverage(at: datetime) -> Coverage:
    """One query: the roster from now on, and its holes in the coming weeks."""
    duties = duties_from(at)
    holes = gaps([Span(duty.begin, duty.end) for duty in duties], at, at + LOOK_AHEAD)
    lines: list[tuple[Span | Duty, bool]] = [*((duty, False) for duty in duties), *((hole, True) for hole in holes)]
    lines.sort(key=lambda line: line[0].begin)
    now = next((duty for duty in duties if duty.begin <= at), None)
    return Coverage(now, duties, holes, lines, at + LOOK_AHEAD)


def last_handover(at: datetime) -> Duty | None:
    """The newest note that was left, of the last two weeks."""
    since = at - timedelta(weeks=2)
    found = Duty.objects.filter(removed_at=None, handed_over_at__gte=since, handed_over_at__lte=at).select_related("person")
    return found.order_by("-handed_over_at").first()

# SPDX-License-Identifier: EUPL-1.2
"""A believable past: half a year of incidents up to now, most promises kept, some not, and a morning's work waiting."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

from akkoord.agreements.in_force import terms_in_force
from akkoord.audit.wires import silenced
from akkoord.cases.actions import assign_case, make_move
from akkoord.cases.models import Case
from akkoord.clocks.actions import tell_due_clocks
from akkoord.desk.actions import classify_incident, rate_case, report_incident
from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import PortalRole
from akkoord.timing.calendars import Calendar

from .stories import REMARKS, REPLIES, STORIES, Story

WEEKS, CASES = 26, 260
HEARD = timedelta(hours=36)  # what happened longer ago sends no mail when the demonstration is built
Step = tuple[datetime, Callable[[], object]]


class Past:
    """Writes the past up to `now`, the same for the same seed."""

    def __init__(self, now: datetime, seed: int = 11) -> None:
        self.now = now.replace(microsecond=0)
        self.chance = random.Random(seed)
        self.agents = list(Person.objects.filter(memberships__roles__contains=["agent"]).order_by("pk"))
        self.by_organisation = self._submitters()
        self.calendar: Calendar = terms_in_force(None, now).calendar("support")

    def write(self) -> None:
        """Every case in the order in which it was reported."""
        for at in sorted(self._moments()):
            organisation_id = self.chance.choice(list(self.by_organisation))
            submitter = self.chance.choice(self.by_organisation[organisation_id])
            story = self.chance.choice(STORIES)
            self._tell(at, Organisation.objects.get(pk=organisation_id), submitter, story)
        with silenced():
            while tell_due_clocks(by=None, at=self.now - HEARD):
                continue
        while tell_due_clocks(by=None, at=self.now):
            continue

    def _submitters(self) -> dict[int, list[Person]]:
        found: dict[int, list[Person]] = {}
        for membership in (
            Membership.objects.filter(roles__contains=[PortalRole.INCIDENT_SUBMITTER]).select_related("person").order_by("pk")
        ):
            found.setdefault(membership.organisation_id, []).append(membership.person)
        return found

    def _moments(self) -> Iterator[datetime]:
        """Mostly in opening hours, more of them in recent weeks, now and then at night."""
        for _ in range(CASES):
            days = int(abs(self.chance.gauss(0, 0.45)) * 7 * WEEKS) % (7 * WEEKS)
            about = self.now - timedelta(days=days, minutes=self.chance.randrange(30, 900))
            if self.chance.random() < 0.85:
                about = self.calendar.next_opening(about) + timedelta(minutes=self.chance.randrange(0, 420))
            yield min(about, self.now - timedelta(minutes=self.chance.randrange(4, 90)))

    def _tell(self, at: datetime, organisation: Organisation, submitter: Person, story: Story) -> None:
        with self._hearing(at):
            case = report_incident(
                by=submitter,
                at=at,
                organisation=organisation,
                subject=story.subject,
                text=story.text,
                area=story.area,
                category=story.category,
                impact=story.impact,
            )
        for when, do in self._steps(case, story, self.chance.choice(self.agents)):
            if when > self.now:
                return
            with self._hearing(when):
                do()

    def _hearing(self, at: datetime) -> AbstractContextManager[None]:
        return nullcontext() if at > self.now - HEARD else silenced()

    def _steps(self, case: Case, story: Story, agent: Person) -> Iterator[Step]:
        """What the desk and the reporter do, one after the other, within the deadlines or a little past them."""
        submitter = case.reporter
        assert submitter is not None and case.priority is not None  # incidents have both
        answered = self._within(case.opened_at, case.clock("reaction").due_at)
        took = self._between(case.opened_at, answered)
        yield took, lambda: assign_case(case=case, by=agent, at=took, to=agent)
        yield took, lambda: classify_incident(case=case, by=agent, at=took, priority=case.priority or 3)
        asks = self.chance.random() < 0.2
        yield answered, lambda: make_move(case=case, move="ask" if asks else "answer", by=agent, at=answered, text=story.answer)
        at = answered
        if asks:
            at = self._later(answered, 1, 16)
            if self.chance.random() < 0.15:
                return  # still waits for the customer
            replied = at
            yield (
                replied,
                lambda: make_move(case=case, move="reply", by=submitter, at=replied, text="Ja, dat klopt. Graag verder kijken."),
            )
        if story.workaround and self.chance.random() < 0.5:
            around = self._later(at, 1, 24)
            yield around, lambda: make_move(case=case, move="work_around", by=agent, at=around, text=story.workaround)
            at = around
        solved = self._later(at, 1, 60) if case.priority == 3 else self._later(at, 1, 40)
        yield solved, lambda: make_move(case=case, move="resolve", by=agent, at=solved, text=story.solution)
        if self.chance.random() < 0.55:
            rated = self._later(solved, 1, 20)
            stars = self.chance.choices([5, 4, 3, 2], weights=[10, 7, 2, 1])[0]
            yield rated, lambda: rate_case(case=case, by=submitter, at=rated, stars=stars, remark=self.chance.choice(REMARKS))
        elif self.chance.random() < 0.06:
            again = self._later(solved, 4, 30)
            yield again, lambda: make_move(case=case, move="reopen", by=submitter, at=again, text="Het doet zich toch weer voor.")
            done = self._later(again, 2, 20)
            yield done, lambda: make_move(case=case, move="resolve", by=agent, at=done, text=story.solution)
            yield (
                done + timedelta(hours=1),
                lambda: rate_case(case=case, by=submitter, at=done, stars=3, remark=self.chance.choice(REPLIES)),
            )

    def _within(self, start: datetime, due: datetime) -> datetime:
        """A moment before the deadline, or (one in twelve) some opening time after it."""
        room = self.calendar.open_seconds(start, due)
        share = self.chance.uniform(0.05, 0.7) if self.chance.random() < 0.92 else self.chance.uniform(1.1, 1.6)
        return self.calendar.after_open_seconds(start, max(60, int(room * share)))

    def _between(self, start: datetime, end: datetime) -> datetime:
        return self.calendar.after_open_seconds(
            start, int(self.calendar.open_seconds(start, end) * self.chance.uniform(0.2, 0.9))
        )

    def _later(self, at: datetime, least: int, most: int) -> datetime:
        """Some opening hours later."""
        return self.calendar.after_open_seconds(at, self.chance.randrange(least * 3600, most * 3600))

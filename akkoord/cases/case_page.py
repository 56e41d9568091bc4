# SPDX-License-Identifier: EUPL-1.2
"""Everything that the page of a case shows to one reader, fetched once. What they may not do is not in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils.translation import gettext_lazy

from akkoord.people.models import Person
from akkoord.web.refusals import Refusal

from .beside import Beside, beside, moment
from .case_clocks import CaseClock, clocks_of
from .kind import Look, Move, Text
from .models import Case, Link
from .rights import agent, may_add
from .rules import stretches, times_in
from .terms import terms_of
from .timeline import Before, Timeline, timeline_of
from .turn import NextStep, Parts, next_step
from .visibility import FOR_STAFF

HOWS: dict[str, Text] = {
    "same_cause": gettext_lazy("same cause"),
    "follows": gettext_lazy("this one follows from it"),
    "duplicate": gettext_lazy("reported twice"),
}
HOWS_BACK: dict[str, Text] = {"follows": gettext_lazy("follows from this one")}


@dataclass(frozen=True)
class Linked:
    """Another case that belongs to this one, and how."""

    case: Case
    how: str
    is_back: bool


@dataclass(frozen=True)
class Here:
    """Somebody else of the vendor who has the case open."""

    name: str
    since: datetime
    is_writing: bool


@dataclass
class Written:
    """What stands in the composer: a draft, or what was refused, with why."""

    text: str = ""
    tab: str = "reply"
    move: str = ""
    error: str = ""
    once: UUID = field(default_factory=uuid4)
    draft_at: datetime | None = None


@dataclass
class CasePage:
    """One case, as one reader sees it at one moment."""

    case: Case
    person: Person
    at: datetime
    before: Before
    writes: Written | None = None
    explained: str = ""  # the clock whose explanation stands open, by its id, or `all`
    shown_above: set[str] = field(default_factory=set)  # clocks that a filling of CASE_TOP shows itself
    moved_above: set[str] = field(default_factory=set)  # moves that it offers itself

    @cached_property
    def for_vendor(self) -> bool:
        """Which of the two pages it is."""
        return self.person.is_staff and self.case.audience in FOR_STAFF

    @cached_property
    def for_handler(self) -> bool:
        """Whether it is the page of who works on it: of the vendor, or of the organisation itself."""
        return self.for_vendor or self.is_inside

    @cached_property
    def is_inside(self) -> bool:
        """Whether the reader works on it for their own organisation, which the vendor knows nothing of."""
        return self.case.kind.worked_by is not None and agent(self.person, self.case)

    @cached_property
    def offered(self) -> Sequence[Move]:
        """The moves that this reader may make now."""
        return offered_moves(self.case, self.person)

    @cached_property
    def said_moves(self) -> Sequence[Move]:
        """Those that go with a text."""
        return [m for m in self.offered if m.says is not None]

    @cached_property
    def silent_moves(self) -> Sequence[Move]:
        """Those that are one press."""
        return [m for m in self.offered if m.says is None]

    @cached_property
    def answering(self) -> Move | None:
        """The move that a reply of the reporter is: what waits for them, or opening it again. None: it only adds."""
        waits = self.case.state_of.look == Look.CUSTOMER or not self.case.is_open
        return next((m for m in self.said_moves if not m.optional), None) if waits and not self.for_handler else None

    @property
    def other_moves(self) -> Sequence[Move]:
        """The other moves of a reporter, as quiet buttons beside sending."""
        return [m for m in self.said_moves if m is not self.answering and m.name not in self.moved_above]

    @cached_property
    def is_too_late(self) -> bool:
        """Whether a reply comes too late to open the case again, so that it becomes a new one."""
        move = self.answering
        if self.case.is_open or move is None or move.check is None:
            return False
        try:
            move.check(self.case, terms_of(self.case), self.at)
        except Refusal:
            return True
        return False

    @cached_property
    def may_write(self) -> bool:
        """Whether there is a composer."""
        if self.case.merged_into_id or not may_add(self.person, self.case):
            return False
        return self.for_handler or self.case.is_open or self.answering is not None

    @cached_property
    def may_note(self) -> bool:
        """Whether internal notes, assigning, linking and merging are there."""
        return self.for_handler and agent(self.person, self.case)

    @cached_property
    def timeline(self) -> Timeline:
        """What was said and happened, with the names that the page needs."""
        return timeline_of(self.case, self.person, before=self.before, files=self.beside.files)

    @cached_property
    def beside(self) -> Beside:
        """What hangs on the case beside its conversation."""
        return beside(self.case, self.person, self.at)

    @cached_property
    def followers(self) -> Sequence[tuple[int, str]]:
        """Who follows, with their names."""
        return [(row["id"], row["name"]) for row in self.beside.followers]

    @cached_property
    def follows(self) -> bool:
        """Whether the reader follows."""
        return any(pk == self.person.pk for pk, _name in self.followers)

    @cached_property
    def clocks(self) -> Sequence[CaseClock]:
        """All rounds of all clocks."""
        return clocks_of(
            self.case,
            at=self.at,
            deadlines=self.beside.deadlines,
            with_customer=self.with_customer,
            for_vendor=self.for_vendor,
            explained=self.explained,
        )

    @property
    def clocks_below(self) -> Sequence[CaseClock]:
        """The clocks that are not shown above already."""
        return [c for c in self.clocks if not (c.is_open and c.name in self.shown_above)]

    @cached_property
    def with_customer(self) -> Sequence[tuple[datetime, datetime]]:
        """When the case waited for the customer; known where the whole timeline is on the page."""
        if self.timeline.earlier or not self.timeline.is_latest:
            return ()
        return times_with_customer(self.case, self.timeline, self.at)

    @cached_property
    def next(self) -> NextStep:
        """Whose turn it is."""
        return next_step(
            Parts(
                case=self.case,
                person=self.person,
                reader_is_vendor=self.for_handler,
                clocks=self.clocks,
                at=self.at,
                may_write=self.may_write,
                reopens=self.answering is not None and not self.is_too_late,
                merged_into=getattr(self.case, "merged_number", None) or "",
            )
        )

    @cached_property
    def links(self) -> Sequence[Linked]:
        """The cases that belong to this one, as far as the reader may see them."""
        if not self.beside.has_links:
            return []
        rows = (
            Link.objects.filter(Q(case=self.case) | Q(other=self.case)).order_by("pk").values_list("case_id", "other_id", "how")
        )
        pairs = [(other if one == self.case.pk else one, how, one != self.case.pk) for one, other, how in rows]
        cases = Case.objects.visible_to(self.person).in_bulk([pk for pk, _how, _back in pairs])
        return [Linked(cases[pk], how, back) for pk, how, back in pairs if pk in cases]

    @property
    def hows(self) -> Sequence[tuple[str, Text]]:
        """The ways in which cases belong together, to choose from."""
        return list(HOWS.items())

    def how(self, linked: Linked) -> Text:
        """How the other case belongs to this one, in words."""
        return HOWS_BACK.get(linked.how, "") if linked.is_back and linked.how in HOWS_BACK else HOWS.get(linked.how, linked.how)

    @cached_property
    def hearers(self) -> str:
        """Who also hears of an answer by e-mail, by first name."""
        people = [self.case.reporter.name] if self.case.reporter else [self.case.reporter_name]
        names = [*people, *(name for pk, name in self.followers if pk not in (self.person.pk, self.case.reporter_id))]
        return ", ".join(name.split(" ")[0] for name in names if name)

    @cached_property
    def written(self) -> Written:
        """What stands in the composer: what was just refused, or the newest draft."""
        if self.writes is not None:
            return self.writes
        drafts = self.beside.drafts if self.may_write else []
        if not drafts:
            return Written()
        newest = drafts[0]
        return Written(text=newest["text"], tab=newest["place"].rpartition("/")[2], draft_at=moment(newest["at"]))

    @cached_property
    def others_here(self) -> Sequence[Here]:
        """Who else of the vendor has the case open."""
        return [Here(row["name"], moment(row["since"]), row["writing"]) for row in self.beside.others]


def offered_moves(case: Case, person: Person) -> list[Move]:
    """The moves that the page of the case offers this person from the state that the case is in."""
    if case.merged_into_id:
        return []
    return [m for m in case.kind.moves if case.state in m.start and not m.has_form and m.by(person, case)]


def times_with_customer(case: Case, timeline: Timeline, at: datetime) -> list[tuple[datetime, datetime]]:
    """When the case waited for its customer, from the events of its whole timeline."""
    to = {m.announces.name(): m.to for m in case.kind.moves}
    changes = sorted((e.at, to[e.name]) for e in timeline.events if e.name in to)
    waiting = [s.id for s in case.kind.states if s.look == Look.CUSTOMER]
    return times_in(waiting, stretches(case.kind.initial, case.opened_at, changes, case.closed_at or at))

# SPDX-License-Identifier: EUPL-1.2
"""What a kind of case declares. A frozen value, read by the kernel and by people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise as LazyText

from akkoord.people.rules import Role, StaffRole
from akkoord.scope.rules import Audience
from akkoord.web.clock_view import ClockWords

from .events import CaseFact

if TYPE_CHECKING:
    from django.db.models import Model, Q

    from akkoord.agreements.terms import Terms
    from akkoord.people.models import Person

    from .models import Case
    from .turn import NextStep, Parts

Text = str | LazyText


class Reach(StrEnum):
    """Which cases of a kind a role sees."""

    OWN = "own"  # reported by oneself, or at the vendor assigned to oneself
    EVERY = "every"


class Look(StrEnum):
    """How a state looks; the word always stands beside it."""

    NEW = "new"
    PROGRESS = "progress"
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    CLOSED = "closed"


class Purpose(StrEnum):
    """What a message is for."""

    REPORT = "report"
    ADDITION = "addition"
    ANSWER = "answer"
    QUESTION = "question"
    WORKAROUND = "workaround"
    SOLUTION = "solution"
    NOTE = "note"
    DECISION = "decision"
    CONTACT = "contact"
    REVIEW = "review"


class TermsOf(StrEnum):
    """Whose agreement a kind runs on."""

    CONTRACT = "contract"  # what the organisation signed with the vendor
    OWN = "own"  # the organisation's internal agreement
    VENDOR = "vendor"  # the vendor's current one, without a contract
    PARTNERSHIP = "partnership"  # the partner programme: as the organisation signed it, before that as it is published


@dataclass(frozen=True)
class StateOf:
    """One state of a kind: its stable id, its word, its look, and whether a case in it is open."""

    id: str
    label: Text
    look: Look
    is_open: bool = True


Right = Callable[["Person", "Case"], bool]


def clockwork(person: Person, case: Case) -> bool:
    """Nobody: only the program itself, which acts without a person."""
    return False


@dataclass(frozen=True)
class Move:
    """A change of state: from where, to where, who may, what it asks, what it announces.

    `noun` is its address (`POST /cases/INC-1/reopening`). `says` is the purpose of the text that goes with it, required
    unless `optional`. With `assigns`, whoever makes it becomes responsible where nobody is yet. `check` raises a `Refusal` where a figure of the agreement stands in the way.
    `needs` raises one where the case itself still lacks something.
    A move that asks more than a text `has_form`: a page of its own makes it, and the composer does not offer it.
    """

    name: str
    noun: str
    start: Sequence[str]
    to: str
    by: Right
    announces: type[CaseFact]
    label: Text
    says: Purpose | None = None
    optional: bool = False
    assigns: bool = False
    check: Callable[[Case, Terms, datetime], None] | None = None
    has_form: bool = False
    needs: Callable[[Case], None] | None = None


@dataclass(frozen=True)
class ClockRule:
    """Which facts start, stop, resume or end a clock. How long it may run is in the agreement."""

    name: str
    label: Text
    starts: type[CaseFact]
    stops: Sequence[type[CaseFact]] = ()
    resumes: Sequence[type[CaseFact]] = ()
    ends: Mapping[type[CaseFact], str] = field(default_factory=dict)  # fact -> reason for *waived*
    facts: Callable[[Any], dict[str, object]] | None = None  # what the fact itself says, over the case's own
    words: ClockWords = field(default_factory=ClockWords)  # what the clock asks for, with `{moment}`


@dataclass(frozen=True)
class Line:
    """What an event says on the timeline, and the subject of the mail about it (none: no mail)."""

    icon: str
    text: Text
    mail: Text | None = None


@dataclass(frozen=True)
class Sight:
    """Which cases of the own organisations somebody sees besides those that portal roles give: one decision, for many and for one."""

    many: Callable[[Person], Q]
    one: Right


@dataclass(frozen=True)
class Workers:
    """Who of the organisation itself works on a kind that the vendor knows nothing of: one decision, for one case and for many people."""

    one: Right
    many: Callable[[Case], Sequence[Person]]


@dataclass(frozen=True)
class Kind:
    """One kind of case, whole."""

    name: str
    prefix: str
    label: Text
    audience: Audience
    states: Sequence[StateOf]
    reported_by: Sequence[Role]
    seen_by: Mapping[Role, Reach]
    opens_with: type[CaseFact]
    moves: Sequence[Move]
    lines: Mapping[type[Any], Line]
    clocks: Sequence[ClockRule] = ()
    terms: TermsOf = TermsOf.CONTRACT
    detail: type[Model] | None = None
    facts: Callable[[Case], dict[str, object]] | None = None  # what the agreement's conditions may ask
    template: str = "cases/parts/no_detail.html"
    has_parties: bool = False
    handled_by: Sequence[StaffRole] = ()  # who of the vendor works on it; empty: the desk
    also_seen: Sight | None = None  # cases that somebody sees by what they are within the organisation, beside the roles
    worked_by: Workers | None = None  # who of the organisation works on it; the vendor does, unless it says so
    agreement_page: str = "/agreement"  # where the agreement that it runs on stands
    from_vendor: bool = False  # the vendor's people open it, so that what its reporter says is the vendor's word
    says_next: Callable[[Parts], NextStep | None] | None = None  # whose turn it is while open, where the kind says that itself

    @property
    def initial(self) -> str:
        """The state a case begins in."""
        return self.states[0].id

    @property
    def open_states(self) -> list[str]:
        """Ids of the states in which there is still something to do."""
        return [s.id for s in self.states if s.is_open]

    def state(self, state_id: str) -> StateOf:
        """The state with this id."""
        return next(s for s in self.states if s.id == state_id)

    def move(self, name: str) -> Move:
        """The move with this name; KeyError when the kind has none."""
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(f"{self.name} has no move {name!r}; it has {', '.join(m.name for m in self.moves)}")

    def clock(self, name: str) -> ClockRule:
        """The rule of a clock by its name."""
        return next(c for c in self.clocks if c.name == name)


_kinds: dict[str, Kind] = {}


def declare(*kinds: Kind) -> None:
    """Make kinds known to the kernel; called by `site/wiring.py`."""
    for kind in kinds:
        _kinds[kind.name] = kind


def undeclare(*kinds: Kind) -> None:
    """Forget kinds that a test declared."""
    for kind in kinds:
        _kinds.pop(kind.name, None)


def kind_named(name: str) -> Kind:
    """The kind with this name."""
    return _kinds[name]


def all_kinds() -> list[Kind]:
    """Every declared kind."""
    return list(_kinds.values())

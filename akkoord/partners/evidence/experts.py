# SPDX-License-Identifier: EUPL-1.2
"""What is known of a partner's experts: exams, attendance, references, experience. partner:dienstverlenend, partner:expert"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from akkoord.clocks.rules import Verdict

from ..exam_stands import ExpertStand, exam_stands
from ..figures import figures_at
from ..models import Attendance, Expert, Gathering, Reference, ReferenceRequest
from ..rules.exams import Outcome
from ..rules.gatherings import GatheringKind, Held, attendance_stand, presenting_stand
from ..rules.requirements import Evidence, Facts
from ..wording.experts import OUTCOMES
from .asked import Asked, Source

EVENTS = (GatheringKind.KICK_OFF, GatheringKind.PARTNER_EVENT, GatheringKind.EXPERT_DAY)


def exams_passed(asked: Asked) -> Facts | None:
    """By when the next of the experts must pass; broken from the first whose exam lapsed."""
    stands = exam_stands(_experts(asked), asked.at)
    if not stands:
        return None
    behind = tuple(s.expert.person.name for s in stands if s.stand.verdict is Verdict.BROKEN)
    first = min(stands, key=lambda s: s.stand.due or date.max)
    missed = tuple(s.expert.person.name for s in stands if _was_missed(s))
    return Facts(
        holds=False if behind else None,
        since_on=first.stand.newest.on if first.stand.newest else figures_at(asked.at).day(first.expert.began_at),
        due_on=first.stand.due,
        is_missed=bool(missed),
        missing=behind or missed,
        evidence=tuple(_result(s) for s in stands if s.stand.newest is not None),
    )


def attended(*kinds: GatheringKind) -> Source:
    """Whether every expert was at one of these since the period began."""

    def source(asked: Asked) -> Facts | None:
        experts, held = _experts(asked), _held(asked, kinds)
        if not experts:
            return None
        stand = attendance_stand(held.values(), wanted=[e.pk for e in experts], since=_since(asked), today=asked.today)
        counts = Counter(pk for gathering in _past(asked, held) for pk in gathering.came)
        return Facts(
            value=Decimal(min(counts[e.pk] for e in experts)),
            holds=False if stand.verdict is Verdict.BROKEN else None,
            missing=_names(experts, stand.absent),
            evidence=_gatherings(held),
        )

    return source


def presented(asked: Asked) -> Facts | None:
    """At how many partner events somebody of theirs presented."""
    experts, held = _experts(asked), _held(asked, [GatheringKind.PARTNER_EVENT])
    if not experts:
        return None
    own = {e.pk for e in experts}
    stand = presenting_stand(held.values(), wanted=own, since=_since(asked), today=asked.today)
    count = sum(1 for gathering in _past(asked, held) if gathering.presented & own)
    return Facts(value=Decimal(count), holds=False if stand.verdict is Verdict.BROKEN else None, evidence=_gatherings(held))


def meetings(asked: Asked) -> Facts:
    """How many progress meetings there were with this partner."""
    held = _held(asked, [GatheringKind.PROGRESS_MEETING])
    return Facts(value=Decimal(len(_past(asked, held))), evidence=_gatherings(held))


def recommended(asked: Asked) -> Facts | None:
    """How many published references the expert with the fewest has."""
    published = Reference.objects.published().filter(organisation=asked.organisation_id).select_related("expert__person")
    return _least(asked, [(r.expert_id, f"{r.expert.person.name}: {r.customer}", asked.day(r.given_at)) for r in published])


def references_asked(asked: Asked) -> Facts | None:
    """How many customers the expert who asked fewest asked for a reference in the period."""
    requests = ReferenceRequest.objects.filter(organisation=asked.organisation_id).select_related("expert__person")
    found = [(r.expert_id, f"{r.expert.person.name}: {r.customer}", asked.day(r.asked_at)) for r in requests]
    return _least(asked, [row for row in found if asked.period is None or asked.period.has(row[2])])


def days_at_customers(asked: Asked) -> Facts | None:
    """The days a week of the expert who works least with the product."""
    return _smallest(asked, lambda expert: Decimal(expert.days_a_week))


def years_of_experience(asked: Asked) -> Facts | None:
    """The whole years of the expert who has fewest."""
    return _smallest(asked, lambda expert: Decimal(_years(expert.experience_since, asked.today)))


def focused(asked: Asked) -> Facts | None:
    """Whether every expert names an industry or segment."""
    experts = _experts(asked)
    without = tuple(e.person.name for e in experts if not e.industry)
    shown = tuple(Evidence(f"{e.person.name}: {e.industry}") for e in experts if e.industry)
    return Facts(holds=not without, missing=without, evidence=shown) if experts else None


def _experts(asked: Asked) -> list[Expert]:
    found = Expert.objects.in_force().filter(organisation=asked.organisation_id, began_at__lte=asked.at)
    return list(found.select_related("person"))


def _since(asked: Asked) -> date:
    return asked.period.first if asked.period is not None else asked.partner.since


def _held(asked: Asked, kinds: Collection[GatheringKind]) -> dict[Gathering, Held]:
    """The gatherings of these kinds in the period, with who of this partner was there."""
    figures = figures_at(asked.at)
    found = Gathering.objects.filter(kind__in=[str(k) for k in kinds], cancelled_at=None, planned_at__lte=asked.at)
    found = found.filter(organisation=asked.organisation_id) if GatheringKind.PROGRESS_MEETING in kinds else found
    rows = list(Attendance.objects.filter(gathering__in=found, organisation=asked.organisation_id, came=True))
    held = {}
    for gathering in found.order_by("starts_at"):
        day = figures.day(gathering.starts_at)
        if asked.period is not None and not asked.period.has(day):
            continue
        there = [row for row in rows if row.gathering_id == gathering.pk]
        is_known = gathering.held_at is not None and gathering.held_at <= asked.at
        held[gathering] = Held(
            day, is_known, frozenset(row.expert_id for row in there), frozenset(row.expert_id for row in there if row.presents)
        )
    return held


def _past(asked: Asked, held: dict[Gathering, Held]) -> list[Held]:
    return [gathering for gathering in held.values() if gathering.is_written_down and gathering.on <= asked.today]


def _gatherings(held: dict[Gathering, Held]) -> tuple[Evidence, ...]:
    return tuple(Evidence(gathering.title, each.on) for gathering, each in held.items())


def _names(experts: Iterable[Expert], pks: Collection[int]) -> tuple[str, ...]:
    return tuple(e.person.name for e in experts if e.pk in pks)


def _was_missed(each: ExpertStand) -> bool:
    newest = each.stand.newest
    return newest is not None and newest.outcome is not Outcome.PASSED


def _result(each: ExpertStand) -> Evidence:
    newest = each.stand.newest
    assert newest is not None  # asked by the caller
    said = _("%(who)s: %(outcome)s") % {"who": each.expert.person.name, "outcome": OUTCOMES[newest.outcome]}
    return Evidence(said, newest.on)


def _least(asked: Asked, rows: list[tuple[int, str, date]]) -> Facts | None:
    experts = _experts(asked)
    if not experts:
        return None
    counts = Counter(pk for pk, _text, _on in rows)
    without = tuple(e.person.name for e in experts if not counts[e.pk])
    shown = tuple(Evidence(text, on) for _pk, text, on in rows)
    return Facts(value=Decimal(min(counts[e.pk] for e in experts)), missing=without, evidence=shown)


def _smallest(asked: Asked, figure: Callable[[Expert], Decimal]) -> Facts | None:
    experts = _experts(asked)
    if not experts:
        return None
    shown = tuple(Evidence(f"{e.person.name}: {figure(e)}") for e in experts)
    return Facts(value=min(figure(e) for e in experts), evidence=shown)


def _years(since: date, today: date) -> int:
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))

# SPDX-License-Identifier: EUPL-1.2
"""Report a breach of the code in confidence, hear the other side, decide. partner:gedragscode"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from akkoord.cases.actions import hand_on_case, lock, make_move, open_case, tell
from akkoord.cases.models import Case
from akkoord.cases.refusals import CannotMove, NotAllowed
from akkoord.clocks.rules import Verdict
from akkoord.people.models import Organisation, Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..confidants import decider_left, deciders, hearable
from ..events.confidential import OtherDeciderNamed
from ..kinds.confidential import ANSWERED, BREACH_REPORT, CLOSED, HEARING, HEARING_OF, NEW, decider_of
from ..models.confidential import BreachReportDetail, HearingDetail
from ..models.partners import Partner
from ..refusals.confidential import BothSidesFirst, DeciderStays, HeardAlready, NoDecider, NotTheirs


@transaction.atomic
def report_breach(
    *,
    organisation: Organisation | None,
    partner: Partner,
    decider: Person,
    rule: str,
    text: str,
    by: Person,
    at: datetime,
    once: UUID | None = None,
) -> Case:
    """Report in confidence that a partner breaks the code: known to `by` and `decider` alone. `organisation` is the reporter's own.

    A form sent twice (`once`) is one report. Raises NotAllowed, NoDecider, NothingSaid, FormUsed.
    """
    if decider.pk not in {person.pk for person in deciders(by)}:
        raise NoDecider
    return open_case(
        kind=BREACH_REPORT, by=by, at=at, organisation=organisation, subject=_("Confidential report"), text=text,
        persons=[by.pk, decider.pk], detail={"partner": partner, "partner_name": partner.name, "decider": decider, "rule": rule}, once=once,
    )  # fmt: skip


@transaction.atomic
def name_other_decider(*, report: Case, decider: Person, by: Person, at: datetime) -> None:
    """The reporter lets another colleague of the vendor decide, because the one before no longer can.

    That one reads from now on what the one before could read, of the hearings too; the one before nothing more. Who was
    heard is told nothing of it: it would say that the reporter did something. Raises NotAllowed, CannotMove, DeciderStays,
    NoDecider.
    """
    held = lock(report, by=by, at=at)
    if held.kind_name != BREACH_REPORT.name or by.pk not in held.persons or not held.is_reported_by(by):
        raise NotAllowed
    if not held.is_open:
        raise CannotMove
    if not decider_left(held):
        raise DeciderStays
    if decider.pk not in {person.pk for person in deciders(by)}:
        raise NoDecider
    gone = decider_of(held)
    with scoped(SYSTEM):  # notes and hearings are not the reporter's to read
        held = hand_on_case(case=held, person=gone, successor=decider, by=by, at=at)
        BreachReportDetail.objects.filter(case=held).update(decider=decider)
        for hearing in Case.objects.filter(hearing__report=held):
            hand_on_case(case=hearing, person=gone, successor=decider, by=by, at=at)
        HearingDetail.objects.filter(report=held).update(decider=decider)
        tell(case=held, fact=OtherDeciderNamed(case_id=held.pk), by=by, at=at)
    report.refresh_from_db()


@transaction.atomic
def hear_other_side(*, report: Case, whom: Person, text: str, by: Person, at: datetime, once: UUID | None = None) -> Case:
    """Ask somebody of the partner for their side, in a case of its own: they do not learn who reported, nor the words.

    Raises NotAllowed, CannotMove (decided or withdrawn), NotTheirs, HeardAlready, NothingSaid, FormUsed.
    """
    held = _held(report, by)
    if held.state not in (NEW, HEARING):
        raise CannotMove
    partner = held.breach_report.partner
    if whom.pk not in {person.pk for person in hearable(partner, held.reporter_id)}:
        raise NotTheirs
    known = Case.objects.filter(hearing__report=held, hearing__heard=whom)
    if known.exclude(once=once).exists() if once else known.exists():
        raise HeardAlready
    hearing = open_case(
        kind=HEARING_OF, by=by, at=at, organisation=partner.organisation, subject=_("Your side, in confidence"), text=text,
        persons=[by.pk, whom.pk], detail={"report": held, "heard": whom, "decider": by}, once=once,
    )  # fmt: skip
    if not hearing.is_repeated:
        make_move(case=held, move="hear", by=by, at=at)
    return hearing


@transaction.atomic
def decide_report(*, report: Case, is_breach: bool, text: str, told: str, by: Person, at: datetime) -> None:
    """Decide once the other side was heard: `text` is what the reporter reads, `told` what whoever was heard reads.

    Raises NotAllowed, CannotMove, BothSidesFirst (nobody was heard yet who answered, or whose time has passed), NothingSaid.
    """
    held = _held(report, by)
    hearings = list(Case.objects.filter(hearing__report=held))
    if not any(case.state == ANSWERED or case.clock("answer").verdict_at(at) is Verdict.BROKEN for case in hearings):
        raise BothSidesFirst
    for hearing in hearings:
        if hearing.state != CLOSED:
            make_move(case=hearing, move="close", by=by, at=at, text=told)
    make_move(case=held, move="find_breach" if is_breach else "find_none", by=by, at=at, text=text)


def _held(report: Case, by: Person) -> Case:
    """The report, held until the transaction ends. Raises NotAllowed."""
    held = Case.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if held.kind_name != BREACH_REPORT.name or by.pk not in held.persons or decider_of(held).pk != by.pk:
        raise NotAllowed
    return held

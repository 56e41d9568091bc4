# SPDX-License-Identifier: EUPL-1.2
"""The yearly check: every requirement as it stands, the partner's answer, and the decision. partner:*"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.cases.actions import make_move, open_case
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.people.models import Person

from ..judging import Requirement, judged_requirements
from ..kinds.checks import PARTNER_CHECK
from ..models.checks import CheckLine, CheckRemark
from ..models.partners import Partner
from ..programme import today_of
from ..refusals.applications import CheckedThisYear, CheckOpen
from ..refusals.partners import EndedAlready
from ..rights import check_manager


@transaction.atomic
def start_check(*, partner: Partner, text: str, by: Person, at: datetime, once: UUID | None = None) -> Case:
    """Put every requirement before the partner, as it stands now. Once a year; one after the other.

    Raises NotAllowed, EndedAlready, CheckOpen, CheckedThisYear, NothingSaid, FormUsed.
    """
    check_manager(by)
    if once is not None and (known := Case.objects.filter(once=once, reporter=by).first()) is not None:
        return known
    held = Partner.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=partner.pk)
    today = today_of(at)
    if not held.is_partner_on(today):
        raise EndedAlready
    if held.checks.filter(case__closed_at=None).exists():
        raise CheckOpen
    if held.checks.filter(year=today.year).exists():
        raise CheckedThisYear
    with translation.override("nl"):
        subject = _("Yearly check %(year)s") % {"year": today.year}
    case = open_case(
        kind=PARTNER_CHECK, by=by, at=at, organisation=held.organisation, subject=subject, text=text,
        detail={"partner": held, "year": today.year}, once=once,
    )  # fmt: skip
    _write_lines(case, held, by=by, at=at)
    return case


@transaction.atomic
def answer_check(
    *, case: Case, text: str, remarks: Mapping[int, str], by: Person, at: datetime, once: UUID | None = None
) -> None:
    """The partner says what it thinks of it, and of single lines (by key). Raises NotAllowed, CannotMove, NothingSaid."""
    make_move(case=case, move="answer", by=by, at=at, text=text, once=once)
    if CheckRemark.objects.filter(line__case=case).exists():
        return  # the form was sent twice
    lines = {line.pk: line for line in case.check_lines.filter(round=1)}
    for pk, said in remarks.items():
        if pk in lines and said.strip():
            CheckRemark.objects.create(line=lines[pk], organisation_id=lines[pk].organisation_id, text=said.strip(), at=at, by=by)


@transaction.atomic
def decide_check(*, case: Case, move: str, text: str, by: Person, at: datetime, once: UUID | None = None) -> None:
    """Ask for improvement (`improve`), go on together (`continue`) or end (`end`), with every requirement as it stands then.

    Raises NotAllowed, CannotMove, NothingSaid.
    """
    check_manager(by)
    if move not in ("improve", "continue", "end"):
        raise NotAllowed
    state = case.state
    make_move(case=case, move=move, by=by, at=at, text=text, once=once)
    if case.state != state:
        _write_lines(case, case.partner_check.partner, by=by, at=at)


def _write_lines(case: Case, partner: Partner, *, by: Person, at: datetime) -> None:
    last = case.check_lines.order_by("-round").values_list("round", flat=True).first() or 0
    CheckLine.objects.bulk_create(
        _line(case, partner, last + 1, place, each, at) for place, each in enumerate(judged_requirements(partner, at), 1)
    )


def _line(case: Case, partner: Partner, number: int, place: int, each: Requirement, at: datetime) -> CheckLine:
    judged = each.judged
    evidence = [{"text": e.text, "on": e.on.isoformat() if e.on else "", "path": e.path} for e in judged.facts.evidence]
    return CheckLine(
        case=case, organisation_id=partner.organisation_id, round=number, place=place, requirement=each.said.id,
        words=each.said.promise.text.model_dump(), verdict=str(judged.verdict), value=judged.value, bound=judged.bound.number,
        is_most=judged.bound.at_most is not None, due_on=judged.due_on, evidence=evidence,
        missing=list(judged.facts.missing), judged_at=at,
    )  # fmt: skip

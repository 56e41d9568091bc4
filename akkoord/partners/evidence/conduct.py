# SPDX-License-Identifier: EUPL-1.2
"""Who accepted the code of conduct, and whether assignments are told of in time. partner:gedragscode

A confidential report is no evidence here: nobody but the named persons may know of it.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from akkoord.clocks.rules import Verdict
from akkoord.people.models import Membership
from akkoord.timing.durations import parse_duration

from ..assignment_stands import assignment_stands
from ..code import code_at
from ..figures import figures_at
from ..models import Acceptance, Assignment, CodeVersion
from ..rules.conduct import AcceptanceStand, acceptance_stand
from ..rules.requirements import Evidence, Facts
from ..wording.experts import day_words
from .asked import Asked


def code_kept(asked: Asked) -> Facts | None:
    """Whether everybody of the partner accepted the version in force, by when they must."""
    version = code_at(asked.at)
    if version is None:
        return None
    accepted = list(
        Acceptance.objects.filter(organisation=asked.organisation_id, version=version, at__lte=asked.at).select_related("person")
    )
    members = list(Membership.objects.in_force().filter(organisation=asked.organisation_id).select_related("person"))
    stand = stand_of(version, members, accepted, asked)
    names = tuple(m.person.name for m in members if m.person_id in stand.missing)
    shown = tuple(
        Evidence(_("%(who)s accepted version %(number)s") % {"who": a.person.name, "number": version.number}, asked.day(a.at))
        for a in accepted
    )
    if stand.verdict is Verdict.KEPT:
        return Facts(holds=True, evidence=shown)
    is_late = stand.verdict is Verdict.BROKEN
    return Facts(
        holds=False if is_late else None,
        since_on=version.effective_on,
        due_on=stand.due_on,
        is_missed=True,
        missing=names,
        evidence=shown,
    )


def stand_of(version: CodeVersion, members: list[Membership], accepted: list[Acceptance], asked: Asked) -> AcceptanceStand:
    """How a version stands with these members; who came later has as long as the others had."""
    day = figures_at(asked.at).day
    return acceptance_stand(
        [(m.person_id, day(m.created_at)) for m in members],
        [a.person_id for a in accepted],
        effective_on=version.effective_on,
        within=parse_duration(version.accept_within),
        today=asked.today,
    )


def status_told(asked: Asked) -> Facts | None:
    """Whether each assignment that runs was told of in time, since the year began."""
    found = Assignment.objects.filter(organisation=asked.organisation_id, made_at__lte=asked.at)
    stands = assignment_stands(found, asked.at)
    if not stands:
        return None
    late = [each for each in stands if each.stand.verdict is Verdict.BROKEN]
    dues = [each.stand.due_on for each in stands if each.stand.due_on is not None]
    shown = tuple(
        Evidence(_("%(customer)s: due %(day)s") % {"customer": each.assignment.customer, "day": day_words(due)}, told)
        for each in stands
        for due, told in each.stand.late
    )
    due = min(dues, default=None)
    return Facts(
        holds=False if late else None if due else True,
        since_on=due - timedelta(days=figures_at(asked.at).status_warns) if due else None,
        due_on=due,
        is_missed=any(each.stand.verdict is Verdict.AT_RISK for each in stands),
        missing=tuple(each.assignment.customer for each in late),
        evidence=shown,
    )

# SPDX-License-Identifier: EUPL-1.2
"""How many questions about use and configuration a partner's people asked. partner:dienstverlenend"""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from akkoord.agreements.rules import midnight
from akkoord.cases.kind import Purpose
from akkoord.cases.models import Case, Message
from akkoord.desk.kinds import INCIDENT, LAPSED
from akkoord.desk.rules import QUESTIONS

from ..rules.requirements import Evidence, Facts
from .asked import Asked


def questions_of(asked: Asked) -> QuerySet[Case]:
    """The cases that count, oldest first: as the desk classified them; one that was merged counts with the other.

    What was withdrawn before the vendor said a word asked nothing of it, and does not count; withdrawn later it does.
    """
    found = Case.objects.filter(
        organisation=asked.organisation_id,
        kind_name=INCIDENT.name,
        incident__category__in=sorted(str(category) for category in QUESTIONS),
        merged_into=None,
        opened_at__lte=asked.at,
    ).order_by("opened_at", "pk")
    answered = Message.objects.filter(case=OuterRef("pk"), from_vendor=True).exclude(purpose=Purpose.NOTE)
    found = found.exclude(~Exists(answered), state=LAPSED)
    if asked.period is None:
        return found
    begin, end = midnight(asked.period.first, asked.zone), midnight(asked.period.after, asked.zone)
    return found.filter(opened_at__gte=begin, opened_at__lt=end)


def asked_questions(asked: Asked) -> Facts:
    """So many, with each case."""
    cases = list(questions_of(asked).only("number", "opened_at"))
    shown = tuple(Evidence(case.number, asked.day(case.opened_at), case.get_absolute_url()) for case in cases)
    return Facts(value=Decimal(len(cases)), evidence=shown)

# SPDX-License-Identifier: EUPL-1.2
"""Whether what everybody must read was there in time: deviating hours, outages on the status page. sla:2.2.2, sla:2.2.3"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from akkoord.agreements.document.conditions import chosen_calendar
from akkoord.agreements.models import CalendarException
from akkoord.operations.models import Outage
from akkoord.timing.deadlines import deadline
from akkoord.timing.durations import parse_duration

from ..measuring import Asked
from ..rules import NOTHING_RECORDED, Judged
from .answering import answer, one_by_one

PUBLICATION = "publication"
IMPORTED = "import"


def judge_deviating_hours(asked: Asked) -> Judged:
    """Of each deviating day of the month whether it was published before it began."""
    assert asked.terms.version_id is not None
    begin, end = (moment.astimezone(asked.zone).date() for moment in asked.span)
    agreement = asked.facts.agreements[asked.terms.version_id]
    days = CalendarException.objects.standing().filter(
        agreement=agreement, day__gte=begin, day__lt=end, published_at__lte=asked.at
    )  # fmt: skip
    return one_by_one(asked, reverse("opening_hours"), ((f"deviating_day:{day.pk}", day.moves_deadlines) for day in days))


def judge_publication(asked: Asked) -> Judged:
    """Of each outage that began in the month whether it stood on the status page within the time that is promised.

    Counted from its beginning as established now. What was imported never stood there.
    """
    says = asked.promise.deadline
    assert says is not None
    if says.clock != PUBLICATION:
        return answer(asked, "none", why=NOTHING_RECORDED)
    begin, end = asked.span
    calendar, within = asked.terms.calendar(chosen_calendar(says.calendar, asked.terms.options)), parse_duration(says.within)
    outages = Outage.objects.filter(is_public=True, began_at__gte=begin, began_at__lt=end, opened_at__lte=asked.at)

    def judged() -> Iterator[tuple[str, bool | None]]:
        for outage in outages.exclude(origin=IMPORTED).order_by("began_at", "pk"):
            yield outage.key, outage.opened_at <= deadline(calendar, within, outage.began_at)

    return one_by_one(asked, reverse("status_history", args=[asked.month_code]), judged())

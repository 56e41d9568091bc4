# SPDX-License-Identifier: EUPL-1.2
"""What the pages of one month are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from markupsafe import Markup

from akkoord.timing.moments import moment_at
from akkoord.web.calendar_words import words
from akkoord.web.frame import language
from akkoord.web.moments import duration

from ..evidence import MonthReading
from ..models import Component, ImprovementPlan
from ..rules.availability import Figure, Month, Share
from ..rules.months import Stand
from .chosen import Chosen
from .intervals import intervals_of
from .wording import CAUSES, COUNTS, LOOKS, WHYS, one_share, other_words, share_words
from .year import all_components, visible

DECIMALS = 4


@dataclass(frozen=True)
class Line:
    """One component in the month's table."""

    component: Component
    figure: Figure
    share: str
    is_counted: bool  # in the share of all together
    is_by_people: bool
    copies: int  # instances whose time is added up


def month_lines(reading: MonthReading, month: Month, chosen: Chosen) -> list[Line]:
    """Each component that the reader may see."""
    by_people = reading.facts.by_people(list(month.slices))
    return [
        Line(
            component=c,
            figure=figure,
            share=share_words(Share(figure.worst, figure.best), DECIMALS),
            is_counted=c.code in reading.own.components,
            is_by_people=c.code in by_people,
            copies=copies_of(month, c.code),
        )
        for c in visible(reading.facts.components, chosen.person)
        if (figure := month.components.get(c.code)) is not None
    ]  # fmt: skip


def copies_of(month: Month, code: str) -> int:
    """How many instances of a component were counted."""
    return len({stay.instance for stay in month.slices if stay.component == code})


def month_facts(reading: MonthReading) -> list[tuple[str, str]]:
    """The figures of all components together, in words."""
    strict = reading.own.strict
    found = [
        (_("All components together"), share_words(reading.share, DECIMALS)),
        (_("Every component at once"), share_words(Share(strict.worst, strict.best), DECIMALS)),
    ]
    if reading.bound is not None:
        found.insert(1, (_("Promised"), _("at least %(share)s") % {"share": one_share(reading.bound, DECIMALS)}))
    found += [(_("Read otherwise"), said) for said in other_words(reading, DECIMALS)]
    found.append((_("Length of the month"), duration(reading.end - reading.begin)))
    if reading.is_running:
        found.append((_("Room left"), duration(reading.room)))
    return found


def headline_of(reading: MonthReading) -> str:
    """The month in one sentence."""
    if reading.why is not None:
        return str(WHYS[reading.why])
    share = share_words(reading.share, DECIMALS)
    said = {
        Stand.KEPT: _("%(share)s of the time everything you count on was there: more than we promise."),
        Stand.BROKEN: _("%(share)s: less than we promise."),
        Stand.OPEN: _("%(share)s: too much was not measured to say whether we kept our promise."),
        Stand.RUNNING: _("%(share)s up to now, and the month is not over."),
        Stand.AT_RISK: _("%(share)s up to now. There is little room left this month."),
    }
    return capfirst(said[reading.stand] % {"share": share})


def published_plan(reading: MonthReading) -> ImprovementPlan | None:
    """What will be done about a month below the bound, where it was published."""
    if reading.agreed.promise is None:
        return None
    plans = ImprovementPlan.objects.filter(month=reading.month, promise=reading.agreed.promise, published_at__isnull=False)
    return plans.first()


def interval_rows(reading: MonthReading, chosen: Chosen, component: Component) -> list[dict[str, Any]]:
    """The intervals of one component, for its page, in order of time."""
    zone, month = ZoneInfo(reading.agreed.zone), all_components(reading, chosen.person)
    has_two_offsets = _offset(reading.begin, zone) != _offset(reading.end, zone)
    titles = {instance.pk: instance.title for instance in reading.facts.instances}
    rows = sorted(intervals_of(month, chosen.person, {component.code}), key=lambda row: (row.begin, row.instance))
    return [
        {
            "instance": titles[row.instance],
            "begin": second(row.begin, zone, with_offset=has_two_offsets),
            "end": second(row.end, zone, with_offset=has_two_offsets),
            "length": exact(row.seconds),
            "look": LOOKS[row.counts_as],
            "counts_as": COUNTS[row.counts_as],
            "cause": CAUSES[row.cause],
            "source": row.source,
            "also": row.also,
        }
        for row in rows
    ]


def second(seconds: int, zone: ZoneInfo, *, with_offset: bool) -> Markup:
    """A moment to the second, with its offset from UTC where the clock changes: "25 okt 02:30:00 (+02:00)"."""
    local = moment_at(seconds, zone)
    text = f"{local.day} {words(language()).months_short[local.month - 1]} {local:%H:%M:%S}"
    offset = f" ({local.isoformat()[-6:]})" if with_offset else ""
    return Markup('<time datetime="{}">{}{}</time>').format(local.isoformat(), text, offset)


def exact(seconds: int) -> str:
    """A length of time to the second: "2:30:00"."""
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def _offset(seconds: int, zone: ZoneInfo) -> object:
    return moment_at(seconds, zone).utcoffset()

# SPDX-License-Identifier: EUPL-1.2
"""What the template of the status page is given."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akkoord.people.models import Person
from akkoord.web.calendar_words import words

from ..models import Maintenance, Outage
from ..slots import STATUS_SIDE
from .picture import in_words, picture
from .reading import DAYS, Scene, Shown
from .wording import IMPACTS, KINDS, STANDINGS, STATES, headline


def page_of(scene: Scene, person: Person | None) -> dict[str, Any]:
    """The context of `operations/status/status.html`."""
    return {
        "scene": scene,
        "headline": headline(scene),
        "groups": [
            (group, [_row(shown) for shown in members])
            for group, members in groupby(scene.components, lambda s: s.component.group)
        ],
        "outages": _first_mine(scene, scene.outages),
        "working": _first_mine(scene, scene.working),
        "coming": [(work, mine, *_leaf(work)) for work, mine in _first_mine(scene, scene.coming)],
        "is_mine": bool(scene.mine),
        "states": STATES,
        "kinds": KINDS,
        "impacts": IMPACTS,
        "figures": [_figures(shown) for shown in scene.components],
        "days": DAYS,
        "beside": STATUS_SIDE.gather(person=person, at=scene.at),
    }


def _row(shown: Shown) -> dict[str, Any]:
    look, word = STANDINGS[shown.standing]
    component = shown.component
    return {
        "name": component.name, "about": component.about, "look": look, "word": str(word), "is_fine": look == "kept",
        "picture": picture(component.name, shown.days), "words": in_words(shown.days),
    }  # fmt: skip


def _figures(shown: Shown) -> tuple[str, ...]:
    """The numbers behind the picture, in minutes."""
    sums = (
        sum(day.down for day in shown.days),
        sum(day.part for day in shown.days),
        sum(day.work for day in shown.days),
        sum(day.unknown for day in shown.days),
    )
    return (shown.component.name, *(_("%(num)d min") % {"num": round(seconds / 60)} for seconds in sums))  # fmt: skip


def _first_mine(scene: Scene, subjects: list[Any]) -> list[tuple[Outage | Maintenance, bool]]:
    """What concerns the reader first, each with whether it does."""
    return sorted(((subject, scene.concerns(subject)) for subject in subjects), key=lambda pair: not pair[1])


def _leaf(work: Any) -> tuple[int, str]:
    """Day and month of its begin, as on the leaf of a calendar."""
    begin = work.planned_from.astimezone(timezone.get_current_timezone())
    return begin.day, words(get_language()).months_short[begin.month - 1]

# SPDX-License-Identifier: EUPL-1.2
"""Mails to whoever is on duty; to everybody of operations where nobody is. Each may run twice."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.notifications.posting import post
from akkoord.web.mail_layout import Letter
from akkoord.web.moments import written
from akkoord.web.said import url

from ..events import WatchWell
from ..models import Crossing, Duty
from ..roster import on_duty_at, operators
from ..rules.watching import Finding, Level
from .words import Line, line_of


def mail_crossing(event: Event) -> None:
    """Something went past its bound, or is well again."""
    crossing = Crossing.objects.get(pk=event.data["crossing_id"])
    kind, _sep, name = crossing.what.partition(":")
    finding = Finding(kind, Level.CROSSED, crossing.value, crossing.bound, name)
    is_well = event.name == WatchWell.name()
    duty = None if kind == "duty" else on_duty_at(event.at)
    people = [duty.person] if duty is not None and duty.person.is_active else operators()
    for person in people:
        post(
            event,
            person,
            lambda: _well(crossing, line_of(finding)) if is_well else _crossed(line_of(finding), on_duty=duty is not None),
        )


def mail_hand_over(event: Event) -> None:
    """What the one before wrote, to whoever is on duty next. Not to themselves."""
    before = Duty.objects.select_related("person").get(pk=event.data["duty_id"])
    following = Duty.objects.select_related("person").filter(pk=event.data["next_id"], removed_at=None).first()
    if following is None or following.person_id in (before.person_id, event.by_id) or not following.person.is_active:
        return
    post(event, following.person, lambda: _handed_over(before, following))


def _handed_over(before: Duty, following: Duty) -> Letter:
    names = {"who": before.person.name, "begin": written(following.begin, "spoken")}
    return Letter(
        subject=_("%(who)s hands the duty over to you") % names,
        heading=_("%(who)s hands the duty over to you") % names,
        paragraphs=[_("You are on duty from %(begin)s.") % names],
        quote=before.handover,
        quoted=before.person.name,
        action=(_("To operations"), settings.BASE_URL + url("operations")),
        closing=_("You get this because you stand in the duty roster."),
    )


def _crossed(line: Line, *, on_duty: bool) -> Letter:
    return Letter(
        subject=_("Look now: %(what)s, %(said)s") % {"what": line.title, "said": line.said},
        heading=line.title,
        paragraphs=[_("This went past its bound. You hear it once, and again when it is well.")],
        facts=_facts([(_("Now"), line.said), (_("Bound"), line.bound)]),
        action=(_("To operations"), settings.BASE_URL + url("operations")),
        closing=_("You get this because you are on duty for operations.")
        if on_duty
        else _("Everybody of operations gets this, because nobody is on duty."),
    )


def _well(crossing: Crossing, line: Line) -> Letter:
    return Letter(
        subject=_("Well again: %(what)s") % {"what": line.title},
        heading=_("Well again: %(what)s") % {"what": line.title},
        paragraphs=[_("It is within its bound again.")],
        facts=_facts([(_("Since"), written(crossing.began_at, "spoken")), (_("Bound"), line.bound)]),
        action=(_("To operations"), settings.BASE_URL + url("operations")),
        closing=_("You get this because you work in operations."),
    )


def _facts(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(word, value) for word, value in pairs if value]

# SPDX-License-Identifier: EUPL-1.2
"""A mail to whoever owns what comes near in the planner; without an owner to the functional administrators. May run twice."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.notifications.posting import post
from akkoord.people.models import Person
from akkoord.web.mail_layout import Letter

from ..models import PlannerEntry
from ..planner_words import KINDS, days_words
from ..planning import is_colleague, planners_of


def mail_entry_coming(event: Event) -> None:
    """Tell what is planned, when, and where it stands. Nothing of what was done or taken away since."""
    entry = PlannerEntry.objects.select_related("owner", "process", "organisation").get(pk=event.data["planner_entry_id"])
    if entry.is_done or entry.removed_at is not None:
        return
    for person in _hearers(entry):
        post(event, person, partial(_letter, entry, event.at, is_owner=person.pk == entry.owner_id), entry.circle)


def _hearers(entry: PlannerEntry) -> list[Person]:
    owner = entry.owner
    if owner is not None and owner.is_active and is_colleague(owner, entry.organisation_id):
        return [owner]
    return planners_of(entry.organisation)


def _letter(entry: PlannerEntry, at: datetime, *, is_owner: bool) -> Letter:
    names = {"title": entry.title, "days": days_words(entry.days, timezone.localtime(at).year)}
    facts = [(_("When"), names["days"]), (_("Kind"), str(KINDS[entry.kind].label))]
    if entry.process is not None:
        facts.append((_("Process"), entry.process.name))
    return Letter(
        subject=_("Coming up: %(title)s, %(days)s") % names,
        heading=entry.title,
        paragraphs=[entry.notes] if entry.notes else [],
        facts=facts,
        action=(_("Open the planner"), settings.BASE_URL + entry.get_absolute_url()),
        closing=_("You get this because it is yours in the planner.")
        if is_owner
        else _("You get this because nobody owns it in the planner, and you look after the planner."),
    )

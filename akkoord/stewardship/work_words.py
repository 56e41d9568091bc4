# SPDX-License-Identifier: EUPL-1.2
"""The work list in words: areas, how often, and how a task stands."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from akkoord.agreements.wording import day_words

from .models import WorkTask
from .rules.work import Area, Due, Every
from .shipped import shipped, words_from

Text = str | Promise

AREAS: dict[Area, Text] = {
    Area.AUTHORISATIONS: gettext_lazy("Authorisations"),
    Area.SITE: gettext_lazy("Site"),
    Area.PROCESSES: gettext_lazy("Processes"),
    Area.MAINTENANCE: gettext_lazy("Upkeep of the set-up"),
    Area.UPDATE_TESTS: gettext_lazy("Tests of updates"),
    Area.COMMUNICATION: gettext_lazy("Communication"),
    Area.SUPPORT: gettext_lazy("Support of colleagues"),
    Area.DESK: gettext_lazy("Contact with the service desk"),
    Area.SYSTEMS: gettext_lazy("Systems and connectors"),
}
EVERY: dict[Every, Text] = {
    Every.ONCE: pgettext_lazy("recurrence", "once"),
    Every.DAILY: gettext_lazy("every working day"),
    Every.WEEKLY: gettext_lazy("every week"),
    Every.MONTHLY: gettext_lazy("every month"),
    Every.QUARTERLY: gettext_lazy("every quarter"),
    Every.YEARLY: gettext_lazy("every year"),
}


def title_of(task: WorkTask) -> str:
    """What the task is called: its own title, or the words of the ready list in the reader's language."""
    return task.title or ready_title(task.key)


def ready_title(key: str) -> str:
    """The words of a ready task. Raises StopIteration for a key that is none."""
    return next(words_from(row) for row in shipped("work")["tasks"] if row["key"] == key).in_language(get_language())


def due_words(due: Due, today: date) -> str:
    """ "for today", "since Mon 16 Nov, missed 3 times", "Fri 27 Nov", "done"."""
    if due.on is None:
        return _("done")
    if not due.is_open:
        return day_words(due.on, today.year)
    if due.since is None or due.since >= today:
        return _("for today")
    since = _("open since %(day)s") % {"day": day_words(due.since, today.year)}
    missed = due.times - (1 if due.on == today else 0)
    if missed < 2:  # once is what "since" says already
        return since
    again = ngettext("missed %(num)d time", "missed %(num)d times", missed) % {"num": missed}
    return f"{since}, {again}"

# SPDX-License-Identifier: EUPL-1.2
"""What phases, levels, tasks and ways on are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import TicketTask
from .rules.tickets import Level, Phase, Sort, Target, Worked

Text = str | Promise

PHASES: dict[Phase, Text] = {
    Phase.REQUEST: _("Request"),
    Phase.INVESTIGATION: _("Investigation"),
    Phase.DECISION: pgettext_lazy("ticket", "Decision"),
    Phase.EXECUTION: _("Execution"),
    Phase.OPTIMISATION: _("Optimisation"),
    Phase.CLOSED: pgettext_lazy("ticket", "Closed"),
}
LEVELS: dict[Level, Text] = {Level.LOW: _("small"), Level.MIDDLE: _("middling"), Level.HIGH: _("large")}
SORTS: dict[Sort, Text] = {Sort.WORK: _("Work"), Sort.TEST: _("Test it"), Sort.COMMUNICATION: _("Tell colleagues")}
WORKED: dict[Worked, Text] = {
    Worked.YES: _("Yes, it works as meant"),
    Worked.PARTLY: _("Partly"),
    Worked.NO: _("No, not enough"),
}
TARGETS: dict[Target, tuple[Text, Text]] = {
    Target.INCIDENT: (_("The vendor's desk"), _("A fault: the software does not do what the manual says. It becomes an incident, with its promises.")),
    Target.SERVICE_MANAGEMENT: (_("Service management"), _("Small set-up work at a fixed price, done from a distance by the vendor.")),
    Target.CONSULTANCY: (_("Consultancy"), _("Larger set-up work, or advice on it: a consultant comes along.")),
    Target.INTEGRATOR: (_("The system integrator"), _("A connector between two programs: your integrator gets it by mail.")),
}  # fmt: skip


def level_word(level: str) -> Text:
    """How much, in a word."""
    return LEVELS[Level(level)]


def task_words(task: TicketTask) -> Text:
    """What a task is called: its own words, or what its sort says."""
    return task.what or SORTS[Sort(task.sort)]

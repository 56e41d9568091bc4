# SPDX-License-Identifier: EUPL-1.2
"""What operations refuse, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal

from .rules.notice import Breach


class NothingStruck(Refusal):
    """An outage or maintenance of no instance at all."""

    code = "nothing_struck"
    message = _("Choose at least one component.")


class TitleMissing(Refusal):
    """A page without a title."""

    code = "title_missing"
    message = _("Give it a title, in Dutch and in English.")


class BadBounds(Refusal):
    """An end before the begin, or a moment that has yet to come."""

    code = "bad_bounds"
    message = _("An outage begins and ends in the past, and ends after it begins.")


class OutageOver(Refusal):
    """It was closed already; perhaps a colleague was first."""

    code = "outage_over"
    message = _("This outage is over; perhaps a colleague was first. Does it come back? Then open a new one.")


class OutageRuns(Refusal):
    """What belongs to the end of an outage, while it still runs."""

    code = "outage_runs"
    message = _("This outage is still running. Close it first.")


class CannotSay(Refusal):
    """A state that an update cannot bring."""

    code = "cannot_say"
    message = _("An update does not close an outage. Closing does, with the moment at which it was over.")


class CannotLessen(Refusal):
    """Somebody alone makes less of an outage than was established."""

    code = "cannot_lessen"
    message = _("Making an outage smaller changes the measured availability. Ask for a correction; a second person decides.")


class CannotCorrect(Refusal):
    """A correction waits already."""

    code = "cannot_correct"
    message = _("A correction of this outage is already waiting for a second person.")


class NothingCorrected(Refusal):
    """A correction that says what holds already."""

    code = "nothing_corrected"
    message = _("This is what is recorded already. Change what is wrong.")


class ReasonMissing(Refusal):
    """A correction, a decision or an exception without a reason."""

    code = "reason_missing"
    message = _("Give a reason. It stays beside what was recorded.")


class NothingToDecide(Refusal):
    """No correction waits; perhaps a colleague was first."""

    code = "nothing_to_decide"
    message = _("No correction is waiting any more; perhaps a colleague was first.")


class SecondPersonNeeded(Refusal):
    """Whoever asked decides."""

    code = "second_person_needed"
    message = _("Somebody else than the one who asked decides about a correction.")


class BadPlan(Refusal):
    """A plan that ends before it begins, is over already, or lies too far away to reckon with."""

    code = "bad_plan"
    message = _("Maintenance ends after it begins, and not before now.")


class PlanRefused(Refusal):
    """A plan that breaks what the agreement promises. `first`: when the same work would do; None when no window holds it."""

    code = "plan_refused"
    message = _("This plan breaks what we promise. Choose another moment, or write why it must be so.")

    def __init__(self, breaches: Sequence[Breach], first: datetime | None) -> None:
        super().__init__()
        self.breaches, self.first = tuple(breaches), first


class PlanChanged(Refusal):
    """It was moved since it was looked at."""

    code = "plan_changed"
    message = _("A colleague moved this maintenance meanwhile. Look at the new moment first.")


class MaintenanceBegan(Refusal):
    """What is only for maintenance that has yet to begin."""

    code = "maintenance_began"
    message = _("This maintenance has begun or was called off; perhaps a colleague was first.")


class MaintenanceNotRunning(Refusal):
    """An end of work that has not begun, or is done."""

    code = "maintenance_not_running"
    message = _("This maintenance is not running; perhaps a colleague was first.")


class BadWork(Refusal):
    """Real work that began or ended in the future, or ended before it began."""

    code = "bad_work"
    message = _("Work begins and ends in the past, and ends after it begins.")

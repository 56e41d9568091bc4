# SPDX-License-Identifier: EUPL-1.2
"""What the duty roster refuses, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class SomebodyOnDuty(Refusal):
    """Two people on duty at once."""

    code = "somebody_on_duty"
    message = _("Somebody is on duty then already. Take that duty away first, or choose another time.")


class NotOfOperations(Refusal):
    """Somebody without the role."""

    code = "not_of_operations"
    message = _("Only people with the role operations can be on duty.")


class DutyEndsTooSoon(Refusal):
    """An end that is not after the begin, or that has passed."""

    code = "duty_ends_too_soon"
    message = _("A duty ends after it begins, and not in the past.")


class DutyOver(Refusal):
    """What was is kept."""

    code = "duty_over"
    message = _("This duty has begun, is over or was taken away; perhaps a colleague was first.")


class NoteMissing(Refusal):
    """A hand-over that says nothing."""

    code = "note_missing"
    message = _("Write what the next one must know, even if that is only: all is well.")


class NothingToRetry(Refusal):
    """A job that is done, is being done, or is not there."""

    code = "nothing_to_retry"
    message = _("This job no longer waits for another try; perhaps a worker was first.")


class WaitsAlready(Refusal):
    """Another job waits that does what this one was to do."""

    code = "waits_already"
    message = _("Another job that does the same waits already; it makes up for this one.")

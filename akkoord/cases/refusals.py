# SPDX-License-Identifier: EUPL-1.2
"""What the kernel refuses, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class NotAllowed(Refusal):
    """The person may not do this."""

    code = "not_allowed"
    message = _("Your roles do not allow this.")


class CannotMove(Refusal):
    """The case is not in a state from which this move starts; perhaps a colleague was first."""

    code = "cannot_move"
    message = _("Meanwhile the case has changed, so this is no longer possible. Look at what happened and choose again.")


class NothingSaid(Refusal):
    """A message without text."""

    code = "nothing_said"
    message = _("Write something first: an empty message helps nobody.")


class TooLong(Refusal):
    """A text over the limit."""

    code = "too_long"
    message = _("The text is longer than 100,000 characters. Add the rest as an attachment.")


class NoAgreement(Refusal):
    """No agreement is in force for the organisation at that moment."""

    code = "no_agreement"
    message = _("There is no agreement in force for this organisation, so nothing can be promised. Ask the vendor's desk.")


class ClosedForGood(Refusal):
    """Reopening after the period that the agreement gives."""

    code = "closed_for_good"
    message = _("This case was closed too long ago to reopen. Your reply becomes a new case, linked to this one.")


class FormUsed(Refusal):
    """The key of this form belongs to a case of somebody else: it was copied, or made up."""

    code = "form_used"
    message = _("This form was sent before. Open it again and send what you wrote once more.")

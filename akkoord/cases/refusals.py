# SPDX-License-Identifier: EUPL-1.2
"""Expected refusals. A view turns one into a message, the API into 409 with its code."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .kind import Text


class Refusal(Exception):
    """Something that may not be done now; nothing was changed. `code` is stable, `message` is for people."""

    code: ClassVar[str] = "refused"
    message: Text = _("This cannot be done now. Nothing was changed.")

    def __init__(self, message: Text | None = None) -> None:
        super().__init__(self.code)
        if message is not None:
            self.message = message


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

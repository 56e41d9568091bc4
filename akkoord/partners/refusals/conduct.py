# SPDX-License-Identifier: EUPL-1.2
"""What is refused about the code of conduct, leads and assignments, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class CodeKnown(Refusal):
    """A version with this number or from this day stands already."""

    code = "code_known"
    message = _("This version of the code of conduct stands already, or another one begins on the same day.")


class NameDiffers(Refusal):
    """The typed name is not that of the one who accepts."""

    code = "name_differs"
    message = _("Type your own name as it stands in your account. Nobody accepts for somebody else.")


class NotInForce(Refusal):
    """The version is not the one in force."""

    code = "code_not_in_force"
    message = _("Meanwhile there is another version of the code of conduct. Read that one.")


class DecidedAlready(Refusal):
    """A colleague decided it."""

    code = "decided_already"
    message = _("This was decided already.")


class ReasonMissing(Refusal):
    """A refusal without a reason."""

    code = "reason_missing"
    message = _("Say why not: the partner reads it.")


class LeadKnown(Refusal):
    """The partner registered this company itself."""

    code = "lead_known"
    message = _("You registered this company already. Go on there.")


class LeadClosed(Refusal):
    """The lead cannot go there from where it is."""

    code = "lead_closed"
    message = _("This lead is not at a point where that is possible.")


class AssignmentBad(Refusal):
    """An assignment that ends before it begins, or whose consultant is not of the vendor."""

    code = "assignment_bad"
    message = _("An assignment has a consultant of ours, and ends on its first day or later.")


class AssignmentOver(Refusal):
    """It has ended, and its last status was told."""

    code = "assignment_over"
    message = _("This assignment has yet to begin or has ended: there is no status to tell.")

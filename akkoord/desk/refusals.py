# SPDX-License-Identifier: EUPL-1.2
"""What the desk refuses, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class CallerNotAuthorised(Refusal):
    """The caller holds no role that lets them report for this organisation. sla:2.2.1"""

    code = "caller_not_authorised"
    message = _("This caller may not report for this organisation. Their administrator gives the role *incident submitter*.")


class PriorityNotOffered(Refusal):
    """A priority that the agreement does not give to this kind of question or this customer."""

    code = "priority_not_offered"
    message = _("The agreement does not give this priority here: questions are always the lowest, and 1 is for First Class.")


class RaiseAlreadyAsked(Refusal):
    """A request that still waits for its assessment."""

    code = "raise_already_asked"
    message = _("A request for a higher priority is already being assessed.")


class NothingToAssess(Refusal):
    """No request waits; perhaps a colleague was first."""

    code = "nothing_to_assess"
    message = _("No request is waiting any more; perhaps a colleague was first.")


class CannotRate(Refusal):
    """Only the reporter rates, and only what is closed."""

    code = "cannot_rate"
    message = _("You can rate a case of your own once it is resolved.")


class TitleTaken(Refusal):
    """Another saved reply has this title."""

    code = "title_taken"
    message = _("There is a saved reply with this title already.")


class OnStatusPage(Refusal):
    """A calamity that belongs to an outage already; perhaps a colleague was first."""

    code = "on_status_page"
    message = _("This calamity stands on the status page already; perhaps a colleague was first.")

# SPDX-License-Identifier: EUPL-1.2
"""What is refused in a management organisation, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class NotAllowed(Refusal):
    """Somebody without the role for it, or of another organisation."""

    code = "not_allowed"
    message = _("Only a functional administrator or the portal administrator of this organisation can do this.")


class NameMissing(Refusal):
    """A process without a name."""

    code = "name_missing"
    message = _("Give it a name.")


class NameTaken(Refusal):
    """Two processes with one name could not be told apart."""

    code = "name_taken"
    message = _("There is already a process with this name.")


class ProcessIsEnded(Refusal):
    """It is history now."""

    code = "process_ended"
    message = _("This process was ended. Add it again to use it.")


class NotAColleague(Refusal):
    """A role is for somebody who has access for this organisation."""

    code = "not_a_colleague"
    message = _("Choose a colleague who has access to this portal. An administrator can invite somebody under Contacts.")


class EverybodyIsUser(Refusal):
    """The role of user is not given. beheer:2"""

    code = "everybody_is_user"
    message = _("Everybody of the organisation is a user; that role need not be given.")

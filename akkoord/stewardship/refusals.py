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


class NotInvestigated(Refusal):
    """A decision without an investigation."""

    code = "not_investigated"
    message = _("Fill in the investigation sheet first: whoever decides must know what it takes and what it brings.")


class TasksOpen(Refusal):
    """Something is still to be done, tested or told."""

    code = "tasks_open"
    message = _("Not all tasks are done. Finish them first, or take away what is not needed.")


class TaskGone(Refusal):
    """The task was done or taken away meanwhile."""

    code = "task_gone"
    message = _("This task was done or taken away meanwhile.")


class IsSetUp(Refusal):
    """A set-up question goes to the desk under no name."""

    code = "is_set_up"
    message = _(
        "The software does what the manual says, so this is a set-up question. The desk is for faults; choose what the guide says."
    )


class NotHereYet(Refusal):
    """Service management and consultancy cannot be asked from here yet."""

    code = "not_here_yet"
    message = _("This cannot be asked from here yet. Ask it where your organisation asks it now; the ticket stays open.")


class NoIntegrator(Refusal):
    """There is no address to send it to."""

    code = "no_integrator"
    message = _("The address of your system integrator is not known yet. Fill it in under Settings of tickets.")


class NoSubmitter(Refusal):
    """An incident is reported by a submitter."""

    code = "no_submitter"
    message = _("Only somebody who may report incidents can pass this on to the desk. A portal administrator gives that role.")


class NoSuchAddress(Refusal):
    """Mail to an address that is nobody's."""

    code = "no_such_address"
    message = _("This address does not take questions. Look up the right one on the portal, under Stewardship.")


class SenderUnknown(Refusal):
    """Mail from somebody who is not of the organisation."""

    code = "sender_unknown"
    message = _("Questions are taken from colleagues with access to the portal, by the address under which they are known there.")

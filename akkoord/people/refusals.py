# SPDX-License-Identifier: EUPL-1.2
"""What is refused about contacts, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class NotAllowed(Refusal):
    """Only the organisation's administrator, or the vendor's, gives and takes access."""

    code = "not_allowed"
    message = _("Only an administrator of this organisation can do this.")


class LastAdministrator(Refusal):
    """There is always at least one administrator. sla:2.2.1"""

    code = "last_administrator"
    message = _("This is the last administrator. Make somebody else administrator first.")


class SubmitterLimitReached(Refusal):
    """The licence gives so many places for incident submitters, and all are taken. sla:2.2.1"""

    code = "submitter_limit_reached"
    message = _("All places for incident submitters are taken. Take the role from somebody first; experts do not count.")


class AlreadyMember(Refusal):
    """This person already belongs to the organisation."""

    code = "already_member"
    message = _("This person is already a contact of this organisation. You can change the roles below.")


class NoLongerMember(Refusal):
    """The membership ended; it is history now."""

    code = "no_longer_member"
    message = _("This person is no longer a contact of this organisation. You can invite them again.")


class RolesDoNotFit(Refusal):
    """No role at all, or a role of the vendor for a customer, or the other way round."""

    code = "roles_do_not_fit"
    message = _("Choose at least one role.")


class AlreadyTakenUp(Refusal):
    """The invitation was taken up: there is a password."""

    code = "already_taken_up"
    message = _("This person has already chosen a password. They can ask for a new one on the sign-in page.")


class ScopesDoNotFit(Refusal):
    """No scope at all, or one that only tokens of somebody else may have."""

    code = "scopes_do_not_fit"
    message = _("Choose at least one thing that this token may do.")


class BadExpiry(Refusal):
    """A token ends, and within a year."""

    code = "bad_expiry"
    message = _("Choose a moment within a year from now.")


class NameMissing(Refusal):
    """A token without a name is one that nobody dares to revoke."""

    code = "name_missing"
    message = _("Say which program this token is for.")

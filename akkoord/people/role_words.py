# SPDX-License-Identifier: EUPL-1.2
"""The roles in plain words. Ids are stable, words are free. sla:2.2.1"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules import PortalRole, Role, StaffRole

Text = str | Promise


@dataclass(frozen=True)
class RoleWords:
    """What a role is called, and what somebody with it may do."""

    label: Text
    may: Text


WORDS: dict[Role, RoleWords] = {
    PortalRole.ADMINISTRATOR: RoleWords(
        _("Administrator"),
        _("Gives colleagues access, changes the subscription, sees invoices and all incidents."),
    ),
    PortalRole.INCIDENT_SUBMITTER: RoleWords(
        _("Incident submitter"), _("Reports incidents, sees their own, and may phone the desk. The licence limits how many.")
    ),
    PortalRole.INCIDENT_MANAGER: RoleWords(_("Incident manager"), _("Sees all incidents of the organisation, and reports none.")),
    PortalRole.ENVIRONMENTS: RoleWords(_("Environments"), _("Asks for environments, copies and restores.")),
    PortalRole.PRIVACY_CONTACT: RoleWords(_("Privacy contact"), _("Is told of data breaches and of new sub-processors.")),
    PortalRole.MEMBER: RoleWords(_("Member"), _("Keeps own details, follows courses, votes on wishes, reads the agreement.")),
    StaffRole.AGENT: RoleWords(_("Agent"), _("Answers and resolves cases.")),
    StaffRole.FIRST_CLASS_AGENT: RoleWords(_("First Class agent"), _("Answers customers with First Class.")),
    StaffRole.DESK_LEAD: RoleWords(_("Desk lead"), _("Leads the desk, decides on priorities and calamities.")),
    StaffRole.SERVICE_MANAGER: RoleWords(_("Service manager"), _("Looks after the agreement with a customer.")),
    StaffRole.CONSULTANT: RoleWords(_("Consultant"), _("Does configuration work for customers.")),
    StaffRole.PROJECT_LEADER: RoleWords(_("Project leader"), _("Leads projects for customers.")),
    StaffRole.OPERATIONS: RoleWords(_("Operations"), _("Keeps the service running.")),
    StaffRole.PRODUCT_MANAGER: RoleWords(_("Product manager"), _("Decides what is built.")),
    StaffRole.PRIVACY_OFFICER: RoleWords(_("Privacy officer"), _("Watches over personal data.")),
    StaffRole.PARTNER_MANAGER: RoleWords(_("Partner manager"), _("Looks after partners.")),
    StaffRole.FINANCE: RoleWords(_("Finance"), _("Sees to invoices.")),
    StaffRole.STAFF_ADMINISTRATOR: RoleWords(_("Staff administrator"), _("Gives colleagues their roles, and blocks accounts.")),
}


def words_of(roles: Iterable[Role]) -> list[RoleWords]:
    """The words of these roles, in the order in which roles are listed everywhere."""
    wanted = set(roles)
    return [words for role, words in WORDS.items() if role in wanted]

# SPDX-License-Identifier: EUPL-1.2
"""How permissions, leads and the status of assignments are said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..rules.conduct import PermissionKind
from ..rules.leads import LeadState, Progress

PERMISSIONS = {
    PermissionKind.APPROACH: _("Approach existing customers unasked"),
    PermissionKind.DEMONSTRATION: _("Give a demonstration"),
    PermissionKind.DOMAIN: _("Use a domain name"),
    PermissionKind.CAMPAIGN: _("Run a campaign"),
    PermissionKind.COMMUNICATION: _("Use the logo, or write about us"),
}
LEADS = {
    LeadState.REGISTERED: ("new", _("registered")),
    LeadState.AGREED: ("progress", _("agreed")),
    LeadState.REFUSED: ("closed", _("not agreed")),
    LeadState.WON: ("closed", _("won")),
    LeadState.LOST: ("closed", _("lost")),
}
PROGRESS = {Progress.ON_TRACK: _("as planned"), Progress.HINDERED: _("with trouble"), Progress.STOPPED: _("at a standstill")}

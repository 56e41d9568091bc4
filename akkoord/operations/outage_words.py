# SPDX-License-Identifier: EUPL-1.2
"""The words that staff read about outages; those of the status page stand in `status.wording`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .rules.words import Responsible, Severity
from .status.wording import IMPACTS, STATES

__all__ = ["IMPACTS", "RESPONSIBLES", "SEVERITIES", "SEVERITY_LOOKS", "STATES"]

SEVERITIES: dict[str, str | Promise] = {
    Severity.MINOR: pgettext_lazy("outage", "Minor"),
    Severity.MAJOR: pgettext_lazy("outage", "Major"),
    Severity.CRITICAL: pgettext_lazy("outage", "Critical"),
}
SEVERITY_LOOKS: dict[str, str] = {Severity.MINOR: "none", Severity.MAJOR: "risk", Severity.CRITICAL: "broken"}
RESPONSIBLES: dict[str, str | Promise] = {
    Responsible.VENDOR: _("We are"),
    Responsible.CUSTOMER: _("The customer is"),
    Responsible.FORCE_MAJEURE: _("Nobody: force majeure"),
}

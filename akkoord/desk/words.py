# SPDX-License-Identifier: EUPL-1.2
"""What the desk's classes are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules import Category, Impact

CATEGORY: dict[str, Promise] = {
    Category.ERROR: _("error"),
    Category.OUTAGE: _("outage"),
    Category.CONFIGURATION_QUESTION: _("configuration question"),
    Category.KNOWLEDGE_QUESTION: _("knowledge question"),
}
IMPACT: dict[str, Promise] = {
    Impact.QUESTION: _("nobody"),
    Impact.HINDERED: _("work goes on with a detour"),
    Impact.STANDSTILL: _("work stands still"),
}

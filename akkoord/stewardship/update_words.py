# SPDX-License-Identifier: EUPL-1.2
"""Lists and outcomes of tests in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .rules.updates import Area, Outcome

Text = str | Promise


@dataclass(frozen=True)
class OutcomeWords:
    """How an outcome is called, its icon, and the look of a verdict that it has."""

    label: Text
    icon: str
    look: str


AREAS: dict[str, Text] = {
    Area.FUNCTIONAL: _("Functional"),
    Area.TECHNICAL: _("Technical"),
}
OUTCOMES: dict[str, OutcomeWords] = {
    Outcome.OPEN: OutcomeWords(pgettext_lazy("test", "not tested yet"), "circle-dashed", "none"),
    Outcome.PASSED: OutcomeWords(pgettext_lazy("test", "passed"), "circle-check", "kept"),
    Outcome.FAILED: OutcomeWords(pgettext_lazy("test", "failed"), "circle-x", "broken"),
    Outcome.NOT_NEEDED: OutcomeWords(pgettext_lazy("test", "not needed"), "hand-stop", "waived"),
}

# SPDX-License-Identifier: EUPL-1.2
"""The one table from what a requirement is about to where its facts come from. What stands not in it is written down by hand."""

from __future__ import annotations

from .asked import Source
from .clocks import answered
from .questions import asked_questions

# What the programme calls it (`what` of a cadence or quota, `condition` of an always) -> its source. One line each.
SOURCES: dict[str, Source] = {
    "check_answered": answered,
    "partner_questions": asked_questions,
}

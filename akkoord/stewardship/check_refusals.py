# SPDX-License-Identifier: EUPL-1.2
"""What is refused about self-checks, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class NotYours(Refusal):
    """Somebody else's role."""

    code = "not_yours"
    message = _("Only who has this role fills in its self-check, or an administrator for them.")


class AnswersMissing(Refusal):
    """A check with holes cannot be compared with another year's."""

    code = "answers_missing"
    message = _("Answer every question, from 1 to 4.")

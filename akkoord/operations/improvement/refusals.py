# SPDX-License-Identifier: EUPL-1.2
"""What is refused of improvement plans, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class PlanPublished(Refusal):
    """Everybody can read it already, so it stays as it is; perhaps a colleague was first."""

    code = "plan_published"
    message = _("This plan was published, so it stays as it is. Perhaps a colleague was first.")


class PlanEmpty(Refusal):
    """A plan without text."""

    code = "plan_empty"
    message = _("Write what you will do before you publish it.")

# SPDX-License-Identifier: EUPL-1.2
"""What is refused of reports, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class MonthNotOffered(Refusal):
    """The month has not ended, or ended too long ago."""

    code = "month_not_offered"
    message = _("A report can be made of each of the last twelve months that have ended.")


class NotYours(Refusal):
    """Somebody asks for the report of an organisation whose cases they may not all see."""

    code = "not_yours"
    message = _("Reports are for administrators and incident managers of the organisation.")

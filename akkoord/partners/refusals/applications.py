# SPDX-License-Identifier: EUPL-1.2
"""What is refused of applications and yearly checks, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class NotAssessed(Refusal):
    """An agreement before every criterion was looked at, or with one that is not met."""

    code = "not_assessed"
    message = _("First look at every criterion. One that is not met stands in the way of an agreement.")


class CheckOpen(Refusal):
    """A check of this partner runs."""

    code = "check_open"
    message = _("A yearly check of this partner runs already.")


class CheckedThisYear(Refusal):
    """The check of that year is done."""

    code = "checked_this_year"
    message = _("The yearly check of this year is done already.")

# SPDX-License-Identifier: EUPL-1.2
"""What is refused about confidential reports, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class NoDecider(Refusal):
    """Who is to decide does not look after partners, or is the reporter."""

    code = "no_decider"
    message = _("Choose who decides: somebody of ours who looks after partners, and not you yourself.")


class DeciderStays(Refusal):
    """Another one is to decide while the one who was named can."""

    code = "decider_stays"
    message = _("Whom you named can still decide.")


class NotTheirs(Refusal):
    """Who is to be heard is not of the partner, or is the reporter."""

    code = "not_theirs"
    message = _("Choose somebody of the partner whom it concerns, and not the one who reported it.")


class BothSidesFirst(Refusal):
    """A decision before the other side was heard, or had its time."""

    code = "both_sides_first"
    message = _("First hear the other side. Decide once they answered, or their time to answer has passed.")


class HeardAlready(Refusal):
    """That person is being heard."""

    code = "heard_already"
    message = _("This person was asked already.")

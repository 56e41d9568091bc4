# SPDX-License-Identifier: EUPL-1.2
"""What is refused of pages of the directory, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class ProfileIncomplete(Refusal):
    """A page without what a visitor needs, or with a choice that is none."""

    code = "profile_incomplete"
    message = _("A page needs a name, a sentence and a text in Dutch, and an e-mail address; choose from what is offered.")


class ProfileDecided(Refusal):
    """Somebody decided it before, or it was replaced."""

    code = "profile_decided"
    message = _("This was decided already, or the partner wrote a newer one.")


class ReasonMissing(Refusal):
    """Sent back without saying why."""

    code = "reason_missing"
    message = _("Say what has to be different.")

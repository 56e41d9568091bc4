# SPDX-License-Identifier: EUPL-1.2
"""What is refused of connectors and certificates, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class ConnectorIncomplete(Refusal):
    """A connector needs a name, what it links to, a description and a version."""

    code = "connector_incomplete"
    message = _("Give the connector a name, say what it links to and what it does, and name its version.")


class ConnectorKnown(Refusal):
    """This partner has a connector of that name."""

    code = "connector_known"
    message = _("You have a connector with this name already.")


class ConnectorEndedAlready(Refusal):
    """It is no longer registered."""

    code = "connector_ended"
    message = _("This connector is no longer registered.")


class BadEnd(Refusal):
    """An end in the past, or one without a reason."""

    code = "bad_end"
    message = _("A connector ends today or later, and you say why.")


class AlreadyCertifying(Refusal):
    """A certification project of this connector is under way."""

    code = "already_certifying"
    message = _("A certification of this connector is under way. Go on there.")


class NotAtSecurityCheck(Refusal):
    """A certificate follows the security check."""

    code = "not_at_security_check"
    message = _("A certificate can be given once the description, the technical check and the automatic tests are done.")


class BadReport(Refusal):
    """A security report that cannot give a certificate today."""

    code = "bad_report"
    message = _("The report is of today or earlier, and its certificate has not lapsed yet.")

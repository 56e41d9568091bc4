# SPDX-License-Identifier: EUPL-1.2
"""Mails to a supplier about a certificate that lapses soon, lapsed, or ended with its notice. Each may run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.people.models import Person
from akkoord.web.mail_layout import Letter
from akkoord.web.said import url

from ..actions.certificates import AFTER_NOTICE
from ..certifying import standing_of
from ..hearing import administrators_of, tell
from ..models.connectors import Connector
from ..rules.certificates import ConnectorState
from ..wording.connectors import state_words


def mail_certificate(event: Event) -> None:
    """Who acts for the supplier hears what is the matter and what to do."""
    connector = Connector.objects.select_related("organisation").get(pk=event.data["connector_id"])
    stands = standing_of(connector, event.at)
    if stands.state is ConnectorState.ENDED:  # told by its own mail
        return

    def letter(person: Person) -> Letter:
        return _letter(
            connector,
            _("%(name)s: certify it again") % {"name": connector.name},
            [state_words(stands) + ".", _("A certification takes a while: begin in time.")],
            _("To the connector"),
        )

    tell(event, administrators_of(connector.organisation_id), letter)


def mail_end(event: Event) -> None:
    """A connector that was not certified again is no longer registered; who ended it themselves need not hear it."""
    connector = Connector.objects.select_related("organisation").get(pk=event.data["connector_id"])
    if connector.ended_why != AFTER_NOTICE:
        return

    def letter(person: Person) -> Letter:
        return _letter(
            connector,
            _("%(name)s is no longer registered") % {"name": connector.name},
            [_("Its certificate lapsed and it was not certified again within the notice. You can register it anew.")],
            _("To the connector"),
        )

    tell(event, administrators_of(connector.organisation_id), letter)


def _letter(connector: Connector, subject: str, paragraphs: list[str], label: str) -> Letter:
    return Letter(
        subject=subject,
        heading=subject,
        paragraphs=paragraphs,
        facts=[(_("Connector"), f"{connector.name} {connector.version}")],
        action=(label, settings.BASE_URL + url("connector", connector.slug)),
        closing=_("You get this because you act for the supplier of this connector."),
    )

# SPDX-License-Identifier: EUPL-1.2
"""Whether a supplier's connectors are described and hold valid certificates. partner:connector"""

from __future__ import annotations

from datetime import timedelta

from ..certifying import Standing, standings
from ..models.connectors import Connector
from ..rules.certificates import ConnectorState
from ..rules.requirements import Evidence, Facts
from ..wording.connectors import state_words
from .asked import Asked


def described(asked: Asked) -> Facts | None:
    """Every connector that is registered has a description; registering asks for one. None without connectors."""
    found = _registered(asked)
    return Facts(holds=True, evidence=_shown(found)) if found else None


def certificates_valid(asked: Asked) -> Facts | None:
    """The certificate that lapses first decides; what was never certified is no certified connector. None without any."""
    found = [each for each in _registered(asked) if each.now.last_day is not None]
    if not found:
        return None
    lapsed = [each for each in found if each.now.state == ConnectorState.LAPSED]
    if lapsed:
        last = min(each.now.ends_on for each in lapsed if each.now.ends_on) - timedelta(days=1)  # to certify again
        return Facts(holds=False, due_on=last, missing=tuple(each.connector.name for each in lapsed), evidence=_shown(found))
    first = min(found, key=lambda each: (each.now.last_day is None, each.now.last_day))
    newest = max(first.connector.certificates.all(), key=lambda c: c.last_day)
    unchecked = tuple(each.connector.name for each in found if each.now.new_version)
    return Facts(
        since_on=newest.reported_on,
        due_on=first.now.last_day,
        is_missed=bool(unchecked),
        missing=unchecked,
        evidence=_shown(found),
    )


def _registered(asked: Asked) -> list[Standing]:
    rows = Connector.objects.registered(asked.today).filter(organisation=asked.organisation_id).prefetch_related("certificates")
    return standings(rows, asked.at)


def _shown(found: list[Standing]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(f"{each.connector.name}: {state_words(each.now)}", None, each.connector.get_absolute_url()) for each in found
    )

# SPDX-License-Identifier: EUPL-1.2
"""The duties of a role as they hold in an organisation, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from akkoord.people.models import Organisation

from .models import DutyChange
from .rules.duties import Change, Duty, duties
from .rules.roles import StewardRole
from .shipped import shipped, words_from


@dataclass(frozen=True)
class ShownDuty:
    """A duty with its words."""

    duty: Duty
    words: str


def duties_of(organisation: Organisation, roles: Iterable[StewardRole]) -> dict[StewardRole, list[ShownDuty]]:
    """For each of the roles the ready list with the organisation's changes; what is left out is among them. One question."""
    wanted = list(roles)
    changes = list(DutyChange.objects.in_force().filter(organisation=organisation, role__in=wanted).order_by("pk"))
    return {role: _shown(role, [c for c in changes if c.role == role]) for role in wanted}


def is_known(organisation: Organisation, role: StewardRole, key: str) -> bool:
    """Whether the role has such a duty here."""
    return any(shown.duty.key == key for shown in duties_of(organisation, [role])[role])


def _shown(role: StewardRole, changes: list[DutyChange]) -> list[ShownDuty]:
    ready = {row["key"]: words_from(row) for row in shipped("duties")[str(role)]}
    language = get_language()
    listed = duties(list(ready), [Change(c.key, c.text, c.is_left_out) for c in changes])
    return [ShownDuty(duty, duty.text or ready[duty.key].in_language(language)) for duty in listed]

# SPDX-License-Identifier: EUPL-1.2
"""The five roles in plain words. Ids are stable, words are free. beheer:1-5"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules.roles import StewardRole

Text = str | Promise


@dataclass(frozen=True)
class StewardRoleWords:
    """What a role is called, and what somebody in it is for."""

    role: StewardRole
    label: Text
    does: Text

    @property
    def slug(self) -> str:
        """How an address names it."""
        return str(self.role).replace("_", "-")


_LABELS: dict[StewardRole, tuple[Text, Text]] = {
    StewardRole.MANAGEMENT: (
        _("Management"),
        _("Says every year what the software must bring, gives time for it, and decides on what is large."),
    ),
    StewardRole.USER: (_("User"), _("Works with the software, asks for help and says what could be better.")),
    StewardRole.KEY_USER: (
        _("Process owner"),
        _("Knows one process from end to end, or is key user in it, and decides what changes there."),
    ),
    StewardRole.FUNCTIONAL_ADMINISTRATOR: (
        _("Functional administrator"),
        _("Sets up the software, helps colleagues, tests updates, and talks with the vendor's desk."),
    ),
    StewardRole.TECHNICAL_ADMINISTRATOR: (
        _("Technical administrator"),
        _("Looks after signing in, workplaces, mail and connectors, and tests updates technically."),
    ),
}
WORDS: dict[StewardRole, StewardRoleWords] = {role: StewardRoleWords(role, *words) for role, words in _LABELS.items()}


def role_of_slug(slug: str) -> StewardRole | None:
    """The role that an address names."""
    return next((role for role, words in WORDS.items() if words.slug == slug), None)

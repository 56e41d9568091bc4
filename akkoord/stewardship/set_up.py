# SPDX-License-Identifier: EUPL-1.2
"""Whether an organisation has set up its management organisation; every page asks, for the bar."""

from __future__ import annotations

from django.core.cache import caches

from .models import Process, RoleHolding

KEPT_FOR = 60  # seconds in one process: a place in the bar may come that much later in another


def is_set_up(organisation_id: int) -> bool:
    """Whether a process or a role is in use there. The reader must belong to the organisation."""
    return (
        RoleHolding.objects.in_force().filter(organisation=organisation_id).exists()
        or Process.objects.in_use().filter(organisation=organisation_id).exists()
    )


def is_known_set_up(organisation_id: int) -> bool:
    """The same, up to a minute old."""
    key = _key(organisation_id)
    known: bool | None = caches["process"].get(key)
    if known is None:
        known = is_set_up(organisation_id)
        caches["process"].set(key, known, KEPT_FOR)
    return known


def forget_set_up(organisation_id: int) -> None:
    """What was known no longer holds."""
    caches["process"].touch(_key(organisation_id), 0)


def _key(organisation_id: int) -> str:
    return f"steward-set-up:{organisation_id}"

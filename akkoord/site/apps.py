# SPDX-License-Identifier: EUPL-1.2
"""Wires the floors together once all of them are loaded."""

from __future__ import annotations

from django.apps import AppConfig


class Site(AppConfig):
    """The top floor."""

    name = "akkoord.site"
    label = "akkoord_site"

    def ready(self) -> None:
        """Install the wiring."""
        from . import checks, wiring  # noqa: F401  # checks register themselves; both need the models

        wiring.connect()

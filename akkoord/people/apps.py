# SPDX-License-Identifier: EUPL-1.2
"""Listens to sign-in once the models are there."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """Organisations, persons, memberships, sign-in."""

    name = "akkoord.people"

    def ready(self) -> None:
        """Hear from allauth about the second factor."""
        from . import second_factor  # needs the models

        second_factor.connect()

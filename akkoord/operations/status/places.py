# SPDX-License-Identifier: EUPL-1.2
"""The status page among the places of every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akkoord.web.frame import Place
from akkoord.web.said import url


def show_status(request: HttpRequest, side: str) -> list[Place]:
    """For everybody; a visitor sees it first. Availability is part of it."""
    letter, order = ("", 5) if side == "public" else ("s", 75)
    return [Place(_("Status"), url("status"), letter=letter, order=order, also=(url("availability"),))]

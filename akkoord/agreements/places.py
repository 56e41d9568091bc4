# SPDX-License-Identifier: EUPL-1.2
"""What agreements show in the frame of every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from akkoord.web import frame
from akkoord.web.said import url


def fill() -> None:
    """Take the places that the frame offers; called by `site/wiring.py`."""
    frame.FOOT.fill(show_opening_hours)


def show_opening_hours(request: HttpRequest, side: str) -> Markup:
    """A link to the opening hours, for everybody."""
    return Markup('<a href="{}">{}</a>').format(url("opening_hours"), _("Opening hours"))

# SPDX-License-Identifier: EUPL-1.2
"""Response times beside the status page: this month's, of each window."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from markupsafe import Markup

from akkoord.people.models import Person
from akkoord.web.frame import language

from ..loads import day_edges
from .reading import read_windows
from .wording import in_short

KEPT_FOR = 60  # seconds; what we measure is in the rows some minutes later anyhow


def show_response_times(person: Person | None, at: datetime) -> Markup | None:
    """A panel; None where no window is timed. The same for everybody, so a process keeps it for a moment."""
    month = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().replace(day=1)
    key = f"operations.responses.{month}.{language()}"
    known: str | None = caches["process"].get(key)
    if known is None:
        windows = read_windows(day_edges(month))
        lines = [(timed, in_short(timed) if timed.whole.count else "") for timed in windows]
        known = render_to_string("operations/status/response_panel.html", {"lines": lines}) if lines else ""
        caches["process"].set(key, known, KEPT_FOR)
    return Markup(known) if known else None  # noqa: S704  # the template escapes

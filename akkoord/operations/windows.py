# SPDX-License-Identifier: EUPL-1.2
"""Which windows are timed: those that the agreement in force names, those with a name, and those that a probe loads."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import caches

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force

from .models import Probe, Window

KEY, KEPT_FOR = "operations.windows", 30  # seconds


def timed_windows(at: datetime) -> frozenset[str]:
    """Their codes; a new one is known within half a minute."""
    known: frozenset[str] | None = caches["process"].get(KEY)
    if known is None:
        known = frozenset(Window.objects.values_list("code", flat=True))
        known |= frozenset(Probe.objects.exclude(window="").values_list("window", flat=True)) | _promised(at)
        caches["process"].set(KEY, known, KEPT_FOR)
    return known


def _promised(at: datetime) -> frozenset[str]:
    try:
        terms = terms_in_force(None, at)
    except NoAgreementInForce:
        return frozenset()
    measures = [promise.measure for _id, promise in terms.holding("measure", at)]
    return frozenset(window for measure in measures if measure and measure.figure == "response" for window in measure.of)

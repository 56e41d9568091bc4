# SPDX-License-Identifier: EUPL-1.2
"""Clocks with how often their deadline was set: a calendar that follows one must learn of every move."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Count, Max, QuerySet

from .models import Clock

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    Moved = WithAnnotations[Clock, "Moves"]


class Moves(TypedDict):
    """How often a clock's deadline was set, and when last."""

    moves: int
    moved_at: datetime | None


def with_moves(clocks: QuerySet[Clock]) -> QuerySet[Moved]:
    """The same clocks, first due first. One query."""
    found = clocks.annotate(moves=Count("deadlines"), moved_at=Max("deadlines__set_at")).order_by("due_at", "pk")
    return cast("QuerySet[Moved]", found)

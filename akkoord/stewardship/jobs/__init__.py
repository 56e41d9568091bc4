# SPDX-License-Identifier: EUPL-1.2
"""The clockwork of a management organisation; the queue finds these modules through this one, so each stands here."""

from . import planner, tickets

__all__ = ["planner", "tickets"]

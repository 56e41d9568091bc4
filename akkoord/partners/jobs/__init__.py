# SPDX-License-Identifier: EUPL-1.2
"""The clockwork of the partner programme; the queue finds these modules through this one, so each stands here."""

from . import connectors, reminders

__all__ = ["connectors", "reminders"]

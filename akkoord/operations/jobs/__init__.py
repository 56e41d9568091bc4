# SPDX-License-Identifier: EUPL-1.2
"""The clockwork of operations; the queue finds these modules through this one, so each stands here."""

from . import folding, months, page_loads, silence, status, watching

__all__ = ["folding", "months", "page_loads", "silence", "status", "watching"]

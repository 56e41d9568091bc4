# SPDX-License-Identifier: EUPL-1.2
"""The tables, by subject."""

from .roles import Process, RoleHolding

__all__ = ["Process", "RoleHolding"]

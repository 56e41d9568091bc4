# SPDX-License-Identifier: EUPL-1.2
"""The tables, by subject."""

from .planner import PlannerEntry
from .roles import Process, RoleHolding
from .updates import UpdateDecision, UpdatePlan, UpdateTest

__all__ = ["PlannerEntry", "Process", "RoleHolding", "UpdateDecision", "UpdatePlan", "UpdateTest"]

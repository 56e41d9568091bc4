# SPDX-License-Identifier: EUPL-1.2
"""The tables, by subject."""

from .checks import CheckAnswer, SelfCheck
from .duties import DutyChange
from .passing import TicketPassing, TicketSettings
from .planner import PlannerEntry
from .roles import Process, RoleHolding
from .tickets import TicketDetail, TicketSheet, TicketTask
from .updates import UpdateDecision, UpdatePlan, UpdateTest
from .work import WorkDone, WorkTask

__all__ = [
    "CheckAnswer",
    "DutyChange",
    "PlannerEntry",
    "Process",
    "RoleHolding",
    "SelfCheck",
    "TicketDetail",
    "TicketPassing",
    "TicketSettings",
    "TicketSheet",
    "TicketTask",
    "UpdateDecision",
    "UpdatePlan",
    "UpdateTest",
    "WorkDone",
    "WorkTask",
]

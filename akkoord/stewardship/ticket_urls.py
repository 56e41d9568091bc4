# SPDX-License-Identifier: EUPL-1.2
"""Addresses of tickets. Their moves are the kernel's: `/cases/TCK-…/approval`."""

from __future__ import annotations

from django.urls import URLPattern, path

from .customer_views import ticket_passing, ticket_settings, ticket_work, tickets

urlpatterns: list[URLPattern] = [
    path("stewardship/ask", tickets.ask, name="steward_ask"),
    path("stewardship/board", tickets.board, name="steward_board"),
    path("stewardship/tickets", tickets.tickets, name="steward_tickets"),
    path("stewardship/tickets/settings", ticket_settings.settings, name="steward_ticket_settings"),
    path("stewardship/tickets/<str:number>/sheet", ticket_work.sheet, name="ticket_sheet"),
    path("stewardship/tickets/<str:number>/tasks", ticket_work.tasks, name="ticket_tasks"),
    path("stewardship/tickets/<str:number>/tasks/<int:pk>", ticket_work.task, name="ticket_task"),
    path("stewardship/tickets/<str:number>/tasks/<int:pk>/completion", ticket_work.task_done, name="ticket_task_done"),
    path("stewardship/tickets/<str:number>/tasks/<int:pk>/removal", ticket_work.task_dropped, name="ticket_task_dropped"),
    path("stewardship/tickets/<str:number>/review", ticket_work.review, name="ticket_review"),
    path("stewardship/tickets/<str:number>/passing", ticket_passing.passing, name="ticket_passing"),
    path("stewardship/agreement", ticket_settings.agreement, name="steward_agreement"),
    path("stewardship/agreement/example.yaml", ticket_settings.example, name="steward_agreement_example"),
]

# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the management organisation."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import planner_urls, ticket_urls, update_urls
from .customer_views import checks, duties, home, processes, roles, work, work_tasks

urlpatterns: list[URLPattern] = [
    # what waits for the reader, and beginning
    path("stewardship", home.home, name="stewardship"),
    path("stewardship/start", home.start, name="steward_start"),
    # who does what
    path("stewardship/roles", roles.roles, name="steward_roles"),
    path("stewardship/roles/given", roles.given, name="steward_role_given"),
    path("stewardship/roles/history", roles.history, name="steward_history"),
    path("stewardship/roles/holdings/<int:pk>/ending", roles.ending, name="steward_role_ending"),
    path("stewardship/processes", processes.added, name="steward_processes"),
    path("stewardship/processes/<int:pk>", processes.process, name="steward_process"),
    path("stewardship/processes/<int:pk>/ending", processes.ending, name="steward_process_ending"),
    # a role and its duties
    path("stewardship/roles/<slug:role>", duties.role, name="steward_role"),
    path("stewardship/roles/<slug:role>/duties", duties.added, name="steward_duties"),
    path("stewardship/roles/<slug:role>/duties/<slug:duty>", duties.duty, name="steward_duty"),
    path("stewardship/roles/<slug:role>/duties/<slug:duty>/leaving-out", duties.leaving_out, name="steward_duty_leaving_out"),
    path("stewardship/roles/<slug:role>/duties/<slug:duty>/putting-back", duties.putting_back, name="steward_duty_putting_back"),
    path("stewardship/roles/<slug:role>/duties/<slug:duty>/ready-words", duties.ready_words, name="steward_duty_ready_words"),
    # the work list
    path("stewardship/work", work.work, name="steward_work"),
    path("stewardship/tasks/new", work_tasks.new, name="steward_new_task"),
    path("stewardship/tasks/ready", work_tasks.ready, name="steward_ready_work"),
    path("stewardship/tasks/<int:pk>", work_tasks.task, name="steward_task"),
    path("stewardship/tasks/<int:pk>/doing", work.done, name="steward_task_done"),
    path("stewardship/tasks/<int:pk>/taking-off", work_tasks.taking_off, name="steward_task_taking_off"),
    path("stewardship/doings/<int:pk>/undoing", work.undone, name="steward_task_undone"),
    # the yearly self-check
    path("stewardship/check", checks.check, name="steward_check"),
    path("stewardship/check/<slug:role>", checks.role, name="steward_check_role"),
    path("stewardship/check/<slug:role>/answers", checks.answers, name="steward_check_form"),
    # tickets, and the agreement that they run on
    *ticket_urls.urlpatterns,
    # the annual planner
    *planner_urls.urlpatterns,
    # test plans for versions
    *update_urls.urlpatterns,
]

# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the management organisation."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import planner_urls, ticket_urls, update_urls
from .customer_views import duties, home, processes, roles

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
    # tickets, and the agreement that they run on
    *ticket_urls.urlpatterns,
    # the annual planner
    *planner_urls.urlpatterns,
    # test plans for versions
    *update_urls.urlpatterns,
]

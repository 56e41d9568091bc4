# SPDX-License-Identifier: EUPL-1.2
"""Addresses of operations."""

from __future__ import annotations

from django.urls import path

from . import duty_public_views
from .public_views import status
from .staff_views import duty, jobs, watch

urlpatterns = [
    # watching and the duty roster
    path("operations", watch.show_operations, name="operations"),
    path("operations/duty", duty.show_duty, name="duty"),
    path("operations/duty/new", duty.new_duty, name="new_duty"),
    path("operations/duty/rotation", duty.new_rotation, name="new_rotation"),
    path("operations/duty/hand-over", duty.new_handover, name="hand_over"),
    path("operations/duty/calendar", duty.new_feed, name="new_duty_feed"),
    path("operations/duty/<int:pk>/removal", duty.remove, name="remove_duty"),
    path("operations/jobs", jobs.show_failed_jobs, name="failed_jobs"),
    path("operations/jobs/<int:pk>/retry", jobs.retry, name="retry_job"),
    path("operations/duty.ics", duty_public_views.my_duties, name="duty_feed"),
    # the status page
    path("status", status.show_status, name="status"),
    path("status/history", status.show_history_now, name="status_history_now"),
    path("status/history/<str:month>", status.show_history, name="status_history"),
    path("status/outages/<str:number>", status.show_outage, name="outage"),
    path("status/maintenance/<str:number>", status.show_maintenance, name="maintenance"),
]

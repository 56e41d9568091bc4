# SPDX-License-Identifier: EUPL-1.2
"""Addresses of operations."""

from __future__ import annotations

from django.urls import path

from . import api, availability_urls, duty_public_views, improvement_urls, metrics_public_views, outage_urls, status_urls
from .staff_views import duty, jobs, probes, watch

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
    path("operations/probes", probes.show_probes, name="probes"),
    path("operations/probes/<slug:code>", probes.show_probe, name="probe"),
    path("metrics", metrics_public_views.show_metrics, name="metrics"),
    path("operations/duty.ics", duty_public_views.my_duties, name="duty_feed"),
    *improvement_urls.urlpatterns,  # before the pages of availability, which take any word for a month
    path("api/v1/timings", api.timings, name="timings"),
    *availability_urls.urlpatterns,
    *outage_urls.urlpatterns,
    *status_urls.urlpatterns,
]

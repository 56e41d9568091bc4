# SPDX-License-Identifier: EUPL-1.2
"""Addresses at which operations look after outages and maintenance."""

from __future__ import annotations

from django.urls import path

from .staff_views import maintenance, maintenance_acts, outage_acts, outages

OUTAGE, WORK = "operations/outages/<str:number>", "operations/maintenance/<str:number>"
urlpatterns = [
    path("operations/outages", outages.show_outages, name="outages"),
    path("operations/outages/new", outages.new_outage, name="new_outage"),
    path(OUTAGE, outages.show_outage, name="staff_outage"),
    path(f"{OUTAGE}/update", outage_acts.tell, name="tell_outage"),
    path(f"{OUTAGE}/end", outage_acts.close, name="close_outage"),
    path(f"{OUTAGE}/details", outage_acts.detail, name="detail_outage"),
    path(f"{OUTAGE}/correction", outage_acts.correct, name="correct_outage"),
    path(f"{OUTAGE}/correction/decision", outage_acts.decide, name="decide_correction"),
    path("operations/maintenance", maintenance.show_maintenances, name="maintenances"),
    path("operations/maintenance/new", maintenance.new_maintenance, name="new_maintenance"),
    path(WORK, maintenance.show_maintenance, name="staff_maintenance"),
    path(f"{WORK}/move", maintenance_acts.move, name="move_maintenance"),
    path(f"{WORK}/cancellation", maintenance_acts.cancel, name="cancel_maintenance"),
    path(f"{WORK}/begin", maintenance_acts.begin, name="begin_maintenance"),
    path(f"{WORK}/end", maintenance_acts.end, name="end_maintenance"),
]

# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the annual planner."""

from __future__ import annotations

from django.urls import URLPattern, path

from .customer_views import planner, planner_entries
from .public_views import planner as planner_feed

urlpatterns: list[URLPattern] = [
    path("stewardship/planner", planner.this_year, name="planner"),
    path("stewardship/planner.ics", planner_feed.feed, name="planner_feed"),
    path("stewardship/planner/address", planner.new_address, name="planner_address"),
    path("stewardship/planner/new", planner_entries.new, name="planner_new"),
    path("stewardship/planner/entries/<int:pk>", planner_entries.entry, name="planner_entry"),
    path("stewardship/planner/entries/<int:pk>/change", planner_entries.change, name="planner_change"),
    path("stewardship/planner/entries/<int:pk>/completion", planner_entries.completion, name="planner_completion"),
    path("stewardship/planner/entries/<int:pk>/reopening", planner_entries.reopening, name="planner_reopening"),
    path("stewardship/planner/entries/<int:pk>/removal", planner_entries.removal, name="planner_removal"),
    path("stewardship/planner/<str:period>.ics", planner.file, name="planner_file"),
    path("stewardship/planner/<str:period>", planner.period, name="planner_period"),
    path("stewardship/planner/<str:period>/template", planner.template, name="planner_template"),
]

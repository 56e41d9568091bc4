# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the management organisation."""

from __future__ import annotations

from django.urls import URLPattern, path

from .customer_views import home

urlpatterns: list[URLPattern] = [
    # what waits for the reader, and beginning
    path("stewardship", home.home, name="stewardship"),
    path("stewardship/start", home.start, name="steward_start"),
]

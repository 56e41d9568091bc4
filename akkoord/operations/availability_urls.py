# SPDX-License-Identifier: EUPL-1.2
"""Addresses of availability."""

from __future__ import annotations

from django.urls import path

from .public_views import availability

urlpatterns = [
    path("availability", availability.show_availability, name="availability"),
    path("availability/<str:month>", availability.show_month, name="availability_month"),
    path("availability/<str:month>/intervals.<slug:form>", availability.show_intervals, name="availability_intervals"),
    path("availability/<str:month>/<slug:code>", availability.show_component, name="availability_component"),
]

# SPDX-License-Identifier: EUPL-1.2
"""Every address, by floor."""
from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.urls import include, path

FLOORS = ["desk", "promises", "cases", "agreements", "people", "web"]

urlpatterns = [
    path("", include("allauth.urls")),
]

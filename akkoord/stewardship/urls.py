# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the management organisation."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the partner programme."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

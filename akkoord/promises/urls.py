# SPDX-License-Identifier: EUPL-1.2
"""Addresses of promises."""

from django.urls import path

from . import staff_views

urlpatterns = [path("promises", staff_views.show_promises, name="promises")]

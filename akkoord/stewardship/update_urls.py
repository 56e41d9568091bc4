# SPDX-License-Identifier: EUPL-1.2
"""Addresses of test plans for versions."""

from __future__ import annotations

from django.urls import URLPattern, path

from .customer_views import update_tests, updates

urlpatterns: list[URLPattern] = [
    path("stewardship/updates", updates.updates, name="updates"),
    path("stewardship/updates/new", updates.new, name="update_new"),
    path("stewardship/updates/<int:pk>", updates.update, name="update"),
    path("stewardship/updates/<int:pk>/change", updates.change, name="update_change"),
    path("stewardship/updates/<int:pk>/decision", updates.decision, name="update_decision"),
    path("stewardship/updates/<int:pk>/tests", update_tests.added, name="update_tests"),
    path("stewardship/updates/tests/<int:pk>", update_tests.test, name="update_test"),
    path("stewardship/updates/tests/<int:pk>/change", update_tests.change, name="update_test_change"),
    path("stewardship/updates/tests/<int:pk>/removal", update_tests.removal, name="update_test_removal"),
    path("stewardship/updates/tests/<int:pk>/passing-on", update_tests.passing, name="update_test_passing"),
]

# SPDX-License-Identifier: EUPL-1.2
"""Addresses of improvement plans, the vendor's and the one that everybody reads, and of disputes."""

from __future__ import annotations

from django.urls import path

from .customer_views import disputes
from .public_views import plans as public
from .staff_views import plans

urlpatterns = [
    path("operations/plans", plans.show_plans, name="improvement_plans"),
    path("operations/plans/<str:month>", plans.plan, name="improvement_plan"),
    path("operations/plans/<str:month>/publication", plans.publish, name="publish_improvement_plan"),
    path("availability/plans/<str:month>", public.show_plan, name="published_plan"),
    path("dispute", disputes.dispute, name="dispute"),
]

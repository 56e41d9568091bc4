# SPDX-License-Identifier: EUPL-1.2
"""Addresses of promises."""

from django.urls import path

from . import api, customer_views, person_views, public_views, staff_views
from .report import person_views as report_views
from .report import staff_views as report_staff_views

urlpatterns = [
    path("promises", staff_views.show_promises, name="promises"),
    path("promises/organisations", staff_views.show_organisations, name="promises_by_organisation"),
    path("promises/verdicts.jsonl", person_views.download_verdicts, name="verdicts_file"),
    path("promises/outages/<str:number>", staff_views.show_struck, name="promises_struck"),
    path("promises/kept", public_views.show_kept, name="promises_kept"),
    path("promises/kept/<str:month>/<path:promise>", customer_views.show_evidence, name="promise_evidence"),
    path("api/v1/verdicts", api.verdicts, name="api_verdicts"),
    path("reports", report_views.show_reports, name="reports"),
    path("reports/runs", report_staff_views.run_reports, name="run_reports"),
    path("reports/<str:month>", report_views.show_report, name="report"),
    path("reports/<str:month>/report.<slug:form>", report_views.download_report, name="report_file"),
]

# SPDX-License-Identifier: EUPL-1.2
"""Every address, by floor."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

FLOORS = ["desk", "promises", "objections", "stewardship", "partners", "operations", "cases", "agreements", "people", "web"]

urlpatterns = [
    *[path("", include(f"akkoord.{floor}.urls")) for floor in FLOORS if find_spec(f"akkoord.{floor}.urls")],
    path("demo/", include("akkoord.site.demo_urls")),
]

handler400 = "akkoord.web.errors.bad_request"
handler403 = "akkoord.web.errors.forbidden"
handler404 = "akkoord.web.errors.not_found"
handler500 = "akkoord.web.errors.server_error"

# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the status page."""

from __future__ import annotations

from django.urls import path

from .public_views import feeds, following, responses, status

urlpatterns = [
    path("status", status.show_status, name="status"),
    path("status/history", status.show_history_now, name="status_history_now"),
    path("status/history/<str:month>", status.show_history, name="status_history"),
    path("status/outages.atom", feeds.outages, {"form": "atom"}, name="outages_atom"),
    path("status/outages.rss", feeds.outages, {"form": "rss"}, name="outages_rss"),
    path("status/maintenance.ics", feeds.calendar, name="maintenance_feed"),
    path("status/components/<slug:code>.ics", feeds.calendar, name="component_calendar"),
    path("status/components/<slug:code>.<slug:form>", feeds.outages, name="component_feed"),
    path("status/outages/<str:number>", status.show_outage, name="outage"),
    path("status/maintenance/<str:number>", status.show_maintenance, name="maintenance"),
    path("status/api/v2/<path:name>", feeds.statuspage, name="statuspage"),
    path("status/response-times", responses.show_response_times_now, name="response_times_now"),
    path("status/response-times/<str:period>.csv", responses.download_response_times, name="response_times_csv"),
    path("status/response-times/<str:period>", responses.show_response_times, name="response_times"),
    path("status/follow", following.follow, name="follow"),
    path("status/follow/asked", following.follow_asked, name="follow_asked"),
    path("status/follow/<str:token>", following.follower, name="follower"),
    path("status/follow/<str:token>/confirmation", following.confirm, name="follower_confirm"),
    path("status/follow/<str:token>/choice", following.change, name="follower_change"),
    path("status/follow/<str:token>/end", following.end, name="follower_end"),
]

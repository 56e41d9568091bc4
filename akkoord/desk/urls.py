# SPDX-License-Identifier: EUPL-1.2
"""The front door and the desk's pages. They stand before those of cases, whose address of a move takes any noun."""

from __future__ import annotations

from django.urls import path

from . import public_views
from .customer_views import acts, calamity, report
from .staff_views import calamities, calls, outages, priorities, queue, replies

urlpatterns = [
    path("", public_views.home, name="home"),
    path("report", report.report, name="report"),
    path("report/expectation", report.show_expectation, name="report_expectation"),
    path("calamity", calamity.calamity, name="calamity"),
    path("cases/<str:number>/priority-request", acts.ask_for_priority, name="ask_for_priority"),
    path("cases/<str:number>/rating", acts.rate, name="rate_case"),
    path("queue", queue.show_queue, name="queue"),
    path("queue.csv", queue.download_queue, name="queue_file"),
    path("queue/next", queue.take_next_case, name="take_next"),
    path("queue/assignment", queue.assign_chosen, name="assign_chosen"),
    path("calls/new", calls.new_call, name="new_call"),
    path("cases/<str:number>/priority", priorities.set_priority, name="set_priority"),
    path("cases/<str:number>/priority-decision", priorities.decide_raise, name="decide_raise"),
    path("calamities", calamities.show_calamities, name="calamities"),
    path("calamities/<str:number>/contact", calamities.log_contact, name="log_contact"),
    path("cases/<str:number>/review", calamities.review, name="review_calamity"),
    path("cases/<str:number>/status-page", outages.put_on_page, name="put_on_status_page"),
    path("cases/<str:number>/outage", outages.link, name="link_outage"),
    path("cases/<str:number>/saved-reply", replies.insert_reply, name="insert_reply"),
    path("saved-replies", replies.show_replies, name="saved_replies"),
    path("saved-replies/new", replies.edit_reply, name="new_saved_reply"),
    path("saved-replies/<int:pk>", replies.edit_reply, name="saved_reply"),
    path("saved-replies/<int:pk>/removal", replies.remove_reply, name="remove_saved_reply"),
]

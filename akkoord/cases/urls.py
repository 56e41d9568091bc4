# SPDX-License-Identifier: EUPL-1.2
"""Addresses of cases. A change of state is a noun; the kind names its own, so they come last."""

from __future__ import annotations

from django.urls import path

from . import handler_views, person_file_views, person_list_views, person_views

urlpatterns = [
    path("search", person_list_views.search, name="search"),
    path("drafts", person_views.keep_draft, name="drafts"),
    path("cases", person_list_views.list_cases, name="cases"),
    path("cases/export.csv", person_list_views.export_cases, {"form": "csv"}, name="cases_csv"),
    path("cases/export.xlsx", person_list_views.export_cases, {"form": "xlsx"}, name="cases_xlsx"),
    path("cases/<str:number>", person_views.show_case, name="case"),
    path("cases/<str:number>/clocks/<int:pk>", person_views.explain_clock, name="case_clock"),
    path("cases/<str:number>/people", handler_views.suggest_people, name="case_people"),
    path("cases/<str:number>/message", person_views.say_on_case, name="case_message"),
    path("cases/<str:number>/note", person_views.write_note, name="case_note"),
    path("cases/<str:number>/attachment", person_file_views.attach, name="case_attachment"),
    path("cases/<str:number>/attachments/<int:pk>/<path:name>", person_file_views.download, name="attachment"),
    path("cases/<str:number>/follower", person_views.follow, name="case_follower"),
    path("cases/<str:number>/follower-removal", person_views.unfollow, name="case_follower_removal"),
    path("cases/<str:number>/assignment", handler_views.assign, name="case_assignment"),
    path("cases/<str:number>/link", handler_views.link, name="case_link"),
    path("cases/<str:number>/merge", handler_views.merge, name="case_merge"),
    path("cases/<str:number>/presence", handler_views.note_presence, name="case_presence"),
    path("cases/<str:number>/<slug:noun>", person_views.change_case, name="case_move"),
]

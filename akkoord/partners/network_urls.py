# SPDX-License-Identifier: EUPL-1.2
"""Addresses of experts, exams, gatherings, the code of conduct, leads and assignments."""

from __future__ import annotations

from django.urls import path

from .customer_views import conduct, exams, experts, gatherings, leads
from .person_views import confidential
from .public_views import references
from .staff_views import assignments as desk_assignments
from .staff_views import exams as desk_exams
from .staff_views import gatherings as desk_gatherings
from .staff_views import leads as desk_leads

urlpatterns = [
    # experts and what customers say of them
    path("partnership/experts", experts.show_experts, name="partnership_experts"),
    path("partnership/experts/new", experts.new_expert, name="partnership_new_expert"),
    path("partnership/experts/<int:pk>", experts.show_one, name="partnership_expert"),
    path("partnership/experts/<int:pk>/change", experts.change, name="partnership_change_expert"),
    path("partnership/experts/<int:pk>/reference", experts.new_reference, name="partnership_ask_reference"),
    path("partnership/experts/<int:pk>/directory", experts.show, name="partnership_show_expert"),
    path("partnership/experts/<int:pk>/ending", experts.end, name="partnership_end_expert"),
    path("references/<str:token>", references.show_reference, name="reference"),
    path("references/<str:token>/refusal", references.decline, name="reference_refusal"),
    path("references/<str:token>/withdrawal", references.withdraw, name="reference_withdrawal"),
    # exams
    path("partnership/exams", exams.show_exams, name="partnership_exams"),
    path("partnership/exams/<int:pk>/enrolment", exams.enrol, name="partnership_enrol"),
    path("partnership/enrolments/<int:pk>/withdrawal", exams.withdraw, name="partnership_withdraw"),
    path("partner-desk/exams", desk_exams.show_exams, name="partner_desk_exams"),
    path("partner-desk/exams/new", desk_exams.new_exam, name="partner_desk_new_exam"),
    path("partner-desk/exams/<int:pk>", desk_exams.show_exam, name="partner_desk_exam"),
    path("partner-desk/exams/<int:pk>/cancellation", desk_exams.cancel, name="partner_desk_cancel_exam"),
    path("partner-desk/enrolments/<int:pk>/result", desk_exams.result, name="partner_desk_result"),
    # gatherings
    path("partnership/gatherings", gatherings.show_gatherings, name="partnership_gatherings"),
    path("partnership/gatherings/<int:pk>/attendance", gatherings.attend, name="partnership_attend"),
    path("partner-desk/gatherings", desk_gatherings.show_gatherings, name="partner_desk_gatherings"),
    path("partner-desk/gatherings/new", desk_gatherings.new_gathering, name="partner_desk_new_gathering"),
    path("partner-desk/gatherings/<int:pk>", desk_gatherings.show_gathering, name="partner_desk_gathering"),
    path("partner-desk/gatherings/<int:pk>/attendance", desk_gatherings.attendance, name="partner_desk_attendance"),
    path("partner-desk/gatherings/<int:pk>/cancellation", desk_gatherings.cancel, name="partner_desk_cancel_gathering"),
    # the code of conduct and what needs an agreement
    path("partnership/conduct", conduct.show_code, name="partnership_conduct"),
    path("partnership/conduct/agreements/new", conduct.new_permission, name="partnership_new_permission"),
    path("partner-desk/agreements", desk_leads.show_permissions, name="partner_desk_permissions"),
    path("partner-desk/agreements/<int:pk>/decision", desk_leads.decide_on_permission, name="partner_desk_decide_permission"),
    # breaches, in confidence
    path("conduct/report", confidential.report, name="report_breach"),
    path("conduct/reports/<str:number>/decider", confidential.name_decider, name="name_decider"),
    path("conduct/reports/<str:number>/hearing", confidential.hear, name="hear_other_side"),
    path("conduct/reports/<str:number>/decision", confidential.decide, name="decide_report"),
    # leads and assignments
    path("partnership/leads", leads.show_leads, name="partnership_leads"),
    path("partnership/leads/new", leads.new_lead, name="partnership_new_lead"),
    path("partnership/leads/<int:pk>/outcome", leads.end, name="partnership_end_lead"),
    path("partnership/assignments", leads.show_assignments, name="partnership_assignments"),
    path("partnership/assignments/<int:pk>", leads.show_assignment, name="partnership_assignment"),
    path("partner-desk/leads", desk_leads.show_leads, name="partner_desk_leads"),
    path("partner-desk/leads/new", desk_leads.new_lead, name="partner_desk_new_lead"),
    path("partner-desk/leads/<int:pk>/decision", desk_leads.decide, name="partner_desk_decide_lead"),
    path("partner-desk/assignments", desk_assignments.show_assignments, name="partner_desk_assignments"),
    path("partner-desk/assignments/new", desk_assignments.new_assignment, name="partner_desk_new_assignment"),
    path("partner-desk/assignments/<int:pk>", desk_assignments.show_assignment, name="partner_desk_assignment"),
    path("partner-desk/assignments/<int:pk>/ending", desk_assignments.end, name="partner_desk_end_assignment"),
]

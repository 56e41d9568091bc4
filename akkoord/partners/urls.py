# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the partner programme."""

from __future__ import annotations

from django.urls import path

from . import network_urls
from .customer_views import checks as own_checks
from .customer_views import partnership as own
from .customer_views import profile as own_profile
from .customer_views import records as own_records
from .person_views import connectors
from .public_views import applications as public_applications
from .public_views import directory, programme
from .staff_views import applications, checks, profiles
from .staff_views import partners as desk
from .staff_views import records as desk_records

urlpatterns = [
    # the programme and partnerships
    path("partners/programme", programme.show_programme, name="partner_programme"),
    path("partnership", own.show_partnership, name="partnership"),
    path("partnership/requirements", own.show_requirements, name="partner_requirements"),
    path("partnership/requirements/telling", own_records.tell, name="partner_tell"),
    path("partnership/invitations/<int:pk>/answer", own.answer, name="partner_invitation"),
    path("partnership/check/<str:number>", own_checks.answer, name="check_answer"),
    path("partnership/ending", own_checks.give_notice, name="partner_notice"),
    path("partner-desk", desk.show_partners, name="partner_desk"),
    path("partner-desk/applications", applications.show_applications, name="applications"),
    path("partner-desk/applications/<str:number>/criteria", applications.assess, name="application_criteria"),
    path("partner-desk/applications/<str:number>/agreement", applications.agree, name="application_agreement"),
    path("partner-desk/checks/<str:number>/decision", checks.decide, name="check_decision"),
    # applying, without an account
    path("partners/apply", public_applications.become_partner, name="become_partner"),
    path("partners/apply/sent", public_applications.application_sent, name="application_sent"),
    path("partners/applications/<str:token>", public_applications.show_application, name="application"),
    path("partners/applications/<str:token>/reply", public_applications.reply, name="application_reply"),
    path("partners/applications/<str:token>/withdrawal", public_applications.withdraw, name="application_withdrawal"),
    # connectors and their certificates, for supplier and vendor alike
    path("connectors", connectors.show_connectors, name="connectors"),
    path("connectors/new", connectors.new_connector, name="new_connector"),
    path("connectors/<slug:slug>", connectors.show_connector, name="connector"),
    path("connectors/<slug:slug>/change", connectors.change_connector, name="change_connector"),
    path("connectors/<slug:slug>/certification", connectors.ask_for_certificate, name="certify_connector"),
    path("connectors/<slug:slug>/end", connectors.end, name="end_connector"),
    path("certifications/<str:number>/certificate", connectors.give_certificate, name="give_certificate"),
    # the directory, and the page that each partner writes for it
    path("partners", directory.show_directory, name="partner_directory"),
    path("partnership/profile", own_profile.show_profile, name="partnership_profile"),
    path("partnership/profile/wording", own_profile.write_profile, name="write_profile"),
    path("partner-desk/profiles", profiles.show_profiles, name="partner_profiles"),
    path("partner-desk/profiles/<int:pk>", profiles.decide, name="decide_profile"),
    # experts, exams, gatherings, conduct, leads and assignments
    *network_urls.urlpatterns,
    # one partner for the vendor's people: last, because a name in this place can be anything
    path("partner-desk/<slug:slug>", desk.show_one, name="partner_one"),
    path("partner-desk/<slug:slug>/records", desk_records.record, name="partner_record"),
    path("partner-desk/<slug:slug>/check", checks.start, name="check_start"),
    path("partner-desk/<slug:slug>/ending", checks.end, name="partner_ending"),
    path("partner-desk/<slug:slug>/invitation", checks.invite, name="invite_product_partner"),
    path("partners/<slug:slug>", directory.show_page, name="partner_page"),
]

# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the partner programme."""

from __future__ import annotations

from django.urls import path

from .customer_views import partnership as own
from .customer_views import records as own_records
from .person_views import connectors
from .public_views import programme
from .staff_views import partners as desk
from .staff_views import records as desk_records

urlpatterns = [
    # the programme and partnerships
    path("partners/programme", programme.show_programme, name="partner_programme"),
    path("partnership", own.show_partnership, name="partnership"),
    path("partnership/requirements", own.show_requirements, name="partner_requirements"),
    path("partnership/requirements/telling", own_records.tell, name="partner_tell"),
    path("partnership/invitations/<int:pk>/answer", own.answer, name="partner_invitation"),
    path("partner-desk", desk.show_partners, name="partner_desk"),
    # connectors and their certificates, for supplier and vendor alike
    path("connectors", connectors.show_connectors, name="connectors"),
    path("connectors/new", connectors.new_connector, name="new_connector"),
    path("connectors/<slug:slug>", connectors.show_connector, name="connector"),
    path("connectors/<slug:slug>/change", connectors.change_connector, name="change_connector"),
    path("connectors/<slug:slug>/certification", connectors.ask_for_certificate, name="certify_connector"),
    path("connectors/<slug:slug>/end", connectors.end, name="end_connector"),
    path("certifications/<str:number>/certificate", connectors.give_certificate, name="give_certificate"),
    # one partner for the vendor's people: last, because a name in this place can be anything
    path("partner-desk/<slug:slug>", desk.show_one, name="partner_one"),
    path("partner-desk/<slug:slug>/records", desk_records.record, name="partner_record"),
]

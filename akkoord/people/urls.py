# SPDX-License-Identifier: EUPL-1.2
"""Contacts, the own account, organisations, the language, and signing in."""

from __future__ import annotations

from django.urls import include, path

from . import customer_views, person_views, public_views, staff_views

urlpatterns = [
    path("contacts", customer_views.contacts, name="contacts"),
    path("contacts/invitation", customer_views.invite, name="invite_contact"),
    path("contacts/<int:membership_id>", customer_views.contact, name="contact"),
    path("contacts/<int:membership_id>/roles", customer_views.roles, name="contact_roles"),
    path("contacts/<int:membership_id>/blocking", customer_views.blocking, name="contact_blocking"),
    path("contacts/<int:membership_id>/unblocking", customer_views.unblocking, name="contact_unblocking"),
    path("contacts/<int:membership_id>/ending", customer_views.ending, name="contact_ending"),
    path("contacts/<int:membership_id>/invitation", customer_views.invitation, name="contact_invitation"),
    path("account", person_views.account, name="account"),
    path("organisations", staff_views.organisations, name="organisations"),
    path("organisations/<int:customer_number>", staff_views.organisation, name="organisation"),
    path("language", public_views.language, name="language"),
    path("", include("akkoord.people.sign_in_urls")),
]

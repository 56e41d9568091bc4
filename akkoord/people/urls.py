# SPDX-License-Identifier: EUPL-1.2
"""Contacts, tokens, the own account, organisations, the language, and signing in."""

from __future__ import annotations

from django.urls import include, path

from . import calendar_person_views, customer_views, keeper_views, person_views, public_views, staff_views

urlpatterns = [
    path("contacts", customer_views.contacts, name="contacts"),
    path("contacts/invitation", customer_views.invite, name="invite_contact"),
    path("contacts/<int:membership_id>", customer_views.contact, name="contact"),
    path("contacts/<int:membership_id>/roles", customer_views.roles, name="contact_roles"),
    path("contacts/<int:membership_id>/blocking", customer_views.blocking, name="contact_blocking"),
    path("contacts/<int:membership_id>/unblocking", customer_views.unblocking, name="contact_unblocking"),
    path("contacts/<int:membership_id>/ending", customer_views.ending, name="contact_ending"),
    path("contacts/<int:membership_id>/invitation", customer_views.invitation, name="contact_invitation"),
    path("tokens", keeper_views.tokens, name="tokens"),
    path("tokens/new", keeper_views.new_token, name="new_token"),
    path("tokens/<int:token_id>", keeper_views.token, name="token"),
    path("tokens/<int:token_id>/revocation", keeper_views.revocation, name="token_revocation"),
    path("account", person_views.account, name="account"),
    path("account/calendar", calendar_person_views.my_calendar, name="my_calendar"),
    path("account/calendar/address", calendar_person_views.new_address, name="new_calendar_address"),
    path("account/calendar/ending", calendar_person_views.ending, name="end_calendar_address"),
    path("account/deadlines.ics", public_views.my_deadlines, name="deadlines_feed"),
    path("organisations", staff_views.organisations, name="organisations"),
    path("organisations/<int:customer_number>", staff_views.organisation, name="organisation"),
    path("language", public_views.language, name="language"),
    path("", include("akkoord.people.sign_in_urls")),
]

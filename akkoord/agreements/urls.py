# SPDX-License-Identifier: EUPL-1.2
"""The agreement and the opening hours."""

from django.urls import path

from . import public_views
from .staff_views import contracts, days, drafts

urlpatterns = [
    path("agreement", public_views.show_agreement, name="agreement"),
    path("agreement/versions/<str:number>", public_views.show_version, name="agreement_version"),
    path("agreement/versions/<str:number>/against/<str:other>", public_views.show_difference, name="agreement_difference"),
    path("agreement/versions/<str:number>/pdf", public_views.print_version, name="agreement_pdf"),
    path("agreement/versions/<str:number>/file", public_views.download_version, name="agreement_file"),
    path("agreement/versions/<str:number>/openslo", public_views.download_openslo, name="agreement_openslo"),
    path("agreement/contracts/<int:pk>", contracts.contract, name="contract"),
    path("agreement/contracts/<int:pk>/ending", contracts.end, name="end_contract"),
    path("agreement/contracts/<int:pk>/individual-terms", contracts.individual_terms, name="individual_terms"),
    path("agreement/drafts", drafts.drafts, name="agreement_drafts"),
    path("agreement/drafts/<int:pk>", drafts.draft, name="agreement_draft"),
    path("agreement/drafts/<int:pk>/announcement", drafts.announce, name="announce_draft"),
    path("agreement/drafts/<int:pk>/withdrawal", drafts.withdraw, name="withdraw_draft"),
    path("opening-hours", public_views.show_opening_hours, name="opening_hours"),
    path("opening-hours.ics", public_views.opening_hours_feed, name="opening_hours_feed"),
    path("opening-hours/deviating", days.deviating_days, name="deviating_days"),
    path("opening-hours/deviating/<int:pk>/withdrawal", days.withdraw_day, name="withdraw_day"),
]

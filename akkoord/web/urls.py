# SPDX-License-Identifier: EUPL-1.2
"""The gallery and the choice of language."""

from django.urls import path

from akkoord.web import public_views

urlpatterns = [
    path("components", public_views.show_components, name="components"),
    path("language", public_views.choose_language, name="choose_language"),
]

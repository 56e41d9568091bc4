# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the demonstration; `site/urls.py` includes them under `demo/`."""

from django.urls import path

from . import demo_switch, demo_views

urlpatterns = [
    path("sign-in/<str:token>", demo_views.sign_in, name="demo_sign_in"),
    path("switch", demo_switch.turn_switch, name="demo_switch"),
    path("mail", demo_views.mails, name="demo_mails"),
    path("mail/<str:name>", demo_views.mail, name="demo_mail"),
    path("mail/<str:name>/page", demo_views.mail_page, name="demo_mail_page"),
]

# SPDX-License-Identifier: EUPL-1.2
"""Where a customer asks about the agreement; the case itself has the kernel's address."""

from django.urls import path

from . import customer_views

urlpatterns = [path("agreement/question", customer_views.ask, name="agreement_question")]

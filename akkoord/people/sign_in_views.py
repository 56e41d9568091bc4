# SPDX-License-Identifier: EUPL-1.2
"""The one page of allauth that needs more than its template: setting up the second factor."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from .models import Person
from .second_factor import has_passed, note_passed


class ActivateTotp(LoginRequiredMixin, ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Scan, type the code, done: from then on this session has passed the second factor."""

    door = "person"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A session from before the second factor was set up elsewhere signs in anew."""
        person = request.user
        if isinstance(person, Person) and not has_passed(request, person) and is_mfa_enabled(person):
            logout(request)
            return redirect("account_login")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Switch it on, and remember that the code was right."""
        response: HttpResponseBase = super().form_valid(form)
        assert isinstance(self.request.user, Person)
        note_passed(self.request, self.request.user)
        return response

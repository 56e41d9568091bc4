# SPDX-License-Identifier: EUPL-1.2
"""The token against forged forms, masked once a page and not once a form: each mask asks the system for randomness."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from markupsafe import Markup


def one_token(request: HttpRequest) -> dict[str, Any]:
    """`csrf_input` and `csrf_token` for templates; a page without a form asks for neither and sets no cookie."""
    token = SimpleLazyObject(lambda: get_token(request))
    field = SimpleLazyObject(lambda: Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(str(token)))
    return {"csrf_input": field, "csrf_token": token}

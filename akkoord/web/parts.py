# SPDX-License-Identifier: EUPL-1.2
"""A template as a part of a page, for the slots of lower floors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup


def part(template: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> Markup:
    """The template with this context, ready to stand in another page."""
    return Markup(render_to_string(template, dict(context), request))  # the template escapes

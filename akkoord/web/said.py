# SPDX-License-Identifier: EUPL-1.2
"""What templates say most: words in the reader's language, and addresses. Both are asked hundreds of times a page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_urlconf, reverse
from django.utils.translation import get_language, gettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup


@pass_context
def words(context: Context, text: str, /, **values: Any) -> str:
    """`text` in the reader's language, with values for its fields, escaped; as Jinja's own, without asking twice."""
    if not context.eval_ctx.autoescape:
        return gettext(text) % values
    return Markup(gettext(text)) % values if values else _fixed(get_language(), text)


@lru_cache(maxsize=4096)
def _fixed(language: str | None, text: str) -> Markup:
    return Markup(gettext(text)) % {}


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    if args or kwargs:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _place(name, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=512)
def _place(name: str, addresses: str) -> str:
    return reverse(name, addresses)

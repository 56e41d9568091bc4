# SPDX-License-Identifier: EUPL-1.2
"""Expected refusals. A view turns one into a message, the API into 409 with its code."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Something that may not be done now; nothing was changed. `code` is stable, `message` is for people."""

    code: ClassVar[str] = "refused"
    message: str | Promise = _("This cannot be done now. Nothing was changed.")

    def __init__(self, message: str | Promise | None = None) -> None:
        super().__init__(self.code)
        if message is not None:
            self.message = message

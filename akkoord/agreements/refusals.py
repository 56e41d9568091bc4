# SPDX-License-Identifier: EUPL-1.2
"""What is refused of agreements and contracts; the message says why."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext


class Refused(Exception):
    """Something that may not be done, and why: as English text on a terminal, as `message` in the reader's language on a page."""

    def __init__(self, why: str, **said: object) -> None:
        super().__init__(why % said if said else why)
        self.why, self.said = why, said

    @property
    def message(self) -> str:
        """A sentence in the reader's language; dates as that writes them."""
        said = {name: date_format(value) if isinstance(value, date) else value for name, value in self.said.items()}
        text = gettext(self.why) % said if said else gettext(self.why)
        begun = text if self.why.startswith("%") else text[:1].upper() + text[1:]  # a name stays as it is written
        return begun + ("" if text.endswith(".") else ".")


class CannotPublish(Refused):
    """The version or the deviating day may not be published; the message says why."""


class CannotSign(Refused):
    """The contract cannot be; the message says why."""


class CannotEnd(Refused):
    """The contract cannot end then; the message says why."""


class CannotWithdraw(Refused):
    """The deviating day has begun, or what was put in is no draft any more."""
